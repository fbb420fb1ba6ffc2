import pytest

from tests.visible_text import mistakes_in, read_page


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("in_progress 0", ["a key"]),
        ("lease_start 2026-04-30", ["a key", "an ISO date"]),
        ("10 %", ["a space before %"]),
        ("waits 1,306 hours", ["raw hours"]),
        ("24.8 h, 72.0 h, 54 days, 10%, Nov 27", []),
        ("web/src/refund_form.tsx and (refund_form.py)", []),
    ],
)
def test_mistakes_are_found_and_file_names_are_none(text, mistakes):
    assert [what for what, _ in mistakes_in(text)] == mistakes


def test_page_is_read_without_code_and_what_people_wrote():
    text, links = read_page(
        "<html><head><title>x_y</title></head><body><p>One<br>two</p><code>a_b</code>"
        '<div class="prose">c_d <b>e_f</b></div><a class="written" href="/x/">g_h</a>'
        '<p title="i_j">three</p></body></html>'
    )

    assert (text, links) == ("Onetwo\nthree", ["/x/"])

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory

from apps.pages.lists import one_of, page_of, search_text, whole_number


def asking(query=""):
    return RequestFactory().get(f"/?{query}")


def test_page_is_the_first_without_a_number_and_the_last_past_the_end():
    rows = list(range(25))

    pages = [page_of(asking(query), rows, 10) for query in ("", "page=2", "page=9")]

    assert [(page.number, page.object_list[0]) for page in pages] == [(1, 0), (2, 10), (3, 20)]


@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "%00", "²", "1" * 30, "1000001"])
def test_page_that_is_no_number_is_refused(text):
    with pytest.raises(BadRequest) as refused:
        page_of(asking(f"page={text}"), [], 10)

    assert str(refused.value).startswith("'page' must be a whole number from 1 to 1000000, not '")


def test_number_that_is_blank_is_none():
    assert (whole_number(asking("author="), "author"), whole_number(asking(), "author")) == (None, None)


def test_choice_is_one_of_the_allowed():
    assert (one_of(asking("state=open"), "state", ("open", "closed")), one_of(asking(), "state", ("open",))) == (
        "open",
        "",
    )
    with pytest.raises(BadRequest) as refused:
        one_of(asking("state=gone"), "state", ("open", "closed"))
    assert str(refused.value) == "'state' must be one of open, closed, not 'gone'."


def test_text_is_stripped_and_may_hold_no_nul():
    assert search_text(asking("q=+cache+")) == "cache"
    with pytest.raises(BadRequest) as refused:
        search_text(asking("q=%00"))
    assert str(refused.value) == "'q' must be up to 200 characters of text."

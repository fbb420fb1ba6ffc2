import pytest

from apps.pages.returning import back


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("/tickets/?page=2#log", "/tickets/?page=2#log"),
        ("http://testserver/tickets/", "http://testserver/tickets/"),
        ("", "/metrics/"),
        ("https://evil.example/", "/metrics/"),
        ("//evil.example/", "/metrics/"),
        ("javascript:alert(1)", "/metrics/"),
    ],
)
def test_button_leads_back_to_a_page_of_ours_only(rf, wanted, address):
    assert back(rf.post("/", {"next": wanted}), "/metrics/").url == address

import pytest


def test_start_page_asks_for_a_login(client):
    response = client.get("/")

    assert (response.status_code, response.headers["Location"]) == (302, "/login/?next=/")


@pytest.mark.django_db
def test_admin_asks_for_a_login(client):
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain == [("/admin/login/?next=/admin/", 302)]
    assert response.status_code == 200

import pytest


def test_start_page_leads_to_the_admin(client):
    response = client.get("/")

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


@pytest.mark.django_db
def test_admin_asks_for_a_login(client):
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain == [("/admin/login/?next=/admin/", 302)]
    assert response.status_code == 200

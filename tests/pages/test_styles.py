def test_sheet_of_components_is_there_while_debug_is_on(client, settings, db):
    settings.DEBUG = True

    page = client.get("/styles/")

    assert page.status_code == 200
    assert "Components" in page.content.decode()


def test_sheet_is_not_there_otherwise(client, settings, db):
    settings.DEBUG = False

    assert client.get("/styles/").status_code == 404

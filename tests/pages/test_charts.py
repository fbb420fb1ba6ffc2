from apps.pages.charts import Chart, Series


def drawn(*values, **changes):
    given = {"unit": " h", "places": 1, **changes}
    return Chart("cycle", "Cycle time", ["Jan 5", "Jan 12"], [Series("Cycle time", values)], **given)


def test_chart_gives_the_browser_its_numbers():
    assert drawn(72.25, None, highest=80).as_json() == {
        "kind": "line",
        "labels": ["Jan 5", "Jan 12"],
        "series": [{"name": "Cycle time", "values": [72.25, None]}],
        "unit": " h",
        "places": 1,
        "highest": 80,
        "stacked": False,
    }


def test_table_has_the_same_numbers_as_text():
    assert drawn(72.25, None).rows() == [("Jan 5", ["72.2 h"]), ("Jan 12", ["–"])]


def test_chart_of_nothing_is_empty():
    assert drawn(None, None).is_empty
    assert not drawn(0, None).is_empty

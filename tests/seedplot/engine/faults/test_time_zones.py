"""A MySQL or MariaDB server without time zones: said before seeding, and on the page."""

import pytest
from django.db.models.functions import TruncWeek
from django.test import RequestFactory
from django.utils import timezone

from apps.pages.middleware import MissingTimeZones
from seedplot.engine import pipeline
from seedplot.engine.faults.time_zones import refuse_without_time_zone
from seedplot.errors import SeedError
from tests.conftest import MARIADB
from tests.toy.factories import HarvestFactory
from tests.toy.garden import request_for, whole_garden
from tests.toy.inside import default_database
from tests.toy.models import Harvest
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

LINE = (
    "The database server has no time zone Asia/Tokyo, by which pages group moments. Load all of them: "
    "mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb -u root mysql (on MySQL: mysql_tzinfo_to_sql)"
)


@pytest.fixture(params=[MARIADB])
def without_zone(request, django_db_blocker, settings):
    """The server of the tests has two time zones, of which this is none."""
    url = request.getfixturevalue("mariadb_garden_url")
    with django_db_blocker.unblock(), default_database(url) as connection:
        settings.TIME_ZONE = "Asia/Tokyo"
        # Django looks at UTC alone, which that server has.
        connection.features.has_zoneinfo_database = False
        yield


def test_missing_time_zone_is_said_before_seeding(without_zone):
    before = whole_garden()

    with pytest.raises(SeedError) as refused:
        pipeline.run(request_for(HarvestWeeksScenario))

    assert str(refused.value) == LINE
    assert whole_garden() == before


def test_page_that_needs_it_says_so_in_one_line(without_zone):
    HarvestFactory.create()

    def page(request):
        zone = timezone.get_default_timezone()
        return list(Harvest.objects.annotate(week=TruncWeek("picked_at", tzinfo=zone)).values_list("week"))

    with pytest.raises(ValueError, match="time zone definitions") as raised:
        page(None)
    answer = MissingTimeZones(page).process_exception(RequestFactory().get("/"), raised.value)

    assert answer.status_code == 503
    assert answer.content.decode().count("\n") == 1
    assert answer.content.decode().startswith("The database server has no time zone Asia/Tokyo. Load all of them: ")


def test_another_error_of_a_page_is_left_to_django():
    request = RequestFactory().get("/")

    assert MissingTimeZones(lambda _: None).process_exception(request, ValueError("Something else.")) is None
    assert MissingTimeZones(lambda _: None).process_exception(request, KeyError("time zone definitions")) is None


def test_databases_with_zones_of_their_own_are_not_asked(each_database, django_assert_num_queries):
    with django_assert_num_queries(0):
        refuse_without_time_zone("default")

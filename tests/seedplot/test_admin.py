import pytest
from django.contrib.auth import get_user_model

from seedplot.models import SeedRun
from tests.toy.garden import seed
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario


@pytest.fixture
def run(ada):
    return seed(HarvestWeeksScenario).run


@pytest.mark.django_db
def test_runs_are_listed_with_their_fingerprint(admin_client, run):
    page = admin_client.get("/admin/seedplot/seedrun/")

    assert page.status_code == 200
    assert run.fingerprint in page.content.decode()


@pytest.mark.django_db
def test_run_that_is_not_proven_yet_says_so(admin_client, ada):
    run = seed(HarvestWeeksScenario, skip_proof=True).run

    pages = [admin_client.get(f"/admin/seedplot/seedrun/{page}") for page in ("", f"{run.pk}/change/")]

    assert ["not taken yet" in page.content.decode() for page in pages] == [True, True]


@pytest.mark.django_db
def test_run_shows_its_blocks(admin_client, run):
    page = admin_client.get(f"/admin/seedplot/seedrun/{run.pk}/change/")

    assert page.status_code == 200
    assert "toy.Plant" in page.content.decode()


@pytest.mark.django_db
def test_record_of_a_run_cannot_be_changed_by_hand(admin_client, run):
    refused = [
        admin_client.post(f"/admin/seedplot/seedrun/{run.pk}/{action}/", {"post": "yes"}).status_code
        for action in ("change", "delete")
    ]

    assert refused == [403, 403]
    assert admin_client.get("/admin/seedplot/seedrun/add/").status_code == 403
    assert SeedRun.objects.filter(pk=run.pk).exists()
    assert get_user_model().objects.count() == 1


@pytest.mark.django_db
def test_run_shows_the_findings_of_its_last_proof(admin_client, run):
    page = admin_client.get(f"/admin/seedplot/seedrun/{run.pk}/change/").content.decode()

    assert [finding.promise in page for finding in run.findings.all()] == [True] * 9
    assert "toy.P101" in page

import json
from itertools import islice

import pytest
from django.test import Client
from rest_framework.test import APIClient

from apps.projects.api.urls import urlpatterns
from apps.projects.models import Issue
from tests.projects.api.fuzz import BODIES, keys_of, odd_bodies, odd_logins, odd_questions, unsound_answers


@pytest.fixture
def client(scrum):
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(scrum.ada)
    return client


def test_every_address_that_takes_a_body_is_asked():
    taking = sum(
        hasattr(pattern.callback.cls, method) for pattern in urlpatterns[:-1] for method in ("post", "patch", "put")
    )

    assert len(BODIES) == taking


@pytest.mark.check
def test_no_question_is_answered_by_a_500(client, scrum):
    # All of them are asked below, of the database that takes offence more easily.
    every_fourth = islice(odd_questions(keys_of(scrum)), 0, None, 4)

    assert unsound_answers(client, every_fourth) == []


@pytest.mark.check
def test_no_body_is_answered_by_a_500(client, scrum):
    assert unsound_answers(client, odd_bodies(keys_of(scrum))) == []
    # Some of them were good enough to get as far as the database.
    assert Issue.objects.count() > 2


def test_no_login_is_answered_by_a_500(scrum):
    assert unsound_answers(Client(raise_request_exception=False), odd_logins(keys_of(scrum))) == []


@pytest.mark.check
def test_no_request_is_answered_by_a_500_on_postgresql(run_program, postgres_garden_url, tmp_path):
    """There a NUL character in a query and a number that no column holds are errors of the database's."""
    program = """
        import json
        from django.test import Client
        from rest_framework.test import APIClient
        from tests.projects.api.fuzz import keys_of, odd_bodies, odd_logins, odd_questions, unsound_answers
        from tests.builders.scrum import build_scrum

        scrum = build_scrum()
        keys = keys_of(scrum)
        client = APIClient(raise_request_exception=False, SERVER_NAME="localhost")
        client.force_authenticate(scrum.ada)
        found = unsound_answers(client, odd_questions(keys)) + unsound_answers(client, odd_bodies(keys))
        found += unsound_answers(Client(raise_request_exception=False, SERVER_NAME="localhost"), odd_logins(keys))
        print(json.dumps(found))
    """

    finished = run_program(
        program,
        DATABASE_URL=postgres_garden_url,
        DEBUG="0",
        SECRET_KEY="k",
        ALLOWED_HOSTS="localhost",
        STATIC_ROOT=str(tmp_path),
    )

    assert json.loads(finished.stdout) == [], finished.stderr[-2000:]

import json

import pytest
from django.test import Client
from rest_framework.test import APIClient

from apps.tenants.factories import AttachmentFactory, MaintenanceRequestFactory
from tests.rings import sampled
from tests.tenants.api.fuzz import odd_logins, odd_requests, unsound_answers


@pytest.fixture
def one_of_each(dora, add_thread):
    message = add_thread(dora, texts=("The dryer stops.",)).messages.get()
    MaintenanceRequestFactory.create(message=message)
    AttachmentFactory.create(message=message)


@pytest.mark.check
def test_no_request_is_answered_by_a_500(manager, one_of_each):
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(manager)

    assert unsound_answers(client, sampled(odd_requests())) == []


def test_no_login_is_answered_by_a_500(one_of_each):
    assert unsound_answers(Client(raise_request_exception=False), odd_logins()) == []


@pytest.mark.check
def test_no_request_is_answered_by_a_500_on_postgresql(run_program, postgres_garden_url, tmp_path):
    """There a NUL character in a query is an error of the database's."""
    program = """
        import json
        from django.test import Client
        from rest_framework.test import APIClient
        from apps.accounts.models import User
        from apps.tenants.factories import AttachmentFactory, MaintenanceRequestFactory
        from tests.tenants.api.fuzz import odd_logins, odd_requests, unsound_answers

        AttachmentFactory.create(message=MaintenanceRequestFactory.create().message)
        client = APIClient(raise_request_exception=False, SERVER_NAME="localhost")
        client.force_authenticate(User.objects.create_superuser("manager"))
        found = unsound_answers(client, odd_requests())
        found += unsound_answers(Client(raise_request_exception=False, SERVER_NAME="localhost"), odd_logins())
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

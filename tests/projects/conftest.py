"""What tests of the software house share: no service of the developer's own is ever reached."""

import pytest

from tests.builders.house import build_house
from tests.builders.no_services import NO_SERVICES
from tests.builders.scrum import build_scrum, client_of, person


@pytest.fixture(autouse=True)
def _no_services(settings, monkeypatch):
    """Whatever the developer's environment says: tests name the services that they start."""
    for name, value in NO_SERVICES.items():
        setattr(settings, name, value)
    for name in ("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "PINECONE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def house(db):
    return build_house()


@pytest.fixture
def scrum(db):
    return build_scrum()


@pytest.fixture
def api(scrum):
    """Ada, who leads the project."""
    return client_of(scrum.ada)


@pytest.fixture
def elsewhere(db):
    """A project of other people in another workspace."""
    return build_scrum(key="CLINIC", ada=person("Cleo", "Dahl"), ben=person("Dan", "Eck"), name="Clinic Portal")

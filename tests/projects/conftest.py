"""What tests of the software house share: no service of the developer's own is ever reached."""

import pytest

from tests.builders.house import build_house
from tests.builders.scrum import build_scrum, client_of, person


@pytest.fixture(autouse=True)
def _no_services(settings, monkeypatch):
    """Whatever the developer's environment says: tests name the services that they start."""
    settings.AWS_STORAGE_BUCKET_NAME = ""
    settings.AWS_ACCESS_KEY_ID = settings.AWS_SECRET_ACCESS_KEY = settings.AWS_SESSION_TOKEN = ""
    settings.AWS_LOCATION, settings.AWS_S3_REGION_NAME = "datasets/", "us-east-1"
    settings.AWS_S3_ENDPOINT_URL, settings.AWS_DEFAULT_ACL = "", "private"
    settings.SEEDPLOT_VECTORS, settings.SEEDPLOT_EMBEDDINGS, settings.SEEDPLOT_MIN_SCORE = "local", "hashing", None
    settings.PINECONE_API_KEY = settings.PINECONE_INDEX_HOST = ""
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

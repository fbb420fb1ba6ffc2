"""The upload, against an S3 on loopback: what is there afterwards, who may read it, and what is said when it fails."""

import socket
import sys

import boto3
import pytest
import requests

from apps.projects.exports.csv_files import export_run
from apps.projects.exports.s3 import Bucket, configured_bucket, upload_directory
from apps.projects.exports.tables import FILE_NAMES
from seedplot.errors import SeedError
from tests.servers.s3 import running_s3

GENERATION = "generation_20260309_221530"
KEYS = [f"datasets/{GENERATION}/{name}" for name in FILE_NAMES]


@pytest.fixture
def s3():
    with running_s3() as server:
        yield server


@pytest.fixture
def client(s3):
    made = boto3.client(
        "s3", "us-east-1", endpoint_url=s3.address, aws_access_key_id="reader", aws_secret_access_key="secret"
    )
    made.create_bucket(Bucket="house-data")
    s3.requests.clear()
    return made


@pytest.fixture
def files(house, tmp_path):
    export_run(house.run, tmp_path / "out")
    return tmp_path / "out"


def bucket(s3, **changes):
    chosen = {"name": "house-data", "endpoint": s3.address, "access_key": "writer", "secret_key": "secret", **changes}
    return Bucket(**chosen)


def test_objects_equal_the_files_byte_for_byte(s3, client, files):
    keys = upload_directory(files, bucket(s3))

    found = {key: client.get_object(Bucket="house-data", Key=key)["Body"].read() for key in KEYS}
    assert keys == KEYS
    assert found == {f"datasets/{GENERATION}/{name}": (files / name).read_bytes() for name in FILE_NAMES}


def test_nothing_but_the_nine_files_is_uploaded(s3, client, files):
    upload_directory(files, bucket(s3))

    listed = client.list_objects_v2(Bucket="house-data")["Contents"]
    assert sorted(each["Key"] for each in listed) == sorted(KEYS)
    assert s3.written == [f"/house-data/{key}" for key in KEYS]


def test_manifest_comes_last(s3, client, files):
    upload_directory(files, bucket(s3))

    assert s3.written[-1] == f"/house-data/datasets/{GENERATION}/metadata.csv"


def test_object_is_a_csv_file(s3, client, files):
    upload_directory(files, bucket(s3))

    head = client.head_object(Bucket="house-data", Key=KEYS[0])
    assert (head["ContentType"], head["ContentLength"]) == ("text/csv", (files / FILE_NAMES[0]).stat().st_size)


def test_anonymous_reading_is_refused_and_only_the_owner_is_granted(s3, client, files):
    upload_directory(files, bucket(s3))

    grants = client.get_object_acl(Bucket="house-data", Key=KEYS[0])["Grants"]
    assert requests.get(f"{s3.address}/house-data/{KEYS[0]}", timeout=10).status_code == 403
    assert [(each["Grantee"]["Type"], each["Permission"]) for each in grants] == [("CanonicalUser", "FULL_CONTROL")]
    assert {headers["x_amz_acl"] for method, _, headers in s3.requests if method == "PUT"} == {"private"}


def test_acl_of_the_settings_is_the_one_that_is_sent(s3, client, files):
    upload_directory(files, bucket(s3, acl="public-read"))

    assert requests.get(f"{s3.address}/house-data/{KEYS[0]}", timeout=10).status_code == 200


def test_empty_acl_sends_no_header(s3, client, files):
    upload_directory(files, bucket(s3, acl=""))

    assert [headers for method, _, headers in s3.requests if "x_amz_acl" in headers] == []
    assert requests.get(f"{s3.address}/house-data/{KEYS[0]}", timeout=10).status_code == 403


@pytest.mark.parametrize(
    ("prefix", "key"),
    [
        ("", f"{GENERATION}/issues.csv"),
        ("/", f"{GENERATION}/issues.csv"),
        ("a/b", f"a/b/{GENERATION}/issues.csv"),
        ("/a/b/", f"a/b/{GENERATION}/issues.csv"),
    ],
)
def test_prefix_may_be_written_in_any_way(prefix, key):
    assert Bucket("house-data", prefix).key(GENERATION, "issues.csv") == key


def test_repeated_upload_has_the_same_keys(s3, client, files):
    assert upload_directory(files, bucket(s3)) == upload_directory(files, bucket(s3))


def test_wrong_bucket_is_one_clear_line(s3, client, files):
    with pytest.raises(SeedError) as failure:
        upload_directory(files, bucket(s3, name="no-such-bucket"))

    assert str(failure.value) == (
        f"Cannot upload organizations.csv to s3://no-such-bucket at {s3.address}: NoSuchBucket (The specified bucket "
        "does not exist). Create it, or set AWS_STORAGE_BUCKET_NAME to one that is there."
    )


def test_refused_connection_is_one_clear_line(files):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"

        with pytest.raises(SeedError) as failure:
            upload_directory(files, Bucket("house-data", endpoint=address, access_key="a", secret_key="b"))

    assert str(failure.value) == (
        f"Cannot upload organizations.csv to s3://house-data at {address}: Could not connect to the endpoint URL: "
        f'"{address}/house-data/datasets/{GENERATION}/organizations.csv". Check AWS_S3_ENDPOINT_URL and the keys.'
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"endpoint": "not an address"},
            "Cannot upload anything to s3://house-data at not an address: Invalid endpoint",
        ),
        ({"name": "Not A Bucket"}, 'Invalid bucket name "Not A Bucket"'),
        ({"access_key": "", "secret_key": ""}, "Unable to locate credentials"),
        ({"access_key": "writer", "secret_key": ""}, "Partial credentials found"),
    ],
)
def test_setting_that_cannot_be_is_one_clear_line(s3, files, changes, reason, monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))

    with pytest.raises(SeedError) as failure:
        upload_directory(files, bucket(s3, **changes))

    assert reason in str(failure.value)
    assert "\n" not in str(failure.value)
    assert "secret" not in str(failure.value).replace("aws_secret_access_key", "")


def test_failure_half_way_leaves_no_manifest(s3, client, files):
    s3.refused = ("issues.csv",)

    with pytest.raises(SeedError) as failure:
        upload_directory(files, bucket(s3))

    listed = client.list_objects_v2(Bucket="house-data")["Contents"]
    assert sorted(each["Key"] for each in listed) == sorted(KEYS[:5])
    assert str(failure.value) == (
        f"Cannot upload issues.csv to s3://house-data at {s3.address}: AccessDenied (Access Denied). 5 of 9 files are "
        "there, without the manifest. The key may not write there: check its policy, or AWS_DEFAULT_ACL."
    )


def test_upload_goes_on_when_what_was_in_its_way_is_gone(s3, client, files):
    s3.refused = ("issues.csv",)
    with pytest.raises(SeedError):
        upload_directory(files, bucket(s3))
    s3.refused = ()

    upload_directory(files, bucket(s3))

    assert len(client.list_objects_v2(Bucket="house-data")["Contents"]) == 9


def test_absent_package_is_named(files, monkeypatch):
    monkeypatch.setitem(sys.modules, "boto3", None)

    with pytest.raises(SeedError) as failure:
        upload_directory(files, Bucket("house-data"))

    assert str(failure.value) == "boto3 is not installed, and S3 is reached by it: pip install boto3"


def test_bucket_is_what_the_settings_say(settings):
    assert configured_bucket() is None

    settings.AWS_STORAGE_BUCKET_NAME, settings.AWS_LOCATION = "house-data", "demo/"
    settings.AWS_S3_REGION_NAME, settings.AWS_S3_ENDPOINT_URL = "eu-west-1", "http://127.0.0.1:9000"
    settings.AWS_DEFAULT_ACL, settings.AWS_ACCESS_KEY_ID = "", "writer"
    settings.AWS_SECRET_ACCESS_KEY, settings.AWS_SESSION_TOKEN = "secret", "token"

    assert configured_bucket() == Bucket(
        "house-data", "demo/", "eu-west-1", "http://127.0.0.1:9000", "", "writer", "secret", "token"
    )

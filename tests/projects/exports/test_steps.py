"""The steps after the commit: their order, what leaves one out, and that a failure of one takes nothing back."""

import socket
from pathlib import Path

import boto3
import pytest

from apps.projects.exports.cleared import forget, records_of
from apps.projects.exports.csv_files import export_run
from apps.projects.exports.steps import STEPS, Delivery, check_output, deliver, find_step
from apps.projects.exports.tables import FILE_NAMES
from apps.projects.models import Issue, IssueEmbedding, VectorRecord
from seedplot.errors import SeedError
from tests.servers.pinecone import KEY, running_pinecone
from tests.servers.s3 import running_s3

COMMAND = "python manage.py generate_comprehensive_test_data"
GENERATION = "generation_20260309_221530"


@pytest.fixture(autouse=True)
def _own_exports(tmp_path, monkeypatch):
    """The default directory is made where the command is run."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def s3(settings):
    with running_s3() as server:
        client = boto3.client(
            "s3", "us-east-1", endpoint_url=server.address, aws_access_key_id="a", aws_secret_access_key="b"
        )
        client.create_bucket(Bucket="house-data")
        client.close()
        server.requests.clear()
        settings.AWS_STORAGE_BUCKET_NAME, settings.AWS_S3_ENDPOINT_URL = "house-data", server.address
        settings.AWS_ACCESS_KEY_ID, settings.AWS_SECRET_ACCESS_KEY = "a", "b"
        yield server


@pytest.fixture
def pinecone(settings):
    with running_pinecone() as server:
        settings.SEEDPLOT_VECTORS, settings.PINECONE_API_KEY = "pinecone", KEY
        settings.PINECONE_INDEX_HOST = server.address
        yield server


def delivered(delivery, only=None):
    lines = []
    deliver(delivery, say=lines.append, only=only)
    return lines


def failure_of(delivery, only=None):
    lines = []
    with pytest.raises(SeedError) as failure:
        deliver(delivery, say=lines.append, only=only)
    assert "\n" not in str(failure.value)
    return lines, str(failure.value), list(failure.value.details)


def nowhere():
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


# What is done, and what is left out.


def test_steps_are_export_upload_and_vectors():
    assert [step.name for step in STEPS] == ["export", "upload", "vectors"]
    assert find_step("upload") is STEPS[1]


def test_unknown_step_is_refused():
    with pytest.raises(SeedError) as refusal:
        find_step("s3")

    assert str(refusal.value) == "There is no step 's3'. Give --only one of: export, upload, vectors."


def test_all_three_are_done_one_after_the_other(house, s3, pinecone):
    lines = delivered(Delivery(house.run))

    assert lines == [
        f"CSV files: 9 files with 24 rows in exports/{GENERATION}.",
        f"Upload to S3: 9 files under datasets/{GENERATION}/ in s3://house-data at {s3.address}.",
        "Search vectors: 21 records in 5 namespaces, 21 written (hashing-1024).",
    ]
    assert s3.written == [f"/house-data/datasets/{GENERATION}/{name}" for name in FILE_NAMES]
    assert len(pinecone.ids("issues")) == 8


def test_without_a_bucket_nothing_is_uploaded_and_it_is_said(house):
    assert delivered(Delivery(house.run)) == [
        f"CSV files: 9 files with 24 rows in exports/{GENERATION}.",
        "Upload to S3: skipped, AWS_STORAGE_BUCKET_NAME names no bucket.",
        "Search vectors: 21 records in 5 namespaces, 21 written (hashing-1024).",
    ]


def test_without_csv_there_is_no_file_and_no_call_of_s3(house, s3, tmp_path):
    lines = delivered(Delivery(house.run, skip_csv=True, skip_pinecone=True))

    assert lines == [
        "CSV files: skipped, --skip-csv.",
        "Upload to S3: skipped, with --skip-csv there is nothing to upload.",
        "Search vectors: skipped, --skip-pinecone.",
    ]
    assert (list(tmp_path.iterdir()), s3.requests) == ([], [])


def test_without_s3_there_are_files_and_no_call(house, s3):
    lines = delivered(Delivery(house.run, skip_s3=True, skip_pinecone=True))

    assert lines[1] == "Upload to S3: skipped, --skip-s3."
    assert (len(list(Path(f"exports/{GENERATION}").glob("*.csv"))), s3.requests) == (9, [])


def test_without_pinecone_nothing_is_embedded(house, pinecone):
    delivered(Delivery(house.run, skip_csv=True, skip_pinecone=True))

    assert (pinecone.requests, VectorRecord.objects.count(), IssueEmbedding.objects.count()) == ([], 0, 0)


@pytest.mark.parametrize("only", ["export", "upload", "vectors"])
def test_step_is_done_alone(house, s3, pinecone, only):
    export_run(house.run, Path("exports") / GENERATION)
    before = Issue.objects.count()

    lines = delivered(Delivery(house.run), only=only)

    assert len(lines) == 1
    assert (len(s3.written), len(pinecone.ids("issues"))) == {"export": (0, 0), "upload": (9, 0), "vectors": (0, 8)}[
        only
    ]
    assert Issue.objects.count() == before


def test_one_timestamp_names_directory_manifest_and_keys(house, s3):
    delivered(Delivery(house.run, skip_pinecone=True))

    [directory] = Path("exports").iterdir()
    assert directory.name == GENERATION
    assert (directory / "metadata.csv").read_text().splitlines()[1].startswith("2026-03-09T22:15:30Z,")
    assert {path.split("/")[3] for path in s3.written} == {GENERATION}


def test_upload_from_another_directory_keeps_its_timestamp(house, s3):
    delivered(Delivery(house.run, Path("mine")), only="export")

    lines = delivered(Delivery(None, Path("mine")), only="upload")

    assert lines == [f"Upload to S3: 9 files under datasets/{GENERATION}/ in s3://house-data at {s3.address}."]
    assert not Path("exports").exists()


# Failures.


def test_upload_that_fails_leaves_files_and_rows_and_the_vectors_follow(house, s3, settings):
    settings.AWS_S3_ENDPOINT_URL = nowhere()

    lines, message, _ = failure_of(Delivery(house.run))

    assert [line.split(":")[0] for line in lines] == ["CSV files", "Search vectors"]
    assert message.startswith("The rows are there, but the upload failed: Cannot upload organizations.csv to s3://")
    assert message.endswith(f"Repeat it alone: {COMMAND} --only upload")
    assert len(list(Path(f"exports/{GENERATION}").glob("*.csv"))) == 9
    assert VectorRecord.objects.count() == 21


def test_failed_upload_succeeds_when_it_is_repeated_alone(house, s3, settings):
    settings.AWS_STORAGE_BUCKET_NAME = "no-such-bucket"
    failure_of(Delivery(house.run, skip_pinecone=True))
    settings.AWS_STORAGE_BUCKET_NAME = "house-data"
    s3.requests.clear()

    delivered(Delivery(house.run), only="upload")

    assert s3.written == [f"/house-data/datasets/{GENERATION}/{name}" for name in FILE_NAMES]


def test_vectors_that_fail_are_named_and_succeed_when_repeated(house, pinecone):
    pinecone.refusals["/vectors/upsert"] = (1, 400)

    lines, message, _ = failure_of(Delivery(house.run))

    assert [line.split(":")[0] for line in lines] == ["CSV files", "Upload to S3"]
    assert message.startswith("The rows are there, but the vectors failed: Pinecone at http://127.0.0.1")
    assert message.endswith(f"Repeat it alone: {COMMAND} --only vectors")
    pinecone.refusals.clear()
    assert delivered(Delivery(house.run), only="vectors") == [
        "Search vectors: 21 records in 5 namespaces, 13 written (hashing-1024)."
    ]


def test_export_that_fails_keeps_the_upload_from_sending_older_files(house, s3):
    output = Path("mine")
    export_run(house.run, output)
    (output / "thesis.txt").write_text("mine", encoding="utf-8")

    lines, message, details = failure_of(Delivery(house.run, output))

    assert [line.split(":")[0] for line in lines] == ["Search vectors"]
    assert message == (
        "The rows are there, but export and upload failed. Repeat them alone: "
        f"{COMMAND} --only export --output mine, then {COMMAND} --only upload --output mine"
    )
    assert details == [
        "export: The directory 'mine' holds 'thesis.txt', which generate_comprehensive_test_data did not write; "
        "nothing was written. Move it away or give --output another directory.",
        "upload: it waits for the export, which failed.",
    ]
    assert s3.requests == []


def test_unforeseen_failure_is_noted_like_others(house, monkeypatch):
    from apps.projects.exports import csv_files

    def broken(*_):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(csv_files, "export_run", broken)

    lines, message, _ = failure_of(Delivery(house.run, skip_s3=True))

    assert [line.split(":")[0] for line in lines] == ["Upload to S3", "Search vectors"]
    assert message == (
        "The rows are there, but the export failed: ZeroDivisionError: division by zero "
        f"Repeat it alone: {COMMAND} --only export"
    )


def test_interruption_says_that_the_rows_are_there(house, monkeypatch):
    from apps.projects.exports import csv_files

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(csv_files, "export_run", interrupted)

    with pytest.raises(SeedError) as failure:
        deliver(Delivery(house.run), say=lambda _: None)

    assert (failure.value.exit_code, str(failure.value)) == (
        130,
        f"Interrupted during the export; the rows are there. Continue: {COMMAND} --only export",
    )


@pytest.mark.parametrize("only", ["export", "vectors"])
def test_without_a_run_there_is_nothing_to_do(db, only):
    _, message, _ = failure_of(Delivery(None), only=only)

    assert f"There is no run of the software house. Make one: {COMMAND}" in message


def test_command_that_repeats_a_step_keeps_the_place():
    delivery = Delivery(None, Path("my data"), using="archive")

    assert [delivery.command(name) for name in ("upload", "vectors")] == [
        f"{COMMAND} --only upload --output 'my data' --database archive",
        f"{COMMAND} --only vectors --database archive",
    ]


# Before anything is seeded.


def test_output_is_checked_before_and_nothing_is_made(tmp_path):
    check_output(None)
    check_output(tmp_path / "new" / "place")

    assert list(tmp_path.iterdir()) == []


def test_output_that_is_a_file_or_in_one_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(SeedError, match="Give --output a directory that you may write to"):
            check_output(path)


def test_output_with_foreign_files_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(SeedError, match=r"holds 'thesis\.txt'"):
        check_output(tmp_path)


def test_nothing_heavy_is_imported_until_a_step_needs_it(run_program):
    finished = run_program(
        """
        import sys
        import apps.projects.exports.steps, apps.projects.exports.csv_files, apps.projects.exports.s3
        import apps.projects.exports.vectors.search, apps.projects.exports.vectors.maintenance
        print(sorted({"boto3", "botocore", "pinecone", "wordllama", "numpy"} & set(sys.modules)))
        """
    )

    assert (finished.stdout, finished.stderr) == ("[]\n", "")


# Clearing.


def test_records_of_a_run_are_known_before_it_is_cleared(house):
    found = records_of([house.run])

    assert {name: len(ids) for name, ids in found.items()} == {
        "issues": 8,
        "sprints": 2,
        "project_context": 2,
        "team_members": 6,
        "users": 3,
    }
    assert f"member_{house.projects[0].pk}_{house.people[0].user_uuid}" in found["team_members"]


def test_cleared_rows_leave_no_record_in_the_database(house):
    delivered(Delivery(house.run, skip_csv=True))
    cleared = records_of([house.run])
    Issue.objects.filter(project=house.projects[1]).delete()

    forget(cleared)

    left = VectorRecord.objects.filter(namespace="issues")
    assert sorted(left.values_list("vector_id", flat=True)) == sorted(f"issue_{each.pk}" for each in house.issues[:4])
    assert (VectorRecord.objects.count(), IssueEmbedding.objects.count()) == (17, 4)


def test_records_of_cleared_rows_leave_the_service_with_the_next_sync(house, pinecone):
    delivered(Delivery(house.run, skip_csv=True))
    cleared = records_of([house.run])
    Issue.objects.filter(project=house.projects[1]).delete()
    house.projects[1].delete()

    lines = delivered(Delivery(house.run, skip_csv=True, cleared=cleared))

    assert lines[-1] == "Search vectors: 12 records in 5 namespaces, 3 written, 9 deleted (hashing-1024)."
    assert {name: len(place) for name, place in pinecone.namespaces.items()} == {
        "issues": 4,
        "sprints": 1,
        "project_context": 1,
        "team_members": 3,
        "users": 3,
    }
    assert IssueEmbedding.objects.count() == 4

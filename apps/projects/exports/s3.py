"""A generation's files in S3: nine objects under one prefix, the manifest last, so that a set without it is incomplete.

Who may read them is what the ACL setting says, `private` unless told otherwise; an empty one sends no ACL at all,
which is what buckets whose owner has ruled out ACLs want.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from apps.projects.exports.generations import generation_name, moment_in
from apps.projects.exports.tables import FILE_NAMES
from seedplot.errors import SeedError

CONTENT_TYPE = "text/csv"
CONNECT_SECONDS = 5
READ_SECONDS = 60
ATTEMPTS = 3
ADVICE = {
    "NoSuchBucket": "Create it, or set AWS_STORAGE_BUCKET_NAME to one that is there.",
    "AccessControlListNotSupported": "The bucket takes no ACLs: set AWS_DEFAULT_ACL to nothing.",
    "AccessDenied": "The key may not write there: check its policy, or AWS_DEFAULT_ACL.",
    "InvalidAccessKeyId": "Check AWS_ACCESS_KEY_ID.",
    "SignatureDoesNotMatch": "Check AWS_SECRET_ACCESS_KEY.",
    "PermanentRedirect": "The bucket is in another region: check AWS_S3_REGION_NAME.",
    "AuthorizationHeaderMalformed": "The bucket is in another region: check AWS_S3_REGION_NAME.",
}


@dataclass(frozen=True)
class Bucket:
    """Where objects go, and how they are to be reached and read."""

    name: str
    prefix: str = "datasets/"
    region: str = "us-east-1"
    endpoint: str = ""
    acl: str = "private"
    access_key: str = ""
    secret_key: str = ""
    session_token: str = ""

    @property
    def address(self) -> str:
        return f"s3://{self.name}" + (f" at {self.endpoint}" if self.endpoint else "")

    def key(self, generation: str, file_name: str) -> str:
        folder = self.prefix.strip("/")
        return "/".join(part for part in (folder, generation, file_name) if part)


def configured_bucket() -> Bucket | None:
    """The bucket of the settings, None where they name none."""
    if not settings.AWS_STORAGE_BUCKET_NAME:
        return None
    return Bucket(
        name=settings.AWS_STORAGE_BUCKET_NAME,
        prefix=settings.AWS_LOCATION,
        region=settings.AWS_S3_REGION_NAME,
        endpoint=settings.AWS_S3_ENDPOINT_URL,
        acl=settings.AWS_DEFAULT_ACL,
        access_key=settings.AWS_ACCESS_KEY_ID,
        secret_key=settings.AWS_SECRET_ACCESS_KEY,
        session_token=settings.AWS_SESSION_TOKEN,
    )


def upload_directory(path: Path, bucket: Bucket) -> list[str]:
    """Put the nine files of the directory into the bucket, the manifest last; the keys that they have there.

    SeedError names the file that could not be put there, and why.
    """
    generation = generation_name(moment_in(path))
    keys: list[str] = []
    with closing(_client(bucket)) as client:
        for name in FILE_NAMES:
            key = bucket.key(generation, name)
            with _one_line_errors(name, bucket, len(keys)), (path / name).open("rb") as body:
                client.put_object(Bucket=bucket.name, Key=key, Body=body, ContentType=CONTENT_TYPE, **_acl(bucket))
            keys.append(key)
    return keys


def _acl(bucket: Bucket) -> dict[str, str]:
    return {"ACL": bucket.acl} if bucket.acl else {}


def _client(bucket: Bucket) -> Any:
    try:
        import boto3
        from botocore.config import Config
    except ImportError as error:
        raise SeedError("boto3 is not installed, and S3 is reached by it: pip install boto3") from error
    # Services that only resemble S3 are found by path, not by a host name for each bucket, and do not know its
    # newer checksums.
    own_service = {"s3": {"addressing_style": "path"}, "request_checksum_calculation": "when_required"}
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        **(own_service if bucket.endpoint else {}),
    )
    with _one_line_errors("anything", bucket, 0):
        return boto3.client(
            "s3",
            region_name=bucket.region,
            endpoint_url=bucket.endpoint or None,
            # Without keys of our own boto3 looks where it always does: a profile, the role of the machine.
            aws_access_key_id=bucket.access_key or None,
            aws_secret_access_key=bucket.secret_key or None,
            aws_session_token=bucket.session_token or None,
            config=config,
        )


@contextmanager
def _one_line_errors(name: str, bucket: Bucket, done: int) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        answer = error.response.get("Error", {})
        code = answer.get("Code", "")
        reason = f"{code or 'refused'} ({answer.get('Message') or 'no reason given'})"
        raise _failure(name, bucket, done, reason, ADVICE.get(code, "")) from error
    except (BotoCoreError, OSError, ValueError) as error:
        raise _failure(name, bucket, done, str(error), "Check AWS_S3_ENDPOINT_URL and the keys.") from error


def _failure(name: str, bucket: Bucket, done: int, reason: str, advice: str) -> SeedError:
    reached = f" {done} of {len(FILE_NAMES)} files are there, without the manifest." if done else ""
    why = " ".join(reason.split()).rstrip(".")
    return SeedError(f"Cannot upload {name} to {bucket.address}: {why}.{reached} {advice}".rstrip())

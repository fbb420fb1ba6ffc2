import pytest

from apps.metrics.seeding.github.unsuitable import is_unsuitable


@pytest.mark.parametrize(
    "title",
    [
        "🌐 Add Korean translation for docs/ko/docs/index.md",
        "🚀 Release version 0.115.9",
        "release version 3.1.0",
        "v2.32.0",
        "Update changelog",
        "Bump actions/checkout from 3 to 4",
        "⬆ Update pydantic requirement from >=1 to <3",
        "Upgrade typer to 0.9",
        "[pre-commit.ci] pre-commit autoupdate",
        "Merge branch 'main' into stable",
        "Backport the session fix to 2.x",
    ],
)
def test_releases_bumps_merges_and_translations_are_unsuitable(title):
    assert is_unsuitable(title)


@pytest.mark.parametrize(
    "title",
    [
        "Merge sorted lists faster",
        "Add versioning to the API",
        "Support Python 3.13",
        "Fix typing for Release objects",
        "Versioned docs links are broken",
        "Remove deprecated code from 2.3",
    ],
)
def test_work_of_people_is_suitable(title):
    assert not is_unsuitable(title, "octo-ada", "User")


def test_programs_are_unsuitable_whatever_they_write():
    assert is_unsuitable("Fix the build", "octo-helper", "Bot")
    assert is_unsuitable("Fix the build", "dependabot[bot]")

"""The library's stories."""

from apps.notices.seeding.scenarios.library_city import LibraryCityScenario
from apps.notices.seeding.scenarios.library_notices import LibraryNoticesScenario

__all__ = ["LibraryCityScenario", "LibraryNoticesScenario"]

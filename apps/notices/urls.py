"""Pages under `/notices/`, for the library's staff."""

from datetime import date

from django.urls import path, register_converter

from apps.notices.views import files, library


class DayConverter:
    """A date in an address: 2026-03-12. Days that no calendar has are not found."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, text: str) -> date:
        return date.fromisoformat(text)

    def to_url(self, day: date | str) -> str:
        return str(day)


register_converter(DayConverter, "day")

app_name = "notices"
urlpatterns = [
    path("", library.OverviewView.as_view(), name="home"),
    path("patrons/", library.PatronsView.as_view(), name="patrons"),
    path("patrons/<path:barcode>/", library.PatronView.as_view(), name="patron"),
    path("batches/<day:day>/", library.BatchesView.as_view(), name="batches"),
    path("files/", files.FilesView.as_view(), name="files"),
    path("files/<str:name>", files.FileView.as_view(), name="file"),
]

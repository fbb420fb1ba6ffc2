"""Every address of the reference project: the pages under `/<domain>/`, their JSON under `/api/<domain>/`."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from apps.api.index import IndexView

admin.autodiscover()

urlpatterns = [
    path("", include("apps.pages.urls")),
    path("admin/", admin.site.urls),
    path("metrics/", include("apps.metrics.urls")),
    path("tickets/", include("apps.tickets.urls")),
    path("projects/", include("apps.projects.urls")),
    path("tenants/", include("apps.tenants.urls")),
    path("notices/", include("apps.notices.urls")),
    path("api/", IndexView.as_view(), name="api"),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/accounts/", include("apps.accounts.urls")),
    path("api/projects/", include("apps.projects.api.urls")),
    path("api/tenants/", include("apps.tenants.api.urls")),
]

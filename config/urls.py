"""Every address of the reference project: the pages under `/<domain>/`, their JSON under `/api/<domain>/`."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("apps.pages.urls")),
    path("admin/", admin.site.urls),
    path("metrics/", include("apps.metrics.urls")),
    path("api/accounts/", include("apps.accounts.urls")),
]

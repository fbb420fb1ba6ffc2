"""Every address of the reference project: the pages under `/<domain>/`, their JSON under `/api/<domain>/`."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/", admin.site.urls),
    path("api/accounts/", include("apps.accounts.urls")),
]

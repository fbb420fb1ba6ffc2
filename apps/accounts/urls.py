"""JSON under `/api/accounts/`."""

from django.urls import path

from apps.accounts.views import TokenView

app_name = "accounts"
urlpatterns = [path("token/", TokenView.as_view(), name="token")]

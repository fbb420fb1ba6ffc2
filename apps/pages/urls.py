"""The start page, logging in and logging out."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from apps.pages.login import LoginPage
from apps.pages.views import StartView

app_name = "pages"
urlpatterns = [
    path("", StartView.as_view(), name="start"),
    path("login/", LoginPage.as_view(), name="login"),
    path("logout/", LogoutView.as_view(next_page="pages:login"), name="logout"),
]

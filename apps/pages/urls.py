"""The start page, logging in and logging out, and the sheet of components."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from apps.pages.login import LoginPage
from apps.pages.styles import StylesView
from apps.pages.views import StartView

app_name = "pages"
urlpatterns = [
    path("", StartView.as_view(), name="start"),
    path("login/", LoginPage.as_view(), name="login"),
    path("styles/", StylesView.as_view(), name="styles"),
    path("logout/", LogoutView.as_view(next_page="pages:login"), name="logout"),
]

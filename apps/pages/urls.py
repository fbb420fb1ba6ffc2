"""The start page, logging in and logging out, and the sheet of components."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from apps.pages.styles import StylesView
from apps.pages.views import StartView

app_name = "pages"
urlpatterns = [
    path("", StartView.as_view(), name="start"),
    path("login/", LoginView.as_view(template_name="pages/login.html", redirect_authenticated_user=True), name="login"),
    path("styles/", StylesView.as_view(), name="styles"),
    path("logout/", LogoutView.as_view(next_page="pages:login"), name="logout"),
]

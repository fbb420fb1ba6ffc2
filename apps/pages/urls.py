"""The start page, logging in and logging out."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from apps.pages.views import StartView

app_name = "pages"
urlpatterns = [
    path("", StartView.as_view(), name="start"),
    path("login/", LoginView.as_view(template_name="pages/login.html", redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(next_page="pages:login"), name="logout"),
]

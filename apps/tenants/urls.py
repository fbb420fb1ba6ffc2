"""Pages under `/tenants/`."""

from django.urls import path

from apps.tenants import views

app_name = "tenants"
urlpatterns = [
    path("", views.DashboardView.as_view(), name="home"),
    path("conversations/", views.ConversationsView.as_view(), name="conversations"),
    path("conversations/<int:pk>/", views.ConversationView.as_view(), name="conversation"),
    path("conversations/<int:pk>/status/", views.ChangeStatus.as_view(), name="change_status"),
    path("messages/<int:pk>/flag/", views.ChangeFlag.as_view(), name="change_flag"),
    path("maintenance/", views.MaintenanceView.as_view(), name="maintenance"),
    path("maintenance/<int:pk>/", views.ChangeRequest.as_view(), name="change_request"),
    path("properties/", views.PropertiesView.as_view(), name="properties"),
    path("properties/<int:pk>/", views.PropertyView.as_view(), name="property"),
    path("tenants/", views.TenantsView.as_view(), name="tenants"),
    path("tenants/<int:pk>/", views.TenantView.as_view(), name="tenant"),
]

"""Pages under `/tenants/`, for those who have a role there."""

from django.urls import path

from apps.tenants.views import conversations, dashboard, homes, maintenance

app_name = "tenants"
urlpatterns = [
    path("", dashboard.DashboardView.as_view(), name="home"),
    path("conversations/", conversations.ConversationsView.as_view(), name="conversations"),
    path("conversations/<int:pk>/", conversations.ConversationView.as_view(), name="conversation"),
    path("conversations/<int:pk>/status/", conversations.ChangeStatus.as_view(), name="change_status"),
    path("messages/<int:pk>/flag/", conversations.ChangeFlag.as_view(), name="change_flag"),
    path("maintenance/", maintenance.MaintenanceView.as_view(), name="maintenance"),
    path("maintenance/<int:pk>/", maintenance.ChangeRequest.as_view(), name="change_request"),
    path("properties/", homes.PropertiesView.as_view(), name="properties"),
    path("properties/<int:pk>/", homes.PropertyView.as_view(), name="property"),
    path("tenants/", homes.TenantsView.as_view(), name="tenants"),
    path("tenants/<int:pk>/", homes.TenantView.as_view(), name="tenant"),
]

"""JSON under `/api/tenants/`."""

from django.urls import path, re_path

from apps.api.views import UnknownAddressView
from apps.tenants.api import views

app_name = "tenants-api"
urlpatterns = [
    path("conversations/", views.ConversationsView.as_view(), name="conversations"),
    path("conversations/analytics/", views.ConversationAnalyticsView.as_view(), name="conversation-analytics"),
    path("conversations/<str:key>/", views.ConversationView.as_view(), name="conversation"),
    path("conversations/<str:key>/status/", views.ConversationStatusView.as_view(), name="conversation-status"),
    path("messages/<str:key>/flag/", views.MessageFlagView.as_view(), name="message-flag"),
    path("dashboard/stats/", views.DashboardStatsView.as_view(), name="dashboard-stats"),
    path("dashboard/recent-messages/", views.RecentMessagesView.as_view(), name="recent-messages"),
    path("dashboard/recent-requests/", views.RecentRequestsView.as_view(), name="recent-requests"),
    path("properties/", views.PropertiesView.as_view(), name="properties"),
    path("properties/<str:key>/", views.PropertyView.as_view(), name="property"),
    path("tenants/", views.TenantsView.as_view(), name="tenants"),
    path("tenants/analytics/", views.TenantAnalyticsView.as_view(), name="tenant-analytics"),
    path("tenants/<str:key>/", views.TenantView.as_view(), name="tenant"),
    path("maintenance-requests/", views.MaintenanceRequestsView.as_view(), name="maintenance-requests"),
    path("maintenance-requests/<str:key>/", views.MaintenanceRequestView.as_view(), name="maintenance-request"),
    re_path("", UnknownAddressView.as_view()),
]

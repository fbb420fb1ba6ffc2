"""Pages under `/tickets/`. The first four are public."""

from django.urls import path

from apps.tickets.views import floor, machines, public, tasks

app_name = "tickets"
urlpatterns = [
    path("", floor.HomeView.as_view(), name="home"),
    path("tasks/", tasks.TaskListView.as_view(), name="task_list"),
    path("tasks/<int:pk>/", tasks.TaskView.as_view(), name="task_detail"),
    path("m/<slug:slug>/", public.MachineSheetView.as_view(), name="machine_public"),
    path("p/<slug:slug>/", public.ProblemReportView.as_view(), name="problem_report_create"),
    path("floor/", floor.FloorView.as_view(), name="floor"),
    path("tasks/new/", tasks.TaskCreateView.as_view(), name="task_create_todo"),
    path("machines/", machines.MachineListView.as_view(), name="machine_list"),
    path("machines/<slug:slug>/", machines.MachineView.as_view(), name="machine_detail"),
    path("machines/<slug:slug>/tasks/", machines.MachineTasksView.as_view(), name="machine_tasks_list"),
    path("machines/<slug:slug>/tasks/new/", tasks.TaskCreateView.as_view(), name="machine_task_create"),
    path("machines/<slug:slug>/log/", machines.MachineLogView.as_view(), name="machine_log_list"),
    path("machines/<slug:slug>/log/new/", machines.LogEntryCreateView.as_view(), name="machine_log_create"),
    path("machines/<slug:slug>/log/<int:pk>/", machines.LogEntryView.as_view(), name="machine_log_detail"),
    path("machines/<slug:slug>/qr/", machines.MachineCodeView.as_view(), name="machine_qr"),
]

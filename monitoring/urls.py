from django.urls import path

from .views import coverage, health, reminders

app_name = "monitoring"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("pantau/", coverage.coverage_board, name="coverage_board"),
    path("pantau/pendampingan/", coverage.help_list, name="help_list"),
    path("pantau/pendampingan.csv", coverage.help_table, name="help_table"),
    path("pantau/ingatkan/", reminders.reminder_list, name="reminder_list"),
    path("pantau/ingatkan/kirim/", reminders.reminder_send, name="reminder_send"),
]

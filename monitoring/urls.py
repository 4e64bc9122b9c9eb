from django.urls import path

from .views import coverage, health

app_name = "monitoring"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("pantau/", coverage.coverage_board, name="coverage_board"),
]

"""Every path of the site; each app holds its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("catalogue.urls")),
    path("", include("accounts.urls")),
    path("", include("exhibitions.urls")),
    path("", include("curation.urls")),
    path("", include("monitoring.urls")),
    path("admin/", admin.site.urls),
]

handler500 = "accounts.views.errors.server_error"

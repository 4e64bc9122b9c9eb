from django.urls import path

from .views import home, privacy

app_name = "catalogue"

urlpatterns = [
    path("", home.home, name="home"),
    path("privasi/", privacy.privacy, name="privacy"),
]

from django.urls import path

from .views import home

app_name = "catalogue"

urlpatterns = [path("", home.home, name="home")]

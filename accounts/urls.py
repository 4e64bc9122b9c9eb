from django.urls import path

from .views import sign_in

app_name = "accounts"

urlpatterns = [
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("masuk/lagi/", sign_in.sign_in_again, name="sign_in_again"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
    path("mulai/", sign_in.start, name="start"),
    path("sandi/", sign_in.password_change, name="password_change"),
]

from django.urls import path

from .views import imports, inbox, invitations, officers, sign_in, slips

app_name = "accounts"

urlpatterns = [
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("masuk/lagi/", sign_in.sign_in_again, name="sign_in_again"),
    path("masuk/lupa/", sign_in.password_lost, name="password_lost"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
    path("mulai/", sign_in.start, name="start"),
    path("sandi/", sign_in.password_change, name="password_change"),
    path("kotak-masuk/", inbox.inbox, name="inbox"),
    path("kotak-masuk/dibaca/", inbox.notices_read, name="notices_read"),
    path("kotak-masuk/<int:pk>/buka/", inbox.notice_open, name="notice_open"),
    path("undangan/<str:code>/", invitations.invitation_accept, name="invitation_accept"),
    path("pengurus/", officers.officer_list, name="officer_list"),
    path("pengurus/baru/", officers.officer_create, name="officer_create"),
    path("pengurus/cetak/", slips.slip_list, name="slip_list"),
    path("pengurus/cetak/siapkan/", slips.slip_prepare, name="slip_prepare"),
    path("pengurus/impor/", imports.import_create, name="import_create"),
    path("pengurus/impor/templat/<str:kind>/", imports.import_template, name="import_template"),
    path("pengurus/impor/<int:pk>/", imports.import_detail, name="import_detail"),
    path("pengurus/impor/<int:pk>/terapkan/", imports.import_apply, name="import_apply"),
    path("pengurus/<int:pk>/", officers.officer_detail, name="officer_detail"),
    path("pengurus/<int:pk>/ubah/", officers.officer_edit, name="officer_edit"),
    path("pengurus/<int:pk>/tautan/", officers.officer_link, name="officer_link"),
    path("pengurus/<int:pk>/nonaktif/", officers.officer_deactivate, name="officer_deactivate"),
]

from django.urls import path

from .views import abstentions, entries, photos, verification

app_name = "exhibitions"

urlpatterns = [
    path("usulan/", entries.entry_list, name="entry_list"),
    path("usulan/baru/", entries.entry_create, name="entry_create"),
    path("usulan/tidak-mengusulkan/<int:number>/", abstentions.abstention_create, name="abstention_create"),
    path("usulan/<int:pk>/", entries.entry_detail, name="entry_detail"),
    path("usulan/<int:pk>/ubah/", entries.entry_edit, name="entry_edit"),
    path("usulan/<int:pk>/ajukan/", entries.entry_submit, name="entry_submit"),
    path("usulan/<int:pk>/terkirim/", entries.entry_sent, name="entry_sent"),
    path("usulan/<int:pk>/tarik/", entries.entry_withdraw, name="entry_withdraw"),
    path("usulan/<int:pk>/foto/", photos.photo_list, name="photo_list"),
    path("usulan/<int:pk>/foto/<int:photo>/hapus/", photos.photo_remove, name="photo_remove"),
    path("usulan/<int:pk>/foto/<int:photo>/<slug:size>/", photos.photo_show, name="photo_show"),
    path("verifikasi/", verification.verification_list, name="verification_list"),
    path("verifikasi/<int:pk>/", verification.verification_detail, name="verification_detail"),
    path("verifikasi/<int:pk>/terima/", verification.verification_accept, name="verification_accept"),
    path("verifikasi/<int:pk>/kembalikan/", verification.verification_return, name="verification_return"),
    path("verifikasi/<int:pk>/tidak-memenuhi/", verification.verification_refuse, name="verification_refuse"),
]

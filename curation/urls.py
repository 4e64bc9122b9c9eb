from django.urls import path

from .views import editions, exhibitions, grids, panels, rankings, rubrics, sheets

app_name = "curation"

urlpatterns = [
    path("kurasi/", sheets.sheet_list, name="sheet_list"),
    path("kurasi/nilai/", grids.sheet_grid, name="sheet_grid"),
    path("lembar/<int:pk>/", sheets.sheet_detail, name="sheet_detail"),
    path("lembar/<int:pk>/kirim/", sheets.sheet_submit, name="sheet_submit"),
    path("lembar/<int:pk>/foto/<int:photo>/<str:rendition>/", sheets.sheet_photo, name="sheet_photo"),
    path("hari-gelar/", exhibitions.exhibition_list, name="exhibition_list"),
    path("hari-gelar/<int:pk>/", exhibitions.exhibition_detail, name="exhibition_detail"),
    path("hari-gelar/<int:pk>/jadwal/", exhibitions.exhibition_schedule, name="exhibition_schedule"),
    path("hari-gelar/<int:pk>/stan/", exhibitions.stand_number, name="stand_number"),
    path("hari-gelar/<int:pk>/buka/", exhibitions.scoring_open, name="scoring_open"),
    path("hari-gelar/panel/<int:pk>/kurator/", panels.seat_create, name="seat_create"),
    path("hari-gelar/panel/<int:pk>/tutup/", panels.panel_close, name="panel_close"),
    path("hari-gelar/kursi/<int:pk>/kosongkan/", panels.seat_delete, name="seat_delete"),
    path("peringkat/", rankings.ranking_list, name="ranking_list"),
    path("peringkat/<slug:kelurahan>/", rankings.ranking_detail, name="ranking_detail"),
    path("edisi/", editions.edition_list, name="edition_list"),
    path("edisi/buka/", editions.edition_open, name="edition_open"),
    path("edisi/<int:pk>/tutup/", editions.edition_close, name="edition_close"),
    path("edisi/rubrik/<int:pk>/", rubrics.rubric_detail, name="rubric_detail"),
    path("edisi/rubrik/<int:pk>/ubah/", rubrics.rubric_edit, name="rubric_edit"),
]

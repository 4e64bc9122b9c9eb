from django.contrib import admin

from .models import RW, Kecamatan, Kelurahan, Kota


@admin.register(Kota)
class KotaAdmin(admin.ModelAdmin):
    list_display = ["code", "name"]


@admin.register(Kecamatan)
class KecamatanAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "kota"]
    list_select_related = ["kota"]


@admin.register(Kelurahan)
class KelurahanAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "kecamatan"]
    list_filter = ["kecamatan"]
    list_select_related = ["kecamatan"]
    search_fields = ["name", "code"]


@admin.register(RW)
class RWAdmin(admin.ModelAdmin):
    list_display = ["label", "kelurahan"]
    list_filter = ["kelurahan"]
    list_select_related = ["kelurahan"]
    search_fields = ["kelurahan__name"]

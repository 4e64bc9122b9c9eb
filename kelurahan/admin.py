"""The areas of the served kota in the admin site; other kota do not exist there either."""

from django.conf import settings
from django.contrib import admin
from django.db.models import Q

from .models import RW, Kecamatan, Kelurahan, Kota


class ServedAdmin(admin.ModelAdmin):
    """Rows of the served kota only; `kota_code` are the ways from a row to the code of its kota."""

    kota_code = ["kota__code"]

    def get_queryset(self, request):
        served = Q.create([(way, settings.OPOR_KOTA) for way in self.kota_code], connector=Q.OR)
        return super().get_queryset(request).filter(served)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        choices = self.admin_site.get_model_admin(db_field.related_model).get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, queryset=choices, **kwargs)


@admin.register(Kota)
class KotaAdmin(ServedAdmin):
    kota_code = ["code"]
    list_display = ["code", "name"]

    def has_add_permission(self, request):
        """A second kota would not be shown here: `load_wilayah` brings the one this site serves."""
        return False


@admin.register(Kecamatan)
class KecamatanAdmin(ServedAdmin):
    list_display = ["code", "name", "kota"]
    list_select_related = ["kota"]


@admin.register(Kelurahan)
class KelurahanAdmin(ServedAdmin):
    list_display = ["code", "name", "kecamatan"]
    list_filter = [("kecamatan", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["kecamatan"]
    search_fields = ["name", "code"]


@admin.register(RW)
class RWAdmin(ServedAdmin):
    kota_code = ["kelurahan__kota__code"]
    list_display = ["label", "kelurahan"]
    list_filter = [("kelurahan", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["kelurahan"]
    search_fields = ["kelurahan__name"]

"""How numbers and times are written here: Rp25.000, 20 Juni 2024, pukul 14.03 WIB."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.filter
def rupiah(amount):
    return f"Rp{amount:,}".replace(",", ".") if isinstance(amount, int) else ""


@register.filter
def tanggal(moment):
    """`20 Juni 2024`, in WIB for a point in time."""
    return date_format(local(moment), "j F Y") if moment else ""


@register.filter
def hari_tanggal(moment):
    """`Kamis, 20 Juni 2024`."""
    return date_format(local(moment), "l, j F Y") if moment else ""


@register.filter
def pukul(moment):
    """`20 Juni 2024 pukul 14.03 WIB`."""
    return date_format(local(moment), r"j F Y \p\u\k\u\l H.i \W\I\B") if moment else ""


def local(moment):
    return timezone.localtime(moment) if hasattr(moment, "tzinfo") else moment

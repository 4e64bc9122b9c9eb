"""What every page shows around its content."""

from django.conf import settings

from kelurahan.models import Kota

from .menu import menu_for
from .models import DemoMark


def site(request):
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "site_menu": menu_for(user, request.path) if signed_in else [],
        "demo_banner": database_is_demo(user, signed_in),
        "place": place(user, signed_in),
    }


def database_is_demo(user, signed_in):
    if not settings.OPOR_DEMO:
        return False
    return user.database_is_demo if signed_in else DemoMark.objects.exists()


def place(user, signed_in):
    """The name of the kota this site serves."""
    if signed_in:
        return str(user.own_kota)
    kota = Kota.objects.served().first()
    return str(kota) if kota else "Kota"

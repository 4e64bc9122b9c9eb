"""What a load balancer or a supervisor asks: is the process alive, and can it serve?"""

from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from monitoring.readiness import migrations_are_applied


@login_not_required
@require_safe
def healthz(request):
    return plain("ok")


@login_not_required
@require_safe
def readyz(request):
    try:
        ready = migrations_are_applied()
    except Error:
        return plain("Belum siap: basis data tidak dapat dihubungi.", status=503)
    if not ready:
        return plain("Belum siap: pembaruan basis data belum dijalankan.", status=503)
    return plain("ok")


def plain(text, status=200):
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )

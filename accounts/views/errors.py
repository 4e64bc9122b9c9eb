"""Pages for what went wrong, each saying what to do."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.kept import comes_from_our_page, typed_fields


@login_not_required
def csrf_failure(request, reason=""):
    """The typed text is shown again, and can be sent again if it was typed on a page of ours."""
    context = {
        "typed": typed_fields(request.POST),
        "path": request.get_full_path(),
        "may_send": comes_from_our_page(request),
    }
    return render(request, "403_csrf.html", context, status=403)


@login_not_required
def server_error(request):
    """503 while the database cannot be reached, 500 otherwise; neither page needs anything that may be broken."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "10"})
    return HttpResponse(render_to_string("500.html"), status=500)

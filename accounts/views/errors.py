"""Pages for what went wrong, each saying what to do."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


@login_not_required
def csrf_failure(request, reason=""):
    """The typed text is shown again, so that nobody has to write it twice."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
        if value.strip()
    ]
    return render(request, "403_csrf.html", {"typed": typed}, status=403)


@login_not_required
def server_error(request):
    """503 while the database cannot be reached, 500 otherwise; neither page needs anything that may be broken."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "10"})
    return HttpResponse(render_to_string("500.html"), status=500)

"""Which personal data the programme keeps, what for, for how long, and what people may ask for."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exhibitions.retention import SCHEDULE
from products.consents import current_text
from products.models import Consent


@login_not_required
@require_safe
def privacy(request):
    return render(
        request,
        "catalogue/privacy.html",
        {
            "controller": settings.OPOR_CONTROLLER_NAME,
            "contact": settings.OPOR_CONTROLLER_CONTACT,
            "rules": SCHEDULE,
            "consents": [(kind.label, current_text(kind)) for kind in Consent.Kind],
        },
    )

"""The pages behind a maker's own link: what is stored, a copy of it, taking consents back, asking for more."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.invitations import unseen
from exhibitions.forms.makers import MakerRequestForm
from exhibitions.makers import own_page, withdraw_by_owner
from exhibitions.makers_copy import copy_of
from products.maker_links import maker_of
from products.maker_requests import RequestRefused, ask
from products.models import Consent, Product


def closed(request):
    """One answer for a link that was replaced, whose maker was merged or erased, or that never was."""
    return unseen(render(request, "exhibitions/own_closed.html", status=404))


@login_not_required
@never_cache
@require_safe
def own_maker(request, code):
    business = maker_of(code)
    if business is None:
        return closed(request)
    return unseen(render(request, "exhibitions/own_maker.html", {"code": code, **own_page(business)}))


@login_not_required
@never_cache
@require_safe
def own_copy(request, code):
    business = maker_of(code)
    if business is None:
        return closed(request)
    text = json.dumps(copy_of(business), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": 'attachment; filename="data-usaha-saya.json"'}
    return unseen(HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def own_request(request, code):
    business = maker_of(code)
    if business is None:
        return closed(request)
    form = MakerRequestForm(request.POST or None)
    if form.is_valid():
        try:
            ask(business, **form.cleaned_data)
        except RequestRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "Permintaan Anda terkirim. Jawabannya akan tampil di halaman ini.")
            return unseen(redirect("exhibitions:own_maker", code))
    return unseen(render(request, "exhibitions/own_request.html", {"form": form, "code": code}))


@login_not_required
@never_cache
@require_POST
def own_consent_withdraw(request, code, product, kind):
    business = maker_of(code)
    if business is None:
        return closed(request)
    if kind not in Consent.Kind.values:
        raise Http404
    own = get_object_or_404(Product.objects.standing().of_business(business), pk=product)
    withdrawn, ended = withdraw_by_owner(own, kind)
    messages.success(request, said_of(kind, withdrawn, ended))
    return unseen(redirect("exhibitions:own_maker", code))


def said_of(kind, withdrawn, ended):
    label = Consent.Kind(kind).label
    if not withdrawn:
        return f"Persetujuan ini sudah ditarik: {label}."
    return f"Persetujuan ditarik: {label}." + (" Usulannya ikut ditarik." if ended else "")

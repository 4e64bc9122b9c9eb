"""The owner's consents: what is in force, recording on screen and on paper, withdrawing, and the signed sheets."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import audit
from accounts.access import require
from exhibitions import consents
from exhibitions.forms.consents import ConsentForm, PaperConsentForm
from exhibitions.permissions import can_open_papers, is_responsible
from exhibitions.refusals import EntryRefused
from products.consents import current_text, current_version
from products.models import Consent
from products.private_file_response import private_file_response
from products.private_files import FileRefused, take

from .finding import find_entry, find_own_entry

Kind = Consent.Kind


@require_GET
def consent_list(request, pk):
    entry = find_entry(request, pk)
    history = consents.history_of(entry)
    responsible = is_responsible(request.user, entry)
    return render(
        request,
        "exhibitions/consent_list.html",
        {
            "entry": entry,
            "rows": consents.rows_of(entry, history),
            "history": history,
            "is_responsible": responsible,
            "can_record": responsible and bool(consents.kinds_to_record(entry, request.user)),
            "can_open_papers": can_open_papers(request.user, entry),
        },
    )


@require_http_methods(["GET", "POST"])
def consent_create(request, pk):
    return answer_record(request, pk, ConsentForm, "exhibitions/consent_form.html")


@require_http_methods(["GET", "POST"])
def consent_paper_create(request, pk):
    return answer_record(request, pk, PaperConsentForm, "exhibitions/consent_paper_form.html")


def answer_record(request, pk, form_class, template):
    entry = find_own_entry(request, pk)
    kinds = consents.kinds_to_record(entry, request.user)
    if not kinds:
        messages.info(request, consents.ALREADY)
        return redirect("exhibitions:consent_list", entry.pk)

    owner = entry.product.business.owner_name
    form = form_class(request.POST or None, request.FILES or None, kinds=kinds, initial={"owner_name": owner})
    if form.is_valid() and record(request, entry, form):
        return redirect("exhibitions:consent_list", entry.pk)
    return render(request, template, {"form": form, "entry": entry})


def record(request, entry, form):
    """Whether it was written; if not, the form says why. A picture is decoded before any lock is taken."""
    upload = form.cleaned_data.get("paper")
    try:
        taken = take(upload) if upload is not None else None
        consents.record(entry, request.user, form.kinds, form.cleaned_data["owner_name"], taken)
    except FileRefused as refused:
        form.add_error("paper", refused.reason)
    except EntryRefused as refused:
        form.add_error(None, refused.reason)
    else:
        messages.success(request, "Persetujuan dicatat.")
    return not form.errors


@require_http_methods(["GET", "POST"])
def consent_withdraw(request, pk, kind):
    entry = find_own_entry(request, pk)
    consent = entry.product.consents_in_force.get(kind)
    if consent is None:
        return answer_nothing_to_withdraw(request, entry, kind)
    if request.method == "POST":
        ended = consents.withdraw(entry, kind, request.user)
        messages.success(request, said_of(entry, consent, ended))
        return redirect("exhibitions:consent_list", entry.pk)
    return render(
        request,
        "exhibitions/consent_withdraw.html",
        {
            "entry": entry,
            "consent": consent,
            "ends_entry": entry.is_live and entry.exhibition.takes_decisions,
        },
    )


def answer_nothing_to_withdraw(request, entry, kind):
    """A second click, or a consent never given."""
    if kind not in Kind.values:
        raise Http404
    messages.info(request, f"{Kind(kind).label}: tidak ada persetujuan yang berlaku.")
    return redirect("exhibitions:consent_list", entry.pk)


def said_of(entry, consent, ended):
    said = f"Persetujuan ditarik: {consent.get_kind_display()}."
    return f"{said} Usulan {entry.number} ikut ditarik." if ended else said


@require_GET
def consent_sheet(request, pk):
    """To be printed, read out and signed."""
    entry = find_own_entry(request, pk)
    texts = [(kind.label, current_text(kind), current_version(kind)) for kind in Kind]
    return render(
        request,
        "exhibitions/consent_sheet.html",
        {"entry": entry, "texts": texts, "printed_at": timezone.now(), "signed_by": "pemilik"},
    )


@require_GET
def consent_paper(request, pk, consent):
    entry = find_entry(request, pk)
    require(can_open_papers(request.user, entry))
    for given in consents.history_of(entry):
        if given.pk == consent and given.paper:
            audit.record(request.user, "paper_opened", given.paper)
            return private_file_response(given.paper, f"{entry.number}-persetujuan")
    raise Http404

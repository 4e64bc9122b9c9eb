"""The permits of an entry's maker: telling of them, comparing them with their papers, and whom to help."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import audit
from accounts.access import require
from exhibitions import permits, steps
from exhibitions.forms.permits import PermitForm, PermitSeenForm
from exhibitions.models import Entry, Status
from exhibitions.permissions import can_decide, can_open_papers, can_open_verification
from exhibitions.refusals import EntryRefused
from products.models import Permit
from products.private_file_response import private_file_response
from products.private_files import FileRefused, take

from .finding import answer_closed, find_entry, find_own_entry

PER_PAGE = 30
LISTS = {
    "masa-berlaku": "Masa berlaku hampir habis",
    "belum-nib": "Belum punya NIB",
}
SAVED = "Legalitas disimpan."
SAVED_AGAIN = "Legalitas disimpan. Operator kelurahan memeriksa usulan ini lagi."


@require_GET
def permit_list(request, pk):
    entry = find_own_entry(request, pk)
    closed = answer_closed(request, entry)
    if closed:
        return closed
    front, folded = permits.rows_of(entry)
    return render(
        request,
        "exhibitions/permit_list.html",
        {
            "entry": entry,
            "step": steps.ALL["legalitas"],
            "front": front,
            "folded": folded,
            "comment": entry.comments_to_mend.get("legalitas", ""),
        },
    )


@require_http_methods(["GET", "POST"])
def permit_edit(request, pk, kind):
    entry = find_own_entry(request, pk)
    permit = find_kind(entry, kind)
    closed = answer_closed(request, entry)
    if closed:
        return closed

    form = PermitForm(request.POST or None, request.FILES or None, permit=permit)
    if form.is_valid() and save(request, entry, form):
        return redirect("exhibitions:permit_list", entry.pk)
    return render(request, "exhibitions/permit_edit.html", {"form": form, "entry": entry, "permit": permit})


def find_kind(entry, kind):
    permit = permits.permit_of(entry, kind)
    if permit is None:
        raise Http404
    return permit


def save(request, entry, form):
    """Whether it was saved; if not, the form says why. A picture is decoded before any lock is taken."""
    was, upload = entry.status, form.cleaned_data.get("file")
    closed = entry.why_closed_to(request.user)
    if closed:
        form.add_error(None, closed)
        return False
    try:
        taken = take(upload) if upload is not None else None
        permits.change(entry, request.user, form.permit.kind, form.cleaned_data, taken)
    except FileRefused as refused:
        form.add_error("file", refused.reason)
    except EntryRefused as refused:
        form.add_error(None, refused.reason)
    else:
        sent_back = was == Status.VERIFIED and entry.status == Status.SUBMITTED
        messages.success(request, SAVED_AGAIN if sent_back else SAVED)
        warn_of_expiry(request, form.cleaned_data)
    return not form.errors


def warn_of_expiry(request, values):
    permit = Permit(state=values["state"], expires_on=values["expires_on"])
    if permit.is_held and permit.has_run_out:
        messages.warning(
            request, "Masa berlakunya sudah lewat. Tanyakan cara memperpanjang kepada operator kelurahan."
        )


@require_GET
def permit_file(request, pk, kind):
    entry = find_entry(request, pk)
    require(can_open_papers(request.user, entry))
    permit = find_kind(entry, kind)
    if permit.file is None:
        raise Http404
    audit.record(request.user, "paper_opened", permit.file)
    return private_file_response(permit.file, f"{entry.number}-{kind}")


@require_GET
def permit_check(request, pk, permit):
    entry, permit = find_permit(request, pk, permit)
    return render(
        request,
        "exhibitions/permit_check.html",
        {
            "entry": entry,
            "permit": permit,
            "seen_form": PermitSeenForm.of(permit),
            "can_decide": can_decide(request.user, entry),
            "can_open_papers": can_open_papers(request.user, entry),
        },
    )


def find_permit(request, pk, permit):
    require(can_open_verification(request.user))
    entry = get_object_or_404(Entry.objects.visible_to(request.user).submitted_once().for_page(), pk=pk)
    held = Permit.objects.held().of_business(entry.product.business).for_check()
    return entry, get_object_or_404(held, pk=permit)


@require_POST
def permit_verify(request, pk, permit):
    entry, permit = find_permit(request, pk, permit)
    require(can_decide(request.user, entry))
    return decide(
        request,
        entry,
        permit,
        lambda seen: permits.verify(permit, seen, request.user),
        f"{permit} dicatat cocok dengan dokumennya.",
    )


@require_POST
def permit_unverify(request, pk, permit):
    entry, permit = find_permit(request, pk, permit)
    require(can_decide(request.user, entry))
    return decide(
        request,
        entry,
        permit,
        lambda seen: permits.unverify(permit, seen),
        f"{permit} dicatat belum cocok. Beri tahu RW lewat Kembalikan untuk perbaikan.",
    )


def decide(request, entry, permit, act, words):
    form = PermitSeenForm(request.POST)
    try:
        act(form.cleaned_data["seen"] if form.is_valid() else None)
    except EntryRefused as refused:
        messages.error(request, refused.reason)
        return redirect("exhibitions:permit_check", entry.pk, permit.pk)
    messages.success(request, words)
    return redirect("exhibitions:verification_detail", entry.pk)


@require_GET
def permit_watch(request):
    require(can_open_verification(request.user))
    chosen = request.GET.get("daftar")
    chosen = chosen if chosen in LISTS else "masa-berlaku"
    found = {
        "masa-berlaku": permits.running_out(request.user),
        "belum-nib": permits.without_nib(request.user),
    }
    page = Paginator(found[chosen], PER_PAGE).get_page(request.GET.get("halaman"))
    other = next(slug for slug in LISTS if slug != chosen)
    counts = {chosen: page.paginator.count, other: found[other].count()}
    return render(
        request,
        "exhibitions/permit_watch.html",
        {
            "tabs": [(slug, label, counts[slug], slug == chosen) for slug, label in LISTS.items()],
            "chosen": chosen,
            "page": page,
            "rows": permits.with_entries(page) if chosen == "masa-berlaku" else [],
            "makers": [(entry, permits.nib_state(entry)) for entry in page] if chosen == "belum-nib" else [],
        },
    )

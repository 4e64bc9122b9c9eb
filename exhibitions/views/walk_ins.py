"""*Usulan susulan*: an RW that comes on the day itself, entered by the operator on one page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import audit
from accounts.access import require
from exhibitions import registration, walk_ins
from exhibitions.coverage import rws_answered_by
from exhibitions.forms.walk_ins import WalkInForm
from exhibitions.models import Entry, Exhibition
from exhibitions.permissions import can_decide, can_enter_walk_ins, can_open_papers, can_open_verification
from exhibitions.refusals import AlreadyEntered, EntryRefused
from products.gallery import take_all
from products.models import MOST_PHOTOS
from products.private_file_response import private_file_response


@require_GET
def walk_in_start(request):
    """Which RW: those without entry, and those whose entry was never sent."""
    require(can_enter_walk_ins(request.user))
    exhibition = Exhibition.objects.current().entered_by(request.user).first()
    closed = walk_ins.why_closed(exhibition)
    offered = [] if closed else walk_ins.rws_to_offer(exhibition)
    return render(
        request,
        "exhibitions/walk_in_start.html",
        {"exhibition": exhibition, "closed": closed, "offered": offered},
    )


@require_http_methods(["GET", "POST"])
def walk_in_create(request, number):
    """`number`: the RW's number in the own kelurahan."""
    require(can_enter_walk_ins(request.user))
    rw = get_object_or_404(rws_answered_by(request.user), number=number)
    exhibition = Exhibition.objects.current().entered_by(request.user).first()
    if request.method == "GET" and walk_ins.why_closed(exhibition):
        return redirect("exhibitions:walk_in_start")

    entry = walk_ins.unsent_entry(exhibition, rw)
    form = WalkInForm(
        request.POST or None, request.FILES or None, rw=rw, entry=entry, initial=initial_of(entry)
    )
    if form.is_valid():
        made = receive(request, rw, exhibition, form)
        if made:
            messages.success(request, f"Usulan susulan {made.number} dicatat. Tinggal dikonfirmasi.")
            return redirect("exhibitions:verification_detail", made.pk)
    context = {"form": form, "rw": rw, "entry": entry, "exhibition": exhibition}
    return render(request, "exhibitions/walk_in_form.html", context)


def initial_of(entry):
    return registration.values_of(entry) | {"maker": entry.product.business_id} if entry else {}


def receive(request, rw, exhibition, form):
    """The entry, or None where the form says why not. Photos are decoded before any lock is taken."""
    closed = walk_ins.why_closed(exhibition)
    if closed:
        form.add_error(None, closed)
        return None
    values = dict(form.cleaned_data)
    taken, reasons = take_all(values.pop("image"), MOST_PHOTOS)
    if reasons and not taken:
        form.add_error("image", reasons[0])
        return None
    try:
        return walk_ins.enter(rw, exhibition, request.user, values, taken)
    except AlreadyEntered as refused:
        return the_same_or_none(form, refused.entry, values)
    except EntryRefused as refused:
        form.add_error(None, refused.reason)
        return None


def the_same_or_none(form, entry, values):
    """A second click finds what the first one made; another text is kept beside the entry in its way."""
    if entry.walk_in and registration.says_the_same(entry, values):
        return entry
    form.add_error(
        None, f"{entry.rw.label} sudah punya usulan {entry.number}: {entry}. Isian ini belum disimpan."
    )
    return None


def find_walk_in(request, pk):
    require(can_open_verification(request.user))
    return get_object_or_404(Entry.objects.visible_to(request.user).walk_ins().for_page(), pk=pk)


@require_GET
def walk_in_slip(request, pk):
    """A sheet to print: the lurah signs it in the place of a second account."""
    entry = find_walk_in(request, pk)
    require(can_decide(request.user, entry))
    return render(request, "exhibitions/walk_in_slip.html", {"entry": entry, "signed_by": "lurah"})


@require_GET
def walk_in_signature(request, pk):
    """The signed sheet, for those who answer for the entry and for Pemkot."""
    entry = find_walk_in(request, pk)
    require(can_open_papers(request.user, entry))
    if entry.confirmation is None:
        raise Http404
    audit.record(request.user, "paper_opened", entry.confirmation)
    return private_file_response(entry.confirmation, f"{entry.number}-tanda-tangan")

"""The operator's queue: one entry, one decision a page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from exhibitions.doubles import ask_for_attention, doubles_of
from exhibitions.forms.decisions import AcceptForm, RecategoriseForm, RefusalForm, ReturnForm, SeenForm
from exhibitions.models import Action, Entry, Status
from exhibitions.notices import decide_and_tell
from exhibitions.permissions import (
    can_accept,
    can_answer_requests,
    can_decide,
    can_open_verification,
    can_recategorise,
    can_refuse,
    can_see_doubles,
    can_send_back,
    needs_another_account,
)
from exhibitions.queue_rows import queue_rows
from exhibitions.refusals import EntryRefused
from exhibitions.verification_pages import commentable_sections, page_of
from exhibitions.walk_ins import accept
from products.private_files import FileRefused

PER_PAGE = 30
TABS = {
    "menunggu": ("Menunggu keputusan", Status.SUBMITTED),
    "perbaikan": ("Perlu perbaikan", Status.RETURNED),
    "terverifikasi": ("Terverifikasi", Status.VERIFIED),
    "tidak-memenuhi": ("Tidak memenuhi syarat", Status.INELIGIBLE),
}


@require_GET
def verification_list(request):
    require(can_open_verification(request.user))
    chosen = request.GET.get("antrean")
    chosen = chosen if chosen in TABS else "menunggu"
    entries = Entry.objects.visible_to(request.user).current()
    counts = entries.counts_by_status()
    shown = entries.chosen_by({"status": TABS[chosen][1]}).for_queue().oldest_first()
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "exhibitions/verification_list.html",
        {
            "tabs": [
                (slug, label, counts.get(status, 0), slug == chosen) for slug, (label, status) in TABS.items()
            ],
            "chosen": chosen,
            "may_answer_requests": can_answer_requests(request.user),
            "page": page,
            "rows": queue_rows(page.object_list, request.user),
        },
    )


@require_GET
def verification_detail(request, pk):
    return show(request, find(request, pk))


def find(request, pk):
    require(can_open_verification(request.user))
    return get_object_or_404(Entry.objects.visible_to(request.user).submitted_once().for_page(), pk=pk)


def find_to_decide(request, pk):
    entry = find(request, pk)
    require(can_decide(request.user, entry))
    return entry


def show(request, entry, form=None, status=200):
    """`form`: one that was sent and comes back with errors; if it is not offered any more, its text is."""
    user, forms = request.user, forms_for(request.user, entry, form)
    doubles = doubles_of(entry, user) if can_see_doubles(user) else None
    return render(
        request,
        "exhibitions/verification_detail.html",
        {
            "entry": entry,
            **page_of(entry, forms["return_form"]),
            **forms,
            "form": form,
            "not_sent": [] if form is None or form in forms.values() else texts_of(form),
            "can_recategorise": can_recategorise(user, entry),
            "needs_another": needs_another_account(user, entry),
            "doubles": doubles,
            "doubles_open": bool(doubles) and ask_for_attention(doubles),
        },
        status=status,
    )


def forms_for(user, entry, sent):
    """{name: form} of the decisions this person can take now; the one sent in the place of an empty one."""
    offered = {
        "accept_form": AcceptForm() if can_accept(user, entry) else None,
        "return_form": new_return_form() if can_send_back(user, entry) else None,
        "refuse_form": RefusalForm() if can_refuse(user, entry) else None,
    }
    return {name: sent if form and type(form) is type(sent) else form for name, form in offered.items()}


def new_return_form(data=None):
    return ReturnForm(data, sections=commentable_sections())


def texts_of(form):
    return [
        (field.label, field.value()) for field in form if isinstance(field.value(), str) and field.value()
    ]


def seen_on(request, form):
    """What the page showed that sent the form; a form from nowhere has an error."""
    seen = SeenForm(request.POST).seen
    if seen is None:
        form.add_error(None, "Halaman ini tidak terkirim utuh. Periksa lagi isinya, lalu putuskan.")
    return seen


@require_POST
def verification_accept(request, pk):
    entry = find_to_decide(request, pk)

    form = AcceptForm(request.POST, request.FILES)
    seen = seen_on(request, form)
    if not form.is_valid():
        return show(request, entry, form)
    signature = form.cleaned_data["signature"]
    return decide(
        request, entry, form, Action.ACCEPT, lambda: accept(entry, request.user, seen[0], signature)
    )


@require_POST
def verification_return(request, pk):
    entry = find_to_decide(request, pk)

    form = new_return_form(request.POST)
    seen = seen_on(request, form)
    if not form.is_valid():
        return show(request, entry, form)
    return decide(
        request,
        entry,
        form,
        Action.RETURN,
        lambda: entry.send_back(request.user, form.reason, form.comments, seen),
    )


@require_POST
def verification_refuse(request, pk):
    entry = find_to_decide(request, pk)

    form = RefusalForm(request.POST)
    seen = seen_on(request, form)
    if not form.is_valid():
        return show(request, entry, form)
    reason = form.cleaned_data["reason"]
    return decide(
        request, entry, form, Action.REFUSE, lambda: entry.mark_ineligible(request.user, reason, seen)
    )


DECIDED = {
    Action.ACCEPT: "diterima",
    Action.RETURN: "dikembalikan untuk perbaikan",
    Action.REFUSE: "dinyatakan tidak memenuhi syarat",
}


def decide(request, entry, form, action, act):
    """Back to the queue; a refused decision comes back with its text, on the page as it is now."""
    try:
        decide_and_tell(entry, request.user, act)
    except FileRefused as refused:
        form.add_error("signature", refused.reason)
        return show(request, entry, form)
    except EntryRefused as refused:
        entry = find(request, entry.pk)
        newest = entry.steps_newest_first[0]
        is_second_click = (newest.action, newest.by) == (action, request.user)
        if not is_second_click:
            form.add_error(None, refused.reason)
            return show(request, entry, form, status=409)
    messages.success(request, f"Usulan {entry.number} ({entry}) {DECIDED[action]}.")
    return redirect("exhibitions:verification_list")


@require_http_methods(["GET", "POST"])
def verification_recategorise(request, pk):
    entry = find_to_decide(request, pk)
    if request.method == "GET" and not can_recategorise(request.user, entry):
        messages.error(request, "Usulan ditutup atau penilaian sudah dimulai: kategori tidak dapat diubah.")
        return redirect("exhibitions:verification_detail", entry.pk)

    product = entry.product
    form = RecategoriseForm(
        request.POST or None, initial={"category": product.category, "subcategory": product.subcategory}
    )
    if form.is_valid():
        try:
            entry.recategorise(request.user, **form.cleaned_data)
        except EntryRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"Usulan {entry.number} sekarang di kategori {entry.category.name}.")
            return redirect("exhibitions:verification_detail", entry.pk)
    return render(request, "exhibitions/verification_category.html", {"entry": entry, "form": form})

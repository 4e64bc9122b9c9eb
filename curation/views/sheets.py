"""A curator's sheets: the list, one sheet, its draft and its submission."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from curation.conflicts import compare
from curation.forms.sheets import SheetForm
from curation.models import ScoreSheet, SheetRevision
from curation.permissions import can_score
from curation.refusals import NewerDraft, ScoringLocked, SheetIncomplete
from curation.sheet_facts import facts_for_criteria, facts_of_product
from curation.sheet_groups import groups_of
from curation.sheets import save_draft, submit
from products.photo_response import photo_response


@require_GET
def sheet_list(request):
    require(can_score(request.user))
    groups = groups_of(ScoreSheet.objects.visible_to(request.user).current().for_list())
    return render(
        request,
        "curation/sheet_list.html",
        {
            "groups": groups,
            "sent": sum(group.sent for group in groups),
            "total": sum(len(group.sheets) for group in groups),
            "next_sheet": next((group.next_sheet for group in groups if group.next_sheet), None),
            "receipt": receipt_in(request),
        },
    )


def receipt_in(request):
    """The receipt named in the URL, so that reloading shows it again and sending twice leads to the same one."""
    return SheetRevision.objects.receipt(request.user, request.GET.get("terkirim", ""))


@require_http_methods(["GET", "POST"])
def sheet_detail(request, pk):
    require(can_score(request.user))
    sheet = get_object_or_404(ScoreSheet.objects.visible_to(request.user).for_page(), pk=pk)
    content = sheet.panel.rubric.content()
    form = SheetForm(request.POST if request.method == "POST" else None, content=content, draft=sheet.draft)
    if not form.is_valid():
        return sheet_page(request, sheet, form)

    draft = form.draft()
    try:
        save_draft(sheet, draft, form.seen)
    except NewerDraft as newer:
        return conflict_page(request, newer.sheet, content, draft, sending=False)
    except ScoringLocked as locked:
        return locked_page(request, sheet, content, draft, locked)
    now = timezone.localtime()
    messages.success(request, f"Draf tersimpan pukul {now:%H.%M} WIB. Belum dikirim.")
    return redirect(sheet)


@require_POST
def sheet_submit(request, pk):
    require(can_score(request.user))
    sheet = get_object_or_404(ScoreSheet.objects.visible_to(request.user).for_page().with_next(), pk=pk)
    content = sheet.panel.rubric.content()
    form = SheetForm(request.POST, content=content)
    if not form.is_valid():
        return sheet_page(request, sheet, form)

    draft = form.draft()
    try:
        receipt = submit(sheet, draft, form.seen, by=request.user)
    except SheetIncomplete as incomplete:
        return keep_incomplete(request, sheet, form, draft, incomplete.problems)
    except NewerDraft as newer:
        return conflict_page(request, newer.sheet, content, draft, sending=True)
    except ScoringLocked as locked:
        return locked_page(request, sheet, content, draft, locked)
    next_url = reverse("curation:sheet_detail", args=[sheet.next_pk]) if sheet.next_pk else None
    return redirect(f"{next_url or reverse('curation:sheet_list')}?terkirim={receipt.number}")


def keep_incomplete(request, sheet, form, draft, problems):
    """What is there is kept as a draft; the page comes back with what is missing."""
    try:
        save_draft(sheet, draft, form.seen)
    except NewerDraft as newer:
        return conflict_page(request, newer.sheet, form.content, draft, sending=True)
    except ScoringLocked as locked:
        return locked_page(request, sheet, form.content, draft, locked)
    form.add_problems(problems)
    fresh = ScoreSheet.objects.visible_to(request.user).for_page().get(pk=sheet.pk)
    return sheet_page(request, fresh, form, kept=True)


def sheet_page(request, sheet, form, kept=False):
    """`n` is the newest count of saves when what stands in the form was just kept, else the page's own."""
    parts = form.parts(facts_for_criteria(sheet.facts))
    seen = form.seen if form.is_bound and not kept else sheet.draft_n
    return render(
        request,
        "curation/sheet_detail.html",
        {
            "sheet": sheet,
            "form": form,
            "parts": parts,
            "seen": "" if seen is None else seen,
            "answered": sum(1 for part in parts if part.field.value()),
            "facts": facts_of_product(sheet.facts),
            "photos": sorted(sheet.photos(), key=lambda photo: sheet.photo_ids.index(photo.pk)),
            "kept": kept,
            "receipt": receipt_in(request),
        },
    )


def conflict_page(request, stored, content, draft, sending):
    context = {
        "sheet": stored,
        "rows": compare(content, stored.draft, draft),
        "form": SheetForm(content=content, draft=draft, compact=True),
        "sending": sending,
    }
    return render(request, "curation/sheet_conflict.html", context, status=409)


def locked_page(request, sheet, content, draft, locked):
    context = {"sheet": sheet, "rows": compare(content, sheet.draft, draft), "reason": locked.reason}
    return render(request, "curation/sheet_locked.html", context, status=409)


@require_GET
def sheet_photo(request, pk, photo, rendition):
    require(can_score(request.user))
    sheet = get_object_or_404(ScoreSheet.objects.visible_to(request.user).for_page(), pk=pk)
    return photo_response(request, get_object_or_404(sheet.photos(), pk=photo), rendition)

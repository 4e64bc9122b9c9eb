"""Importing officers from a spreadsheet: upload, dry run, apply."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import import_plans, imports
from accounts.access import require
from accounts.models import ImportDraft
from accounts.officer_forms import ImportForm, KelurahanFilterForm
from accounts.officers import PhoneTaken
from accounts.permissions import can_manage_officers
from accounts.tables import TableRefused, csv_bytes, read_table, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = [8, 32, 20, 18]
CHANGED_MEANWHILE = (
    "Data akun berubah sejak daftar ini ditampilkan. Belum ada yang diterapkan: periksa sekali lagi di bawah."
)


@require_http_methods(["GET", "POST"])
def import_create(request):
    require(can_manage_officers(request.user))
    filters = KelurahanFilterForm(request.POST or request.GET, user=request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if filters.chosen and form.is_valid():
        try:
            table = read_table(form.cleaned_data["file"].read(), import_plans.COLUMNS)
            draft = imports.make_draft(table, filters.chosen, request.user)
        except TableRefused as refused:
            form.add_error("file", refused.reason)
        else:
            return redirect("accounts:import_detail", draft.pk)
    context = {"form": form, "filters": filters, "kelurahan": filters.chosen}
    return render(request, "accounts/import_create.html", context)


@require_GET
def import_template(request, kind):
    """The lines of a kelurahan to be filled in, as XLSX or CSV."""
    require(can_manage_officers(request.user))
    kelurahan = KelurahanFilterForm(request.GET, user=request.user).chosen
    if kind not in {"xlsx", "csv"} or kelurahan is None:
        raise Http404
    header = [label for label, _ in import_plans.COLUMNS.values()]
    rows = import_plans.template_rows(kelurahan)
    data = xlsx_bytes("Pengurus RW", header, rows, WIDTHS) if kind == "xlsx" else csv_bytes(header, rows)
    response = HttpResponse(data, content_type=XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    name = f"pengurus-rw-{slugify(kelurahan.name)}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def find(request, pk):
    require(can_manage_officers(request.user))
    drafts = ImportDraft.objects.made_by(request.user).kept().select_related("kelurahan")
    return get_object_or_404(drafts, pk=pk)


@require_GET
def import_detail(request, pk):
    draft = find(request, pk)
    counts = Counter(planned["outcome"] for planned in draft.plan)
    context = {
        "draft": draft,
        "counts": [(outcome, counts[outcome]) for outcome in ("baru", "berubah", "tidak berubah", "salah")],
        "wrong": counts["salah"],
        "may_apply": import_plans.may_be_applied(draft.plan),
    }
    return render(request, "accounts/import_detail.html", context)


@require_POST
def import_apply(request, pk):
    draft = find(request, pk)
    try:
        done = imports.apply_draft(draft, request.user)
    except imports.AlreadyApplied:
        messages.info(request, "Impor ini sudah diterapkan. Tidak ada yang diterapkan dua kali.")
    except (imports.PlanChanged, PhoneTaken):
        messages.warning(request, CHANGED_MEANWHILE)
    except imports.NothingToApply:
        messages.error(request, "Impor ini belum bisa diterapkan. Perbaiki baris yang salah di berkasnya.")
    else:
        words = f"Impor diterapkan: {done['baru']} akun baru, {done['berubah']} diperbarui."
        messages.success(request, f"{words} Siapkan tautannya di bawah.")
        return redirect(f"{reverse('accounts:slip_list')}?kelurahan={draft.kelurahan.slug}")
    return redirect("accounts:import_detail", pk)

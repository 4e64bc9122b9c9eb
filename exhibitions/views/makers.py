"""Makers by their own page, and merging two that are the same: Pemkot's alone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from exhibitions import merging
from exhibitions.forms.makers import MakerSearchForm, MergeForm
from exhibitions.models import Entry
from exhibitions.permissions import can_merge
from products.merging import MergeRefused
from products.models import Business

PER_PAGE = 30


@require_GET
def maker_list(request):
    require(can_merge(request.user))
    search = MakerSearchForm(request.GET)
    makers = Business.objects.visible_to(request.user).standing().for_page().order_by("name", "pk")
    text = search.cleaned_data["q"] if search.is_valid() else ""
    if text:
        makers = makers.filter(Q(name__icontains=text) | Q(owner_name__icontains=text))
    page = Paginator(makers, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "exhibitions/maker_list.html", {"search": search, "page": page})


@require_GET
def maker_detail(request, pk):
    maker = find(request, pk)
    entries = Entry.objects.of_makers([maker.pk]).select_related("exhibition__edition", "product")
    return render(
        request,
        "exhibitions/maker_detail.html",
        {
            "maker": maker,
            "entries": entries.newest_first(),
            "permits": maker.permits.order_by("kind"),
            "may_merge": maker.merged_into is None and maker.erased_at is None,
        },
    )


def find(request, pk):
    require(can_merge(request.user))
    return get_object_or_404(Business.objects.visible_to(request.user).for_page(), pk=pk)


@require_http_methods(["GET", "POST"])
def maker_merge(request, pk):
    maker = find(request, pk)
    if maker.merged_into:  # a second click, too
        return redirect("exhibitions:maker_detail", maker.merged_into_id)
    form = MergeForm(request.POST or None, maker=maker, others=Business.objects.visible_to(request.user))
    if form.is_valid():
        try:
            merging.merge_makers(maker, form.cleaned_data["into"], request.user)
        except MergeRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "Kedua pelaku usaha sudah digabung.")
            return redirect("exhibitions:maker_detail", form.cleaned_data["into"].pk)
    return render(request, "exhibitions/maker_merge.html", {"maker": maker, "form": form})

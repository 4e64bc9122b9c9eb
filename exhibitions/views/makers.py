"""Makers: their link on the page of an entry; their own page for Pemkot, which merges those that are the same."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from exhibitions import merging
from exhibitions.forms.makers import LinkSeenForm, MakerSearchForm, MergeForm, ProductMergeForm
from exhibitions.makers import share_of, staff_page
from exhibitions.permissions import can_merge, can_share_maker
from products import maker_links
from products.alike import others_standing, products_of_the_rw
from products.merging import MergeRefused
from products.models import Business, Product

from .finding import find_own_entry

PER_PAGE = 30


def find_shared(request, pk):
    """An entry whose maker's link this person may give out."""
    entry = find_own_entry(request, pk)
    require(can_share_maker(request.user, entry))
    return entry


@require_GET
def maker_share(request, pk):
    entry = find_shared(request, pk)
    business = entry.product.business
    link = maker_links.link_of(business)
    share = share_of(request, business, link) if link else None
    return render(
        request, "exhibitions/maker_share.html", {"entry": entry, "maker": business, "share": share}
    )


@require_POST
def maker_link_renew(request, pk):
    entry = find_shared(request, pk)
    if entry.product.business.erased_at is None:
        maker_links.renew(entry.product.business, request.user, LinkSeenForm(request.POST).seen)
        messages.success(request, "Tautan siap dikirim. Tautan yang lama, bila ada, tidak berlaku lagi.")
    return redirect("exhibitions:maker_share", entry.pk)


@require_GET
def maker_list(request):
    require(can_merge(request.user))
    search = MakerSearchForm(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    makers = Business.objects.visible_to(request.user).standing().named_like(text).for_page().alphabetical()
    page = Paginator(makers, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "exhibitions/maker_list.html", {"search": search, "page": page})


@require_GET
def maker_detail(request, pk):
    return render(request, "exhibitions/maker_detail.html", staff_page(find(request, pk, Business)))


def find(request, pk, model):
    require(can_merge(request.user))
    return get_object_or_404(model.objects.visible_to(request.user).for_page(), pk=pk)


@require_http_methods(["GET", "POST"])
def maker_merge(request, pk):
    maker = find(request, pk, Business)
    if maker.merged_into:  # a second click, too
        return redirect("exhibitions:maker_detail", maker.merged_into_id)
    others = others_standing(maker, request.user)
    form = MergeForm(request.POST or None, others=others, initial={"into": request.GET.get("into")})
    if merged(request, form, maker, merging.merge_makers, "Kedua pelaku usaha sudah digabung."):
        return redirect("exhibitions:maker_detail", form.cleaned_data["into"].pk)
    return render(request, "exhibitions/maker_merge.html", {"maker": maker, "form": form})


@require_http_methods(["GET", "POST"])
def product_merge(request, pk):
    product = find(request, pk, Product)
    if product.merged_into:
        return redirect("exhibitions:maker_detail", product.merged_into.business_id)
    form = ProductMergeForm(request.POST or None, others=products_of_the_rw(product))
    if merged(request, form, product, merging.merge_products, "Kedua produk sudah digabung."):
        return redirect("exhibitions:maker_detail", form.cleaned_data["into"].business_id)
    return render(request, "exhibitions/product_merge.html", {"product": product, "form": form})


def merged(request, form, thing, merge, said):
    """Whether it was done; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        merge(thing, form.cleaned_data["into"], request.user)
    except MergeRefused as refused:
        form.add_error(None, refused.reason)
        return False
    messages.success(request, said)
    return True

"""What makers ask for by their link: the operator's and Pemkot's list, answering, and erasing by Pemkot."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from exhibitions.erasing import EraseRefused, erase
from exhibitions.forms.makers import AnswerForm, EraseForm
from exhibitions.permissions import can_answer_requests, can_merge
from products.maker_requests import answer
from products.models import MakerRequest

PER_PAGE = 30
ERASED = "Data Anda sudah dihapus."


@require_GET
def request_list(request):
    require(can_answer_requests(request.user))
    asked = MakerRequest.objects.visible_to(request.user).for_list()
    page = Paginator(asked, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "exhibitions/request_list.html", {"page": page})


def find(request, pk):
    require(can_answer_requests(request.user))
    return get_object_or_404(MakerRequest.objects.visible_to(request.user).for_list(), pk=pk)


@require_http_methods(["GET", "POST"])
def request_detail(request, pk):
    asked = find(request, pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        if answer(asked, request.user, form.cleaned_data["answer"]):
            messages.success(request, "Jawaban disimpan. Pelaku usaha membacanya lewat tautannya.")
        else:
            messages.info(request, "Permintaan ini sudah dijawab.")
        return redirect("exhibitions:request_detail", asked.pk)
    context = {
        "asked": asked,
        "form": form,
        "may_erase": can_merge(request.user) and not asked.business.erased_at,
    }
    return render(request, "exhibitions/request_detail.html", context)


@require_http_methods(["GET", "POST"])
def request_erase(request, pk):
    require(can_merge(request.user))
    asked = find(request, pk)
    if asked.business.erased_at:
        messages.info(request, "Data pelaku usaha ini sudah dihapus.")
        return redirect("exhibitions:request_detail", asked.pk)

    form = EraseForm(request.POST or None)
    if form.is_valid():
        try:
            erase(asked.business, request.user, "permintaan")
        except EraseRefused as refused:
            form.add_error(None, refused.reason)
        else:
            answer(asked, request.user, ERASED)
            messages.success(
                request, "Data pelaku usaha ini sudah dihapus. Nilai dan hasil tetap tercatat tanpa nama."
            )
            return redirect("exhibitions:request_list")
    return render(request, "exhibitions/request_erase.html", {"asked": asked, "form": form})

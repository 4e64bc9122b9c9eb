"""The inbox of every signed-in person."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.forms import ShownForm
from accounts.inbox import mark_read
from accounts.models import Notice

PER_PAGE = 30


@require_GET
def inbox(request):
    notices = Notice.objects.visible_to(request.user).for_list()
    page = Paginator(notices, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "accounts/inbox.html",
        {"page": page, "newest": page.object_list[0].pk if page.object_list else None},
    )


@require_POST
def notice_open(request, pk):
    """Read, and on to what it is about."""
    reach = Notice.objects.visible_to(request.user)
    notice = get_object_or_404(reach, pk=pk)
    mark_read(reach.one(notice))
    return redirect(notice.path or "accounts:inbox")


@require_POST
def notices_read(request):
    """All up to the newest that the page showed: what came since then stays unread."""
    shown = ShownForm(request.POST)
    if shown.is_valid():
        mark_read(Notice.objects.visible_to(request.user).up_to(shown.cleaned_data["newest"]))
        messages.success(request, "Semua kabar ditandai sudah dibaca.")
    return redirect("accounts:inbox")

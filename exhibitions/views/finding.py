"""The entry a page is about, and the answer to a change that comes too late."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from accounts.access import require
from exhibitions.models import Entry
from exhibitions.permissions import can_open_entries, is_responsible


def find_entry(request, pk):
    require(can_open_entries(request.user))
    return get_object_or_404(Entry.objects.visible_to(request.user).for_page(), pk=pk)


def find_own_entry(request, pk):
    """Of the RW itself or the operator of its kelurahan. Whether it still takes changes, its verbs say."""
    entry = find_entry(request, pk)
    require(is_responsible(request.user, entry))
    return entry


def answer_closed(request, entry):
    """Whoever opens a form too late comes back to the entry with the reason; whoever sends one keeps the text."""
    closed = entry.why_closed_to(request.user)
    if not closed or request.method == "POST":
        return None
    messages.error(request, closed)
    return redirect(entry)

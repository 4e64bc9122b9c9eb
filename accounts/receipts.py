"""Telling the phone that what it keeps of a form has arrived."""

import re

from django.conf import settings

COOKIE = "opor_receipt"
SECONDS = 300
DRAFT_ID = re.compile(r"[0-9a-f-]{1,40}")


class ReceiptMiddleware:
    """A form that keeps a draft on the phone names it; where it was taken, a short-lived cookie says so.

    static/js/keep-draft.js reads the cookie on the next page and forgets the draft: not earlier, so that an answer
    lost on the way costs nothing, and not later, so that nothing personal stays behind.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and response.status_code in {302, 303}:
            draft = request.POST.get("draft", "")
            if DRAFT_ID.fullmatch(draft):
                response.set_cookie(COOKIE, draft, max_age=SECONDS, samesite="Lax", secure=settings.HTTPS)
        return response

"""Pages are for people who are signed in, and what they show is not stored: phones are shared."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import render

from .forms import SignInForm
from .kept import typed_fields


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's, but a form that comes after the session has ended is kept instead of dropped."""

    def handle_no_permission(self, request, view_func):
        if request.method != "POST" or not typed_fields(request.POST):
            return super().handle_no_permission(request, view_func)
        context = {
            "form": SignInForm(request),
            "fields": typed_fields(request.POST),
            "path": request.get_full_path(),
        }
        return render(request, "accounts/sign_in_again.html", context, status=403)


class PrivatePagesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

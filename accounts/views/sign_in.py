"""Signing in and out, and one's own password."""

from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import ChangePasswordForm, SignInForm
from accounts.invitations import revoke_pending
from accounts.kept import carried_fields, own_path
from accounts.menu import start_url
from accounts.staying import stay_signed_in


class SignIn(LoginView):
    """Django's, which also stays for as long as an RW account asks."""

    def form_valid(self, form):
        response = super().form_valid(form)
        stay_signed_in(self.request, form.cleaned_data["stay"])
        return response


sign_in = SignIn.as_view(
    template_name="accounts/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)
sign_out = LogoutView.as_view(http_method_names=["post", "options"])


@sensitive_post_parameters("password")
@login_not_required
@never_cache
@require_POST
def sign_in_again(request):
    """Signing in on the way of a form that came after the session had ended; then it can be sent."""
    form = SignInForm(request, data=request.POST)
    fields, path = carried_fields(request.POST), own_path(request, request.POST.get("path", ""))
    if form.is_valid():
        login(request, form.get_user())
        stay_signed_in(request, form.cleaned_data["stay"])
        return render(request, "accounts/send_again.html", {"fields": fields, "path": path})
    return render(request, "accounts/sign_in_again.html", {"form": form, "fields": fields, "path": path})


@login_not_required
@require_GET
def password_lost(request):
    """Whom to ask; it looks nobody up, so it tells nothing about who has an account."""
    return render(request, "accounts/password_lost.html")


@require_GET
def start(request):
    return redirect(start_url(request.user))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_change(request):
    form = ChangePasswordForm(request.user, request.POST or None)
    if form.is_valid():
        form.save()
        revoke_pending(form.user)
        update_session_auth_hash(request, form.user)
        messages.success(request, "Kata sandi sudah diganti. Di HP lain Anda perlu masuk lagi.")
        return redirect("accounts:start")
    return render(request, "accounts/password_change.html", {"form": form})

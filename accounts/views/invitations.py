"""The page behind an invitation's link: no account yet, or a lost password."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import phrases
from accounts.forms import AcceptInvitationForm
from accounts.invitations import InvitationClosed, accept, open_invitation
from accounts.staying import stay_signed_in

# The address is a secret. "no-referrer" would make browsers send "Origin: null" with the form, which Django's CSRF
# protection refuses; "strict-origin" never sends the path either.
UNSEEN = {"Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex, nofollow"}
BACKEND = "accounts.backends.NameOrPhoneBackend"


@sensitive_post_parameters()
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation_accept(request, code):
    """Opening the page uses nothing up: chat programs fetch links to preview them."""
    invitation = open_invitation(code)
    if invitation is None:
        return closed(request)

    form = AcceptInvitationForm(request.POST or None, user=invitation.user)
    if form.is_valid():
        return signed_in(request, invitation, form.cleaned_data)
    context = {
        "form": form,
        "officer": invitation.user,
        "phrase": phrases.propose(),
        "invitation": invitation,
    }
    return unseen(render(request, "accounts/invitation.html", context))


def signed_in(request, invitation, chosen):
    try:
        user = accept(invitation, chosen["password"])
    except InvitationClosed:
        return closed(request)
    login(request, user, backend=BACKEND)
    stay_signed_in(request, chosen["stay"])
    messages.success(request, "Kata sandi Anda sudah dibuat dan Anda sudah masuk.")
    return redirect("accounts:start")


def closed(request):
    """One answer for a link that was used, ended, was replaced or never was."""
    return unseen(render(request, "accounts/invitation_closed.html", status=404))


def unseen(response):
    for name, value in UNSEEN.items():
        response.headers[name] = value
    return response

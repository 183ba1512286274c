"""What holds for every request: a strict content security policy, and that nobody reads without an
account."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
WITHOUT_ACCOUNT = ("/account/", settings.STATIC_URL)


class ContentSecurityPolicy:
    """Sends the policy with every response that has none of its own (an attachment has a stricter one)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class AddressesWithoutNul:
    """Answers that there is nothing at an address with a NUL: no name has one, and PostgreSQL would refuse
    to look."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in unquote(request.get_full_path()):
            raise Http404
        return self.get_response(request)


class SignInRequired:
    """Sends whoever has no account to the sign-in page, whatever they asked for: nothing exists for them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated or request.path.startswith(WITHOUT_ACCOUNT):
            return self.get_response(request)
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))

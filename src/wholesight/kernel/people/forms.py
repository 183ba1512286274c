"""The forms of accounts, in plain words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("User name or e-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "remember": _("Keep me signed in here"),
}
# Their templates say by themselves where a forgotten password leads.
WITHOUT_HINT = frozenset({"password", "oldpassword"})


class PlainWords:
    """Says what a field is in its label, in sentence case, and not a second time inside the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name in WITHOUT_HINT:
                field.help_text = ""
            if name == "login":
                field.widget.attrs["autocomplete"] = "username"


class SignIn(PlainWords, forms.LoginForm):
    pass


class ChangePassword(PlainWords, forms.ChangePasswordForm):
    pass


class SetPassword(PlainWords, forms.SetPasswordForm):
    pass


class AskForNewPassword(PlainWords, forms.ResetPasswordForm):
    pass


class ChooseNewPassword(PlainWords, forms.ResetPasswordKeyForm):
    pass


class StillYou(PlainWords, forms.ReauthenticateForm):
    pass


class AddEmail(PlainWords, forms.AddEmailForm):
    pass

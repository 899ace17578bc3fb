"""An authenticator app, and staff who sign in with it, as a browser does."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt

from standfirst.newsroom.desk.actions import make_staff
from standfirst.newsroom.desk.roles import Role

from .flow import SAME

PASSWORD = "two-miles-of-grey-water"
NEWSROOM = "/newsroom/"


def make(name="Eve Ray", role=Role.EDITOR, *, with_app=True):
    """Somebody of the staff who has a password and, unless said otherwise, an app."""
    email = f"{name.split()[0].lower()}@example.org"
    return make_staff(email=email, name=name, role=role, password=PASSWORD, with_app=with_app)


def code_of(reader, *, later=0):
    """What the app shows now, or so many half minutes later."""
    app = Authenticator.objects.get(user=reader, type="totp")
    return code_for(decrypt(app.data["secret"]), later=later)


def code_for(secret, *, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def by_password(client, reader, target=NEWSROOM):
    fields = {"login": reader.email, "password": PASSWORD, "next": target}
    return client.post("/account/login/", fields, **SAME)


def by_app(client, code, target=NEWSROOM):
    return client.post("/account/second/", {"code": code, "next": target}, **SAME)


def sign_in(client, reader, *, later=0):
    by_password(client, reader)
    return by_app(client, code_of(reader, later=later))

"""Walking through the join flow as a browser without JavaScript does."""

import re

from django.core import mail

CUT = "/world/bridge-reopens-81#cut"
SAME = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def ask(client, email="new@example.org", target=CUT, **headers):
    return client.post("/account/join/", {"email": email, "next": target}, **{**SAME, **headers})


def code_in_mail():
    return re.search(r"\b(\d{6})\b", mail.outbox[-1].body).group(1)


def confirm(client, code=None, target=CUT):
    return client.post("/account/code/", {"code": code or code_in_mail(), "next": target}, **SAME)


def join(client, email="new@example.org", target=CUT):
    ask(client, email, target)
    return confirm(client, target=target)

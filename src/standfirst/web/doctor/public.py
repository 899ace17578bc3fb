"""How the paper meets the world: its address, mail, push services; and what must never meet it."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from standfirst.kit.network import is_local_host
from standfirst.web.configuration import Configuration

from .findings import Finding, broken, look, well

PATIENCE = 5  # seconds
_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def check_address(configuration: Configuration) -> Iterator[Finding]:
    local = is_local_host(configuration.host)
    if configuration.is_https or local:
        yield well("address", f"{configuration.url}{' (this machine or network alone)' if local else ''}")
    else:
        yield broken(
            "address",
            f"{configuration.url} is not https: passes and sessions travel in the clear, no browser pushes",
            "put an HTTPS server in front, and set STANDFIRST_URL to https://…",
        )  # fmt: skip
    if configuration.demo and not local:
        yield broken(
            "demo", "THIS IS A DEMO AT A PUBLIC ADDRESS: its log-ins are printed in its own documentation",
            "take STANDFIRST_DEMO out of the settings, or the paper off the net",
        )  # fmt: skip
    elif configuration.demo:
        yield look(
            "demo",
            "this is the demo: mail is shown on a page, nothing is sent",
            "a real paper starts with standfirst init",
        )
    if configuration.debug and not local:
        yield broken(
            "debug",
            "STANDFIRST_DEBUG shows the inside of the paper to everybody",
            "take it out of the settings",
        )


def check_newsroom(configuration: Configuration) -> Iterator[Finding]:
    """Does the newsroom's own host, where it has one, lead anywhere?"""
    if not configuration.newsroom_url:
        yield well("newsroom", f"at the paper's own host: {configuration.url}/newsroom/")
        return
    host = urlsplit(configuration.newsroom_url).hostname or ""
    try:
        socket.getaddrinfo(host, None)
    except OSError:
        yield broken(
            "newsroom", f"nobody knows where {host} is (DNS): staff cannot reach the newsroom",
            "give it the same address as the paper's host, or take STANDFIRST_NEWSROOM_URL out",
        )  # fmt: skip
    else:
        yield well("newsroom", f"{configuration.newsroom_url}/newsroom/, and nowhere else")


def check_mail(configuration: Configuration) -> Iterator[Finding]:
    if configuration.demo:
        yield well("mail", "the demo keeps it: see /_/mailbox")
        return
    url = urlsplit(configuration.smtp_url)
    host, port = url.hostname or "localhost", url.port or _PORTS[url.scheme]
    try:
        with _open(url.scheme, host, port) as server:
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
            else:
                server.noop()
    except smtplib.SMTPAuthenticationError:
        yield broken(
            "mail", f"{host}:{port} does not let us in", "see user and password in STANDFIRST_SMTP_URL"
        )
    except (OSError, smtplib.SMTPException) as error:
        yield broken(
            "mail", f"{host}:{port} cannot be reached ({error}): nobody gets a code to sign in",
            "see STANDFIRST_SMTP_URL, and whether the mail server runs",
        )  # fmt: skip
    else:
        yield well("mail", f"{host}:{port} takes our mail")


def check_push_hosts(configuration: Configuration) -> Iterator[Finding]:
    """Endpoints come from strangers: a push host inside our own network is a way in."""
    for host in configuration.push_hosts:
        if is_local_host(host):
            yield broken(
                "push services",
                f"STANDFIRST_PUSH_HOSTS LETS STRANGERS MAKE THIS MACHINE CALL “{host}”, in its own network",
                "that is for tests: take it out",
            )
        else:
            yield look(
                "push services",
                f"“{host}” is called besides the known ones",
                "take it out if it is not yours",
            )


def _open(scheme: str, host: str, port: int) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context)
    server = smtplib.SMTP(host, port, timeout=PATIENCE)
    if scheme == "smtp+starttls":
        server.starttls(context=context)
    return server

"""What the domain name system says of our mail: who may send it (SPF, RFC 7208), with which key it is signed (DKIM, RFC
6376), and what is to become of what is neither (DMARC, RFC 7489)."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from email.utils import parseaddr
from typing import TYPE_CHECKING

from standfirst.kit.network import is_local_host
from standfirst.web.configuration import Configuration

from .findings import Finding, broken, look, well

if TYPE_CHECKING:
    from dns.resolver import Resolver

PATIENCE = 3.0  # seconds
#: RFC 8301, 3.2: no verifier may believe a shorter one.
LEAST_BITS = 1024


class Unanswered(Exception):
    """Nobody answered."""


def check_mail_records(configuration: Configuration) -> Iterator[Finding]:
    """Letters without these end up among spam. Skipped, and said so, where mail stays on this machine."""
    sender = parseaddr(configuration.mail_from)[1] or f"news@{configuration.host}"
    domain = sender.rpartition("@")[2].lower()
    if configuration.demo or is_local_host(domain) or "." not in domain:
        yield well("mail records", f"not asked for: “{domain}” is a name of this machine or network")
        return
    envelope = configuration.bounces_to.rpartition("@")[2].lower() or domain
    try:
        records = _Records(_resolver(configuration.dns))
        yield _spf(envelope, records.of(envelope))
        yield _dkim(configuration.dkim_selector, domain, records)
        yield _dmarc(domain, records)
    except Unanswered as error:
        yield look(
            "mail records", f"nobody could be asked about {domain} ({error})",
            "see whether this machine has a resolver, or set STANDFIRST_DNS",
        )  # fmt: skip


class _Records:
    """Asks for TXT records."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def of(self, name: str) -> list[str]:
        """None where there are none. Raises Unanswered."""
        from dns.exception import DNSException
        from dns.resolver import NXDOMAIN, NoAnswer

        try:
            answer = self._resolver.resolve(name, "TXT")
        except (NXDOMAIN, NoAnswer):
            return []
        except (DNSException, OSError, ValueError) as error:
            raise Unanswered(type(error).__name__) from error
        return [b"".join(record.strings).decode(errors="replace") for record in answer]


def _resolver(server: str) -> Resolver:
    from dns.nameserver import Do53Nameserver
    from dns.resolver import NoResolverConfiguration, Resolver

    try:
        made = Resolver(configure=not server)
    except NoResolverConfiguration as error:
        raise Unanswered("no resolver is configured") from error
    if server:
        host, _, port = server.rpartition(":")
        made.nameservers = [Do53Nameserver(host.strip("[]"), int(port))]
    made.lifetime = PATIENCE
    return made


def _spf(domain: str, texts: list[str]) -> Finding:
    found = [text for text in texts if text.lower().split(" ")[0] == "v=spf1"]
    if not found:
        return look("SPF", f"{domain} does not say who may send its mail", "add a TXT record: v=spf1 … -all")
    if len(found) > 1:
        return broken(
            "SPF", f"{domain} has {len(found)} records, and so none that counts", "leave one of them"
        )
    terms = found[0].lower().split()
    if "+all" in terms or "all" in terms:
        return broken("SPF", f"{domain} lets everybody send its mail: “{found[0]}”", "end it in -all or ~all")
    return well("SPF", f"{domain}: {found[0]}")


def _dkim(selector: str, domain: str, records: _Records) -> Finding:
    if not selector:
        return look(
            "DKIM", "not asked for: nobody knows by which name the mail server's key goes",
            "set STANDFIRST_DKIM_SELECTOR to it",
        )  # fmt: skip
    name = f"{selector}._domainkey.{domain}"
    texts = records.of(name)
    if not texts:
        return broken(
            "DKIM", f"there is no record {name}", "publish the key with which the mail server signs"
        )
    tags = _tags(texts[0])
    key = "".join(tags.get("p", "").split())
    if not key:
        return broken("DKIM", f"{name} is revoked: its p= is empty", "publish the key that is in use")
    if tags.get("k", "rsa") == "rsa" and (said := _weakness(key)):
        return broken("DKIM", f"{name}: {said}", "make a key of 2048 bits and publish it")
    return well("DKIM", f"{name} holds a key")


def _weakness(key: str) -> str:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        found = load_der_public_key(b64decode(key, validate=True))
    except (ValueError, TypeError):
        return "its p= is no key"
    if not isinstance(found, RSAPublicKey):
        return "its p= is no RSA key"
    return f"a key of {found.key_size} bits is too short" if found.key_size < LEAST_BITS else ""


def _dmarc(domain: str, records: _Records) -> Finding:
    """Its own record, or that of the domain above it."""
    names = domain.split(".")
    for place in range(len(names) - 1):
        above = ".".join(names[place:])
        found = [text for text in records.of(f"_dmarc.{above}") if text.lower().startswith("v=dmarc1")]
        if len(found) > 1:
            return broken(
                "DMARC", f"_dmarc.{above} has several records, and so none that counts", "leave one"
            )
        if found and not (policy := _tags(found[0]).get("p", "").lower()):
            return broken(
                "DMARC", f"_dmarc.{above} has no policy: “{found[0]}”", "add p=quarantine or p=reject"
            )
        if found and policy == "none":
            return look(
                "DMARC", f"_dmarc.{above} only watches (p=none): who forges our sender is not refused",
                "once reports are clean, make it p=quarantine or p=reject",
            )  # fmt: skip
        if found:
            return well("DMARC", f"_dmarc.{above}: {found[0]}")
    return look("DMARC", f"{domain} has no record: large providers ask for one", "add _dmarc: v=DMARC1; p=…")


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, equals, value in pairs if equals}

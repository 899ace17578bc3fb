"""The paper's configuration: the environment, on top of what `standfirst init` wrote under the data folder.

Read once at start. A broken setting stops the start with one clear line that names it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from standfirst.access.crawlers import KNOWN, parse_crawlers
from standfirst.access.keys import parse_keys

from .providers import PROVIDERS_FILE, Provider, ProviderError, read_providers

ENVIRONMENT_FILE = "paper.env"
SECRETS_FILE = "secrets.json"

#: Letters of the secret that signs what is sent to a webhook.
LEAST_SECRET = 16
#: The paper's address where none is set.
LOCAL = "http://localhost:8000"


class ConfigurationError(Exception):
    """A setting that cannot be used, said in one line."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """Every setting there is. The table in docs/guides/operators.md is checked against this."""

    data: Path
    name: str
    url: str
    #: Where the newsroom has a host of its own; empty where it stands at the paper's.
    newsroom_url: str
    database_url: str
    debug: bool
    demo: bool
    secret_key: str
    pass_key: str
    vapid_key: str
    edge_secret: str
    home_edition: str
    crawlers: str
    dns: str
    smtp_url: str
    mail_from: str
    mail_reply_to: str
    #: Where letters come back to that could not be delivered; empty where nobody reads that.
    bounces_to: str
    terms_version: str
    push_hosts: tuple[str, ...]
    #: Who scores comments: nobody (empty), "local", or the address of a webhook.
    risk: str
    risk_secret: str
    webhooks: tuple[str, ...]
    webhook_secret: str
    #: Hosts of webhooks that may stand in a private network.
    webhook_hosts: tuple[str, ...]
    providers: tuple[Provider, ...]
    processes: int
    threads: int
    store_megabytes: int

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def newsroom_netloc(self) -> str:
        """The newsroom's own host, with a port that is not the usual one; empty where it has none."""
        return urlsplit(self.newsroom_url).netloc

    @property
    def is_https(self) -> bool:
        return self.url.startswith("https://")


def read_configuration(environ: Mapping[str, str] | None = None) -> Configuration:
    """Read and check everything. Raises ConfigurationError."""
    real = os.environ if environ is None else environ
    data = Path(real.get("STANDFIRST_DATA") or "paper").expanduser().resolve()
    merged = {**read_environment_file(data / ENVIRONMENT_FILE), **real}
    kept = _read_secrets(data / SECRETS_FILE)
    get = _Getter(merged)
    return Configuration(
        data=data,
        name=get.text("STANDFIRST_NAME", "The Paper"),
        url=get.url("STANDFIRST_URL", LOCAL),
        newsroom_url=get.newsroom_url("STANDFIRST_NEWSROOM_URL"),
        database_url=get.text("DATABASE_URL", f"sqlite:///{data / 'paper.sqlite3'}"),
        debug=get.flag("STANDFIRST_DEBUG"),
        demo=get.flag("STANDFIRST_DEMO"),
        secret_key=get.text("STANDFIRST_SECRET_KEY", kept.get("secret_key", "")) or secrets.token_urlsafe(48),
        pass_key=get.keys("STANDFIRST_PASS_KEY", kept.get("pass_key", "") or secrets.token_hex(32)),
        vapid_key=get.text("STANDFIRST_VAPID_KEY", kept.get("vapid_key", "")),
        edge_secret=get.text("STANDFIRST_EDGE_SECRET", ""),
        home_edition=get.text("STANDFIRST_HOME_EDITION", ""),
        crawlers=get.crawlers("STANDFIRST_CRAWLERS", KNOWN),
        dns=get.server("STANDFIRST_DNS"),
        smtp_url=get.url(
            "STANDFIRST_SMTP_URL", "smtp://localhost:25", schemes=("smtp", "smtps", "smtp+starttls")
        ),
        mail_from=get.text("STANDFIRST_MAIL_FROM", ""),
        mail_reply_to=get.text("STANDFIRST_MAIL_REPLY_TO", ""),
        bounces_to=get.mailbox("STANDFIRST_BOUNCES_TO"),
        terms_version=get.short("STANDFIRST_TERMS_VERSION", "1", longest=40),
        push_hosts=tuple(get.text("STANDFIRST_PUSH_HOSTS", "").replace(",", " ").split()),
        risk=get.scorer("STANDFIRST_RISK"),
        risk_secret=get.secret_for("STANDFIRST_RISK", "STANDFIRST_RISK_SECRET"),
        webhooks=tuple(get.text("STANDFIRST_WEBHOOKS", "").split()),
        webhook_secret=get.secret_for("STANDFIRST_WEBHOOKS", "STANDFIRST_WEBHOOK_SECRET"),
        webhook_hosts=tuple(get.text("STANDFIRST_WEBHOOK_HOSTS", "").split()),
        providers=get.providers("STANDFIRST_PROVIDERS", data),
        processes=get.number("STANDFIRST_PROCESSES", 1, least=1, most=64),
        threads=get.number("STANDFIRST_THREADS", 4, least=1, most=64),
        store_megabytes=get.number("STANDFIRST_STORE_MEGABYTES", 64, least=1, most=65536),
    )


@dataclass(frozen=True, slots=True)
class _Getter:
    environ: Mapping[str, str]

    def text(self, name: str, default: str) -> str:
        return self.environ.get(name, "").strip() or default

    def short(self, name: str, default: str, *, longest: int) -> str:
        value = self.text(name, default)
        if len(value) > longest or not value.isprintable():
            raise ConfigurationError(
                f"{name}: “{value}” is longer than {longest} letters, or not to be printed"
            )
        return value

    def flag(self, name: str) -> bool:
        value = self.text(name, "no").lower()
        if value in {"yes", "true", "on", "1"}:
            return True
        if value in {"no", "false", "off", "0"}:
            return False
        raise ConfigurationError(f"{name}: “{value}” is neither yes nor no")

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and least <= int(value[:9]) <= most:
            return int(value)
        raise ConfigurationError(f"{name}: “{value}” is not a whole number from {least} to {most}")

    def keys(self, name: str, default: str) -> str:
        text = self.text(name, default)
        try:
            parse_keys(text)
        except ValueError as error:
            raise ConfigurationError(f"{name}: {error}") from error
        return text

    def providers(self, name: str, data: Path) -> tuple[Provider, ...]:
        """Those in the file of this setting, which must be there then; else in the folder's, if it is there."""
        value = self.text(name, "")
        path = data / (value or PROVIDERS_FILE)  # an absolute path stays what it is
        if value and not path.is_file():
            raise ConfigurationError(f"{name}: there is no file {path}")
        try:
            return read_providers(path)
        except (ProviderError, OSError) as error:
            raise ConfigurationError(f"{name}: {error}") from error

    def crawlers(self, name: str, default: str) -> str:
        text = self.text(name, default)
        try:
            parse_crawlers(text)
        except ValueError as error:
            raise ConfigurationError(f"{name}: {error}") from error
        return text

    def scorer(self, name: str) -> str:
        """Nothing, "local", or an address; without encryption only on this machine."""
        value = self.text(name, "")
        if value == "local" and not find_spec("sklearn"):
            raise ConfigurationError(f"{name}: “local” needs scikit-learn: pip install 'standfirst[risk]'")
        if value in {"", "local"}:
            return value
        url = self.url(name, "")
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
            raise ConfigurationError(f"{name}: readers' words leave this machine by https:// only")
        return url

    def secret_for(self, name: str, secret: str) -> str:
        """The secret with which questions to an address are signed."""
        value = self.text(secret, "")
        if "://" in self.text(name, "") and len(value) < LEAST_SECRET:
            raise ConfigurationError(f"{secret}: at least {LEAST_SECRET} letters, as {name} is an address")
        return value

    def mailbox(self, name: str) -> str:
        """An address to whose local part a mark can be added; or nothing."""
        value = self.text(name, "")
        local, at, host = value.rpartition("@")
        if value and not (at and "." in host and re.fullmatch(r"[A-Za-z0-9._-]{1,20}", local)):
            raise ConfigurationError(
                f"{name}: “{value}” is no plain address, such as bounces@harbour.example"
            )
        return value

    def server(self, name: str) -> str:
        """host:port, where the host is an IP address; or nothing."""
        value = self.text(name, "")
        host, _, port = value.rpartition(":")
        try:
            good = not value or (bool(ip_address(host.strip("[]"))) and 0 < int(port) < 65536)
        except ValueError:
            good = False
        if not good:
            raise ConfigurationError(f"{name}: “{value}” is no address and port, such as 127.0.0.1:53")
        return value

    def newsroom_url(self, name: str) -> str:
        """Another host than the paper's, by the same scheme: cookies are either for https alone or not."""
        paper = urlsplit(self.url("STANDFIRST_URL", LOCAL))
        if not self.text(name, ""):
            return ""
        parts = urlsplit(self.url(name, ""))
        if parts.path or parts.query or parts.hostname == paper.hostname or parts.scheme != paper.scheme:
            raise ConfigurationError(
                f"{name}: must be {paper.scheme}:// and a host that is not the paper's own, and no more"
            )
        return parts.geturl()

    def url(self, name: str, default: str, *, schemes: tuple[str, ...] = ("http", "https")) -> str:
        value = self.text(name, default).rstrip("/")
        try:
            parts = urlsplit(value)
            good = parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            good = False
        if not good:
            raise ConfigurationError(
                f"{name}: “{value}” is no address that starts with {' or '.join(schemes)}://"
            )
        return value


def read_environment_file(path: Path) -> dict[str, str]:
    """NAME=value lines; blank lines and # comments are passed over. Raises ConfigurationError."""
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        name, equals, value = line.strip().partition("=")
        if not name or name.startswith("#"):
            continue
        if not equals or not name.replace("_", "").isalnum():
            raise ConfigurationError(f"{path}:{number}: not a line of the form NAME=value")
        found[name] = value.strip()
    return found


def read_pass_key(data: Path, environ: Mapping[str, str] | None = None) -> str:
    """The keys of passes as they are written down now; empty where nobody wrote any. Raises ConfigurationError.

    Read again while the paper runs; everything else is read once, at the start.
    """
    real = os.environ if environ is None else environ
    said = real.get("STANDFIRST_PASS_KEY", "").strip()
    return (
        said
        or read_environment_file(data / ENVIRONMENT_FILE).get("STANDFIRST_PASS_KEY", "")
        or read_secrets(data).get("pass_key", "")
    )


def read_secrets(data: Path) -> dict[str, str]:
    """What `secrets.json` holds; nothing where there is none. Raises ConfigurationError."""
    return _read_secrets(data / SECRETS_FILE)


def write_secrets(data: Path, kept: Mapping[str, str]) -> None:
    """Put these in the place of what `secrets.json` holds, at once and for its owner alone. Raises OSError."""
    path = data / SECRETS_FILE
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(dict(kept), indent=1))
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _read_secrets(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ConfigurationError(f"{path}: not readable as JSON ({error})") from error
    if not isinstance(kept, dict) or not all(isinstance(value, str) for value in kept.values()):
        raise ConfigurationError(f"{path}: must be an object of texts")
    return kept

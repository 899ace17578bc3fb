"""The paper's configuration: the environment, on top of what `standfirst init` wrote under the data folder.

Read once at start. A broken setting stops the start with one clear line that names it.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from standfirst.access.crawlers import KNOWN

from .providers import Provider
from .values import LOCAL, Getter
from .values import ConfigurationError as ConfigurationError

ENVIRONMENT_FILE = "paper.env"
SECRETS_FILE = "secrets.json"
#: How mail may leave: in the clear, over TLS from the start, or after asking for it.
SMTP = ("smtp", "smtps", "smtp+starttls")


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
    #: By which the mail server proves itself where it says what came back; empty: nobody may.
    bounce_secret: str
    #: The name of the key with which the mail server signs (RFC 6376), for the doctor.
    dkim_selector: str
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
    get = Getter(merged)
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
        smtp_url=get.url("STANDFIRST_SMTP_URL", "smtp://localhost:25", schemes=SMTP),
        mail_from=get.text("STANDFIRST_MAIL_FROM", ""),
        mail_reply_to=get.text("STANDFIRST_MAIL_REPLY_TO", ""),
        bounces_to=get.mailbox("STANDFIRST_BOUNCES_TO"),
        bounce_secret=get.secret("STANDFIRST_BOUNCE_SECRET"),
        dkim_selector=get.short("STANDFIRST_DKIM_SELECTOR", "", longest=63),
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

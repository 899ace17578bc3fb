"""Reading the values of settings: each kind says in one line what is wrong with a value that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from standfirst.access.crawlers import parse_crawlers
from standfirst.access.keys import parse_keys

from .providers import PROVIDERS_FILE, Provider, ProviderError, read_providers

#: Letters of a secret that is sent, or that signs what is.
LEAST_SECRET = 16
#: The paper's address where none is set.
LOCAL = "http://localhost:8000"


class ConfigurationError(Exception):
    """A setting that cannot be used, said in one line."""


@dataclass(frozen=True, slots=True)
class Getter:
    """What the environment says, by the names of settings."""

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

    def secret(self, name: str) -> str:
        """A secret that others send; or nothing."""
        value = self.text(name, "")
        if value and len(value) < LEAST_SECRET:
            raise ConfigurationError(f"{name}: at least {LEAST_SECRET} letters")
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

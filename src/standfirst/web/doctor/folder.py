"""The data folder: there, ours alone, with room; and the secrets in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from standfirst.web.configuration import ENVIRONMENT_FILE, SECRETS_FILE, Configuration
from standfirst.web.providers import PROVIDERS_FILE

from .findings import Finding, broken, look, well

#: Bytes left on the disk below which an editor should not upload a picture any more.
LITTLE_ROOM = 512 * 1024 * 1024
_OTHERS = 0o077


def check_folder(configuration: Configuration) -> Iterator[Finding]:
    data = configuration.data
    if not (data / ENVIRONMENT_FILE).is_file() and not configuration.database_url.startswith("postgres"):
        yield broken("folder", f"{data} holds no paper", f"run: standfirst init --data {data}")
        return
    if data.stat().st_mode & _OTHERS:
        yield broken("folder", f"{data} is open to others on this machine", f"run: chmod 700 {data}")
    else:
        yield well("folder", f"{data} is this paper's alone")
    for name in ("media", "static"):
        if not os.access(data / name, os.W_OK):
            yield broken(
                "folder", f"{data / name} cannot be written", f"make it: mkdir -p -m 700 {data / name}"
            )
    if not (data / "static" / "staticfiles.json").is_file():
        yield broken(
            "assets", "scripts and styles are not in place", f"run: standfirst collectstatic --data {data}"
        )
    free = shutil.disk_usage(data).free
    if free < LITTLE_ROOM:
        yield broken(
            "disk", f"only {free // 2**20} MB are free under {data}", "make room, or move the folder"
        )


def check_secrets(configuration: Configuration) -> Iterator[Finding]:
    path = configuration.data / SECRETS_FILE
    for file in (path, configuration.data / ENVIRONMENT_FILE, configuration.data / PROVIDERS_FILE):
        if file.is_file() and file.stat().st_mode & _OTHERS:
            yield broken("secrets", f"{file} can be read by others on this machine", f"run: chmod 600 {file}")
    in_environment = all(os.environ.get(name) for name in ("STANDFIRST_SECRET_KEY", "STANDFIRST_PASS_KEY"))
    if path.is_file() or in_environment:
        yield well("secrets", "the keys are kept, so readers stay signed in over a restart")
    else:
        yield broken(
            "secrets",
            f"{path} is missing: every start makes new keys, and signs every reader out",
            f"run: standfirst init --data {configuration.data}",
        )
    yield _vapid(configuration)


def _vapid(configuration: Configuration) -> Finding:
    from standfirst.notices.push.encryption import Vapid

    if not configuration.vapid_key:
        return look(
            "web push",
            "there is no VAPID key: nothing is pushed",
            "run standfirst init again, or set STANDFIRST_VAPID_KEY",
        )
    try:
        Vapid.from_hex(configuration.vapid_key, contact=configuration.url)
    except ValueError:
        return broken(
            "web push",
            "the VAPID key is no P-256 private key",
            "set STANDFIRST_VAPID_KEY to 64 hexadecimal digits",
        )
    return well("web push", "the VAPID key is good")

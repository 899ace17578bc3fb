"""Make a paper: its folder, secrets, database, editions and standing pages.

Asks, with good defaults, for what the flags leave open. May be run again: what is there is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..command import CommandFailed
from ..configuration import ENVIRONMENT_FILE, SECRETS_FILE

EXAMPLE = (
    "standfirst init --data paper --name 'The Harbour Post' --url https://harbour.example "
    "--edition uk:UK:en-GB:Europe/London:registered:3:GB,IE --edition us:US:en-US:America/New_York:open:US"
)
DEFAULT_EDITION = "home:Home:en-GB:Europe/London:open"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", help="the paper's name")
    parser.add_argument("--url", help="its address, such as https://harbour.example")
    parser.add_argument(
        "--edition",
        action="append",
        metavar="SLUG:NAME:LANGUAGE:ZONE:WALL[:COUNTRIES]",
        help="an edition; WALL is open, registered:3 or metered:3:5/30:10/30; COUNTRIES are GB,IE; repeat for more",
    )
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    data = Path(args.data or os.environ.get("STANDFIRST_DATA") or "paper").expanduser().resolve()
    asks = sys.stdin.isatty()
    name = args.name or _ask(asks, "The paper's name", "The Paper")
    url = args.url or _ask(asks, "Its address", "http://localhost:8000")
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise CommandFailed(f"--url: “{url}” is no address that starts with http:// or https://")
    texts = args.edition or [
        _ask(asks, "An edition (SLUG:NAME:LANGUAGE:ZONE:WALL[:COUNTRIES])", DEFAULT_EDITION)
    ]
    editions = [parse_edition(text, order) for order, text in enumerate(texts)]
    make_folder(data, name=name, url=url.rstrip("/"))
    os.environ["STANDFIRST_DATA"] = str(data)
    made = make_paper(editions)
    if args.json:
        print(json.dumps({"data": str(data), "name": name, "url": url, "editions": made}))
    else:
        print(f"{name} is made, in {data}.")
        print("Next, an editor who can sign in:")
        print(f"  standfirst createstaff --data {data} ada@example.org --name 'Ada Lund' --role editor")
        print(f"then start it:\n  standfirst run --data {data} --port {urlsplit(url).port or 8000}")
    return 0


def parse_edition(text: str, order: int = 0) -> dict[str, Any]:
    """Read SLUG:NAME:LANGUAGE:ZONE:WALL[:COUNTRIES]. Raises CommandFailed with what is wrong."""
    parts = [part.strip() for part in text.split(":")]
    if len(parts) < 5 or not all(parts[:5]):
        raise CommandFailed(f"--edition: “{text}” is not SLUG:NAME:LANGUAGE:ZONE:WALL[:COUNTRIES]")
    slug, name, language, zone, wall, *rest = parts
    while rest and rest[0][:1].isdigit():  # a wall's numbers; countries are letters
        wall = f"{wall}:{rest.pop(0)}"
    countries = [code.strip().upper() for code in rest.pop(0).split(",") if code.strip()] if rest else []
    if rest:
        raise CommandFailed(f"--edition: “{text}” has too many parts")
    return {
        "slug": slug, "name": name, "language": language, "time_zone": zone, "wall": wall,
        "countries": countries, "order": order,
    }  # fmt: skip


def make_folder(data: Path, *, name: str, url: str, extra: dict[str, str] | None = None) -> None:
    """The data folder, readable by its owner alone, with settings and secrets."""
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    for folder in ("media", "static", "templates"):
        (data / folder).mkdir(exist_ok=True)
    lines = {"STANDFIRST_NAME": name, "STANDFIRST_URL": url, **(extra or {})}
    settings_file = data / ENVIRONMENT_FILE
    text = "# Settings of this paper; the environment has the last word. See docs/guides/operators.md.\n"
    text += "".join(f"{key}={re.sub(chr(10), ' ', value)}\n" for key, value in lines.items())
    _write_private(settings_file, text)
    if not (data / SECRETS_FILE).exists():
        _write_private(data / SECRETS_FILE, json.dumps(new_secrets(), indent=1))


def new_secrets() -> dict[str, str]:
    """Keys for sessions, passes and web push (VAPID, RFC 8292: P-256)."""
    from cryptography.hazmat.primitives.asymmetric import ec

    private = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return {
        "secret_key": secrets.token_urlsafe(48),
        "pass_key": secrets.token_hex(32),
        "vapid_key": private.to_bytes(32, "big").hex(),
    }


def make_paper(editions: list[dict[str, Any]]) -> list[str]:
    """Database, editions, the tree's root and the standing pages. Returns the editions' slugs."""
    import django
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.management import call_command
    from django.db import transaction

    django.setup()
    from standfirst.editions.models import Edition
    from standfirst.newsroom.desk.roles import make_roles
    from standfirst.newsroom.fronts.actions import make_fronts
    from standfirst.newsroom.stories.actions import make_root, make_standing_pages

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with transaction.atomic():
        for fields in editions:
            edition = Edition.objects.filter(slug=fields["slug"]).first() or Edition(**fields)
            try:
                edition.full_clean()
            except ValidationError as error:
                said = "; ".join(f"{key}: {' '.join(texts)}" for key, texts in error.message_dict.items())
                raise CommandFailed(f"--edition {fields['slug']}: {said}") from error
            edition.save()
        make_root()
        make_standing_pages(paper=settings.PAPER_NAME)
        make_roles()
        make_fronts()
    return [fields["slug"] for fields in editions]


def _ask(asks: bool, question: str, default: str) -> str:
    if not asks:
        return default
    return input(f"{question} [{default}]: ").strip() or default


def _write_private(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    path.chmod(0o600)

"""The list of checks, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Iterator

from standfirst.web.configuration import Configuration

from .database import check_clock, check_database, is_ready
from .findings import Check, Finding
from .folder import check_folder, check_secrets
from .mail_records import check_mail_records
from .paper import check_editions, check_home_edition, check_staff, check_standing_pages
from .public import check_address, check_mail, check_newsroom, check_push_hosts
from .sign_in import check_providers
from .webhooks import check_webhooks

WITHOUT_DATABASE: tuple[Check, ...] = (
    check_folder,
    check_secrets,
    check_address,
    check_newsroom,
    check_mail,
    check_mail_records,
    check_push_hosts,
    check_providers,
    check_database,
)
WITH_DATABASE: tuple[Check, ...] = (
    check_editions, check_home_edition, check_standing_pages, check_staff, check_clock, check_webhooks,
)  # fmt: skip


def examine(configuration: Configuration) -> Iterator[Finding]:
    """Walk all checks. Those that ask the database are left out where it would not answer."""
    for check in WITHOUT_DATABASE:
        yield from check(configuration)
    if is_ready():
        for check in WITH_DATABASE:
            yield from check(configuration)

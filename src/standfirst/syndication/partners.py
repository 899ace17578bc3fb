"""Verbs about partners: make, give a new key, revoke; and recognise one by the key that came with a request."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Section

from .models import Partner, PartnerUse
from .partner_keys import NOTHING, make_key, parse_key

MADE, CHANGED = "standfirst.partner_made", "standfirst.partner_changed"
NEW_KEY, REVOKED = "standfirst.partner_key", "standfirst.partner_revoked"
LEAKED = "standfirst.partner_key_in_query"
KEPT_FOR = timedelta(days=90)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


class Refused(Exception):
    """Why a request is not answered: a status, words, and perhaps the seconds until it is worth trying again."""

    def __init__(self, status: int, words: str, *, again_in: int = 0) -> None:
        super().__init__(words)
        self.status = status
        self.again_in = again_in


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a partner may have. No sections: all of them."""

    editions: Collection[Edition]
    formats: Collection[str]
    sections: Collection[Section] = ()


@transaction.atomic
def make_partner(*, agreement: Agreement, **fields: Any) -> tuple[Partner, str]:
    """A partner and the key, which is told this once and kept nowhere. On record.

    Raises ValidationError, in words, for an agreement that cannot be.
    """
    key = make_key()
    partner = Partner(key_name=key.name, key_digest=key.digest, **fields)
    _agree(partner, agreement)
    log(instance=partner, action=MADE, data=_terms(partner))
    return partner, str(key)


@transaction.atomic
def change_partner(*, partner: Partner, agreement: Agreement) -> None:
    """Keep what was changed in `partner`, and its agreement. On record. Raises ValidationError, in words."""
    _agree(partner, agreement)
    log(instance=partner, action=CHANGED, data=_terms(partner))


@transaction.atomic
def give_new_key(*, partner: Partner) -> str:
    """A new key in place of the old one, which is worth nothing from now on. Told this once. On record."""
    key = make_key()
    partner.key_name, partner.key_digest = key.name, key.digest
    partner.revoked_at = partner.seen_in_query_at = None
    partner.save()
    log(instance=partner, action=NEW_KEY, data={"key": key.name})
    return str(key)


@transaction.atomic
def revoke(*, partner: Partner) -> None:
    """The key is worth nothing from this moment: it is looked at with every request. On record."""
    partner.revoked_at = timezone.now()
    partner.save(update_fields=["revoked_at"])
    log(instance=partner, action=REVOKED, data={"key": partner.key_name})


def _agree(partner: Partner, agreement: Agreement) -> None:
    unknown = set(agreement.formats) - set(Partner.Format.values)
    if unknown or not agreement.formats:
        raise ValidationError(
            {"formats": _("Choose at least one of: %s.") % ", ".join(Partner.Format.values)}
        )
    if not agreement.editions:
        raise ValidationError({"editions": _("Choose at least one edition.")})
    partner.formats = sorted(set(agreement.formats))
    partner.full_clean()
    partner.save()
    partner.editions.set(agreement.editions)
    partner.sections.set(agreement.sections)


def _terms(partner: Partner) -> dict[str, Any]:
    return {
        "key": partner.key_name,
        "gets": partner.gets,
        "formats": partner.formats,
        "editions": [edition.slug for edition in partner.editions.all()],
        "sections": [section.slug for section in partner.sections.all()],
        "with_agencies": partner.with_agencies,
        "per_minute": partner.per_minute,
        "per_day": partner.per_day,
        "last_day": str(partner.last_day or ""),
    }


def recognise(text: str) -> Partner:
    """Whose key this is. Raises Refused: nobody's, revoked, or over. Only its holder is told that it was revoked."""
    key = parse_key(text)
    partner = Partner.objects.filter(key_name=key.name).first() if key else None
    fits = key is not None and key.fits(partner.key_digest if partner else NOTHING)
    if partner is None or not fits:
        raise Refused(401, _("This is no key of ours. Ask the paper for one."))
    if partner.is_revoked:
        raise Refused(403, _("This key was revoked. Ask the paper for a new one."))
    if partner.is_over(datetime.now(UTC).date()):
        raise Refused(403, _("The agreement for this key has come to its end."))
    return partner


@transaction.atomic
def count(*, partner: Partner, asked: str, network: str) -> PartnerUse:
    """Note a request, if the limits allow it. Raises Refused (429) otherwise; what is refused so is not noted."""
    Partner.objects.select_for_update().get(pk=partner.pk)  # two at once are counted one after the other
    now = timezone.now()
    uses = PartnerUse.objects.filter(partner=partner)
    for limit, span in ((partner.per_minute, MINUTE), (partner.per_day, DAY)):
        within = uses.filter(at__gt=now - span).order_by("at")
        if within.count() >= limit:
            first: datetime = within.values_list("at", flat=True)[0]
            again_in = max(1, int((first + span - now).total_seconds()) + 1)
            raise Refused(429, _("That is more than was agreed. Please come back later."), again_in=again_in)
    return PartnerUse.objects.create(partner=partner, asked=asked[:200], network=network[:45], at=now)


def seen_in_query(text: str) -> None:
    """A key stood in a query, and so in somebody's log. If it is one of ours, that is put on record."""
    try:
        partner = recognise(text)
    except Refused:
        return
    with transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(seen_in_query_at=timezone.now())
        log(instance=partner, action=LEAKED, data={"key": partner.key_name})


def sweep_uses() -> bool:
    """Forget what is older than ninety days."""
    PartnerUse.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    return False

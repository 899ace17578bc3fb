"""One instant, said in one place's own time. Pure; names from tzdata and CLDR (through Babel)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_datetime, get_timezone_name

FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class LocalTime:
    """An instant as a reader of one edition reads it."""

    text: str  #: "Tuesday 12 September 2023 05:57 EDT"
    iso: str  #: "2023-09-12T09:57:00Z"
    zone_name: str  #: "Eastern Daylight Time"


@lru_cache(maxsize=64)
def locale_for(language: str) -> Locale:
    """Babel's locale for a BCP 47 tag; English where CLDR has none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        primary = language.partition("-")[0]
        return locale_for(primary) if primary != language else Locale(FALLBACK_LANGUAGE)


def short_zone_name(local: datetime, locale: Locale) -> str:
    """The zone's short name: tzdata's letters in English, else CLDR's, else "GMT+4"."""
    tzname = local.tzname() or ""
    if locale.language == FALLBACK_LANGUAGE and tzname.isalpha():
        return tzname
    return _cldr_name(local, locale, "short") or gmt_offset(local)


@lru_cache(maxsize=1024)
def cldr_zone(zone: str) -> str:
    """The name by which CLDR's tables know an IANA zone: Europe/Kiev for Europe/Kyiv; itself where none does.

    Babel's alias table points from old names to new ones, but its table of metazones still has the old.
    """
    aliases, known = get_global("zone_aliases"), get_global("meta_zones")
    canonical = aliases.get(zone, zone)
    same = [zone, canonical, *sorted(old for old, new in aliases.items() if new == canonical)]
    return next((name for name in same if name in known), zone)


def _cldr_name(local: datetime, locale: Locale, width: str) -> str:
    # Babel's own get_timezone_name falls back to "United Arab Emirates Time" where CLDR has no
    # short name, which no dateline can carry, and misses zones that IANA renamed: so we read the tables.
    zone = cldr_zone(getattr(local.tzinfo, "key", ""))
    season = "daylight" if local.dst() else "standard"
    metazone = get_global("meta_zones").get(zone)
    for table in (locale.time_zones.get(zone), locale.meta_zones.get(metazone)):
        name = (table or {}).get(width, {}).get(season)
        if name and name != "∅∅∅":
            return str(name)
    return ""


def gmt_offset(local: datetime) -> str:
    """ "GMT+4", "GMT-3:30", "GMT"."""
    offset = local.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    if minutes == 0:
        return "GMT"
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")


def local_time(instant: datetime, *, zone: str, language: str, short: bool = False) -> LocalTime:
    """Say `instant` (which must know its zone) in `zone`, in `language`.

    The short form is for lists: "12 Sept 2023 05:57 EDT". It too says its zone.
    Raises ValueError for a naive instant: a date without a zone is a guess.
    """
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError("an instant must know its time zone")
    local = instant.astimezone(ZoneInfo(zone))
    locale = locale_for(language)
    day = local_day(local.date(), language=language, short=short)
    clock = format_datetime(local, "HH:mm", tzinfo=local.tzinfo, locale=locale)
    return LocalTime(
        text=f"{day} {clock} {short_zone_name(local, locale)}",
        iso=iso_utc(instant),
        zone_name=_cldr_name(local, locale, "long") or get_timezone_name(local, width="long", locale=locale),
    )


def local_day(day: date, *, language: str, short: bool = True) -> str:
    """A day of a calendar, which is no instant and needs no zone: “12 Sept 2023”, or “Tuesday 12 September 2023”."""
    locale = locale_for(language)
    if locale.language == FALLBACK_LANGUAGE:
        form = "d MMM y" if short else "EEEE d MMMM y"
    else:
        form = "medium" if short else "full"
    return format_date(day, form, locale=locale)


def local_month(instant: datetime, *, zone: str, language: str) -> str:
    """The month alone: “September 2023”."""
    return format_date(instant.astimezone(ZoneInfo(zone)).date(), "LLLL y", locale=locale_for(language))


def iso_utc(instant: datetime) -> str:
    """RFC 3339 in UTC, to the second: "2023-09-12T09:57:00Z"."""
    return instant.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")

"""One instant, in one place's own time."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.kit.zones import gmt_offset, local_time

BRIDGE = datetime(2023, 9, 12, 9, 57, tzinfo=UTC)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
instants = st.integers(86_400, 2_145_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))


@pytest.mark.parametrize(
    ("zone", "language", "text", "zone_name"),
    [
        ("America/New_York", "en-US", "Tuesday 12 September 2023 05:57 EDT", "Eastern Daylight Time"),
        ("Europe/London", "en-GB", "Tuesday 12 September 2023 10:57 BST", "British Summer Time"),
        ("Europe/Berlin", "de", "Dienstag, 12. September 2023 11:57 MESZ", "Mitteleuropäische Sommerzeit"),
        (
            "America/New_York",
            "de",
            "Dienstag, 12. September 2023 05:57 GMT-4",
            "Nordamerikanische Ostküsten-Sommerzeit",
        ),
        ("Asia/Dubai", "en-US", "Tuesday 12 September 2023 13:57 GMT+4", "Gulf Standard Time"),
        ("Asia/Kolkata", "de", "Dienstag, 12. September 2023 15:27 GMT+5:30", "Indische Normalzeit"),
        ("Europe/Kyiv", "en-GB", "Tuesday 12 September 2023 12:57 EEST", "Eastern European Summer Time"),
        ("UTC", "en-GB", "Tuesday 12 September 2023 09:57 UTC", "Coordinated Universal Time"),
    ],
)
def test_each_edition_says_the_same_instant_in_its_own_time(zone, language, text, zone_name):
    said = local_time(BRIDGE, zone=zone, language=language)
    assert (said.text, said.iso, said.zone_name) == (text, "2023-09-12T09:57:00Z", zone_name)


@given(instants, st.sampled_from(ZONES), st.sampled_from(["en-GB", "en-US", "de", "sv", "ar", "zh-Hant"]))
def test_every_zone_at_every_instant_has_a_name_and_the_right_clock(instant, zone, language):
    said = local_time(instant, zone=zone, language=language)
    name = said.text.rsplit(" ", 1)[-1]
    assert name
    assert not re.fullmatch(r"[+-]\d+", name)
    assert datetime.fromisoformat(said.iso) == instant.replace(microsecond=0)
    if language == "en-GB":
        assert f" {instant.astimezone(ZoneInfo(zone)):%H:%M} " in said.text


@given(
    st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"]),
    st.integers(1980, 2036),
)
def test_on_change_over_days_the_name_follows_the_clock(zone, year):
    hour, place = timedelta(hours=1), ZoneInfo(zone)
    at = datetime(year, 1, 1, tzinfo=UTC)
    for _ in range(0, 366 * 24, 12):
        at += 12 * hour
        if at.astimezone(place).utcoffset() != (at + 12 * hour).astimezone(place).utcoffset():
            break
    for step in range(13):
        moment = at + step * hour
        local = moment.astimezone(place)
        name = local_time(moment, zone=zone, language="en-GB").text.rsplit(" ", 1)[-1]
        assert name in {local.tzname(), gmt_offset(local)}


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        local_time(BRIDGE.replace(tzinfo=None), zone="UTC", language="en")


@pytest.mark.parametrize(
    ("zone", "language", "text"),
    [
        ("America/New_York", "en-US", "12 Sep 2023 05:57 EDT"),
        ("Europe/London", "en-GB", "12 Sept 2023 10:57 BST"),
        ("Europe/Berlin", "de", "12.09.2023 11:57 MESZ"),
    ],
)
def test_the_short_form_for_lists_names_the_zone_too(zone, language, text):
    assert local_time(BRIDGE, zone=zone, language=language, short=True).text == text

"""The paper itself: its editions, which rule decides whose wall holds, its standing pages, its staff."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from standfirst.web.configuration import Configuration

from .findings import Finding, broken, look, well

#: People of whom more are only counted.
MOST_NAMED = 5


def check_editions(configuration: Configuration) -> Iterator[Finding]:
    from standfirst.editions.models import Edition

    editions = list(Edition.objects.all())
    if not editions:
        yield broken(
            "editions", "there is none", f"run: standfirst init --data {configuration.data} --edition …"
        )
    for edition in editions:
        try:
            edition.full_clean()
        except ValidationError as error:
            said = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            yield broken("editions", f"{edition.slug}: {said}", "mend it in the newsroom, under Editions")
        else:
            yield well(
                "editions", f"{edition.slug}: {edition.language}, {edition.time_zone}, wall {edition.wall}"
            )
    countries: dict[str, str] = {}
    for edition in editions:
        for country in edition.countries:
            first = countries.setdefault(country, edition.slug)
            if first != edition.slug:
                yield look(
                    "editions",
                    f"{country} is in {first} and in {edition.slug}; {first} gets it",
                    "name it once",
                )


def check_home_edition(configuration: Configuration) -> Iterator[Finding]:
    """Which rule says whose wall a visitor meets."""
    from standfirst.editions.models import Edition

    slugs = {edition.slug for edition in Edition.objects.all()}
    walls = {edition.wall for edition in Edition.objects.all()}
    fixed = configuration.home_edition
    if fixed and fixed not in slugs:
        yield broken(
            "home edition",
            f"STANDFIRST_HOME_EDITION is “{fixed}”, which is no edition",
            f"one of: {', '.join(sorted(slugs))}",
        )
    elif configuration.edge_secret:
        otherwise = f"“{fixed}”" if fixed else "the edition on show"
        yield well("home edition", f"the country decides that a trusted edge names; without one, {otherwise}")
    elif fixed:
        yield well("home edition", f"always “{fixed}”, by STANDFIRST_HOME_EDITION")
    elif len(walls) > 1:
        yield look(
            "home edition",
            "the edition on show decides: a click on the switch leaves a wall behind",
            "let an edge name the country (STANDFIRST_EDGE_SECRET), or set STANDFIRST_HOME_EDITION",
        )
    else:
        yield well("home edition", "the edition on show; all walls are the same")


def check_standing_pages(configuration: Configuration) -> Iterator[Finding]:
    del configuration
    from standfirst.newsroom.stories.models import StandingPage
    from standfirst.newsroom.stories.standing import gaps_in

    pages = list(StandingPage.objects.live())
    if not pages:
        yield look(
            "standing pages", "there are none", "write About, Imprint, Privacy and Terms in the newsroom"
        )
    whole = 0
    for page in pages:
        gaps = [words for text in page.texts for words in gaps_in(text)]
        whole += not gaps
        if gaps:
            more = f" and {len(gaps) - 2} more" if len(gaps) > 2 else ""
            yield look(
                "standing pages",
                f"{page.address} has gaps: {'; '.join(gaps[:2])}{more}",
                "fill them in the newsroom",
            )
    if whole:
        yield well("standing pages", f"{whole} have no gaps")


def check_staff(configuration: Configuration) -> Iterator[Finding]:
    from allauth.mfa.models import Authenticator

    from standfirst.readers.models import Reader

    staff = Reader.objects.filter(is_staff=True, is_active=True)
    factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    bare = list(staff.exclude(pk__in=factors.values("user")).order_by("name", "pk"))
    if not staff.exists():
        yield look(
            "staff", "nobody can sign in to the newsroom",
            f"run: standfirst createstaff --data {configuration.data} ada@example.org --name 'Ada Lund' --role editor",
        )  # fmt: skip
    elif configuration.demo:
        yield look(
            "staff",
            f"{staff.count()} may enter the newsroom by a password alone: the demo asks for no second proof",
            "a real paper always does",
        )
    elif bare:
        names = ", ".join(f"{one.get_full_name()} ({one.email})" for one in bare[:MOST_NAMED])
        more = f" and {len(bare) - MOST_NAMED} more" if len(bare) > MOST_NAMED else ""
        yield look(
            "staff",
            f"{len(bare)} of {staff.count()} have no second proof yet: {names}{more}",
            "the newsroom stays closed to them until they set one up, when they sign in",
        )
    else:
        yield well("staff", f"{staff.count()} may enter the newsroom, all with a second proof")

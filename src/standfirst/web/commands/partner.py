"""Partners: other papers and services that get our stories by a key of their own.

add NAME      make one; the key is printed once
list          all of them, and when they last asked
newkey NAME   a new key; the old one ends
revoke NAME   the key is worth nothing from now on
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst partner add 'Northern Wire' --edition uk --section world --format atom --per-day 500"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["add", "list", "newkey", "revoke"], metavar="ACT", help="see above")
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="the partner's name")
    parser.add_argument("--edition", action="append", default=[], help="an edition's slug; repeat for more")
    parser.add_argument("--section", action="append", default=[], help="a section's slug; none means all")
    parser.add_argument(
        "--format", action="append", default=[], help="atom, rss, json or article; none means all"
    )
    parser.add_argument("--leads", action="store_true", help="leads alone, not whole stories")
    parser.add_argument("--with-agencies", action="store_true", help="also stories that came from an agency")
    parser.add_argument("--per-minute", type=int, default=30, help="requests a minute (default 30)")
    parser.add_argument("--per-day", type=int, default=2000, help="requests a day (default 2000)")
    parser.add_argument("--until", type=date.fromisoformat, help="the last day, as 2027-01-31")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.core.exceptions import ValidationError
    from django.db import DatabaseError

    if args.act != "list" and not args.name:
        raise CommandFailed(f"partner {args.act}: say which, by its name")
    try:
        told = {"add": _add, "list": _list, "newkey": _new_key, "revoke": _revoke}[args.act](args)
    except ValidationError as error:
        raise CommandFailed("; ".join(error.messages)) from error
    except DatabaseError as error:
        raise CommandFailed(f"the paper's database cannot be used ({error})") from error
    if args.json:
        print(json.dumps(told))
    else:
        print("\n".join(_lines(told)))
    return 0


def _add(args: argparse.Namespace) -> dict[str, Any]:
    from standfirst.editions.models import Edition
    from standfirst.newsroom.stories.models import Section
    from standfirst.syndication.models import Partner
    from standfirst.syndication.partners import Agreement, make_partner

    agreement = Agreement(
        editions=_found(Edition, args.edition, "edition"),
        formats=args.format or Partner.Format.values,
        sections=_found(Section, args.section, "section"),
    )
    partner, key = make_partner(
        agreement=agreement,
        name=args.name,
        gets=Partner.Gets.LEAD if args.leads else Partner.Gets.WHOLE,
        with_agencies=args.with_agencies,
        per_minute=args.per_minute,
        per_day=args.per_day,
        last_day=args.until,
    )
    return {"name": partner.name, "key": key, "feed": _feed(key)}


def _list(_args: argparse.Namespace) -> dict[str, Any]:
    from django.db.models import Count, Max

    from standfirst.syndication.models import Partner

    counted = Partner.objects.annotate(asked=Count("uses"), last=Max("uses__at"))
    return {
        "partners": [
            {
                "name": partner.name,
                "key": f"sfp_{partner.key_name}_…",
                "gets": partner.gets,
                "requests": partner.asked,
                "last": partner.last and partner.last.isoformat(timespec="seconds"),
                "revoked": partner.is_revoked,
                "seen_in_query": partner.seen_in_query_at is not None,
            }
            for partner in counted
        ]
    }


def _new_key(args: argparse.Namespace) -> dict[str, Any]:
    from standfirst.syndication.partners import give_new_key

    key = give_new_key(partner=_named(args.name))
    return {"name": args.name, "key": key, "feed": _feed(key)}


def _revoke(args: argparse.Namespace) -> dict[str, Any]:
    from standfirst.syndication.partners import revoke

    revoke(partner=_named(args.name))
    return {"name": args.name, "revoked": True}


def _named(name: str) -> Any:
    from standfirst.syndication.models import Partner

    found = Partner.objects.filter(name=name).first()
    if found is None:
        raise CommandFailed(f"there is no partner “{name}”: standfirst partner list")
    return found


def _found(model: Any, slugs: list[str], called: str) -> list[Any]:
    found = {row.slug: row for row in model.objects.filter(slug__in=slugs)}
    for slug in slugs:
        if slug not in found:
            raise CommandFailed(f"--{called}: there is no {called} “{slug}”")
    return [found[slug] for slug in slugs]


def _feed(key: str) -> str:
    from standfirst.syndication.absolute import absolute

    return absolute(f"/partners/{key}/feed.atom")


def _lines(told: dict[str, Any]) -> list[str]:
    if "partners" in told:
        rows = [
            f"{row['name']}: {row['gets']}, {row['requests']} requests, last {row['last'] or 'never'}"
            f"{', revoked' if row['revoked'] else ''}{', key seen in a query' if row['seen_in_query'] else ''}"
            for row in told["partners"]
        ]
        return rows or ["There are no partners."]
    if "key" in told:
        return [f"{told['name']}. The key, told this once: {told['key']}", f"A feed: {told['feed']}"]
    return [f"The key of {told['name']} is worth nothing from now on."]

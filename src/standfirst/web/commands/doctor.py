"""Say whether this paper is well, and what to do where it is not.

The exit code is 1 when something is broken.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..command import CommandFailed
from ..configuration import ConfigurationError, read_configuration

if TYPE_CHECKING:
    from ..doctor.findings import Finding

EXAMPLE = "standfirst doctor --data paper"
SIGNS = {"well": "✓", "look": "!", "broken": "✗"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(args: argparse.Namespace) -> int:
    findings = _findings()
    broken = [finding for finding in findings if finding.state == "broken"]
    if args.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
        return 1 if broken else 0
    for finding in findings:
        print(f"{SIGNS[finding.state]} {finding.check}: {finding.words}")
        if finding.remedy and finding.state != "well":
            print(f"    {finding.remedy}")
    print(f"{len(broken)} broken." if broken else "The paper is well.")
    return 1 if broken else 0


def _findings() -> list[Finding]:
    """A setting that cannot be used is a finding, not a refusal to look."""
    from ..doctor.findings import broken

    try:
        configuration = read_configuration()
    except ConfigurationError as error:
        return [broken("settings", str(error), "mend it in the environment or in paper.env")]
    if not configuration.data.is_dir():
        raise CommandFailed(
            f"{configuration.data}: there is no such folder; make a paper with `standfirst init`"
        )
    import django

    django.setup()
    from django.conf import settings

    from ..doctor.examination import examine
    from ..doctor.findings import well

    return [well("settings", "can all be used"), *examine(settings.CONFIGURATION)]

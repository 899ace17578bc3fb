"""The command `standfirst`. Each of our commands is a module in `web/commands/`; Django's own stand behind them."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

#: Name on the command line → module. The order is the order of the help.
COMMANDS = {
    "init": "init",
    "run": "run",
    "worker": "worker",
    "demo": "demo",
    "import": "import_",
    "export-threads": "export_threads",
    "createstaff": "createstaff",
    "createreader": "createreader",
    "exportreader": "exportreader",
    "erasereader": "erasereader",
    "rotate-keys": "rotate_keys",
    "resetkeys": "resetkeys",
    "partner": "partner",
    "transparency": "transparency",
    "trainrisk": "trainrisk",
    "explain": "explain",
    "bounces": "bounces",
    "doctor": "doctor",
    "canary": "canary",
}


class CommandFailed(Exception):
    """What went wrong, in one line for the person at the terminal."""


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did all it was asked."""
    arguments = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.web.settings")
    if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        return _django(arguments)
    os.umask(0o077)  # whatever a command of ours writes belongs to the paper alone
    args = _parser(arguments[0] if arguments else "").parse_args(arguments)
    if args.data:
        os.environ["STANDFIRST_DATA"] = args.data
    try:
        return int(args.run(args) or 0)
    except CommandFailed as error:
        print(f"standfirst: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def _parser(wanted: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="standfirst",
        description="A news site in a box.",
        epilog="Django's own commands work too: standfirst migrate, standfirst shell, …",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, module_name in COMMANDS.items():
        module = import_module(f"standfirst.web.commands.{module_name}")
        sub = commands.add_parser(
            name,
            help=(module.__doc__ or "").partition("\n")[0],
            description=module.__doc__,
            epilog=f"Example: {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.add_argument(
            "--data", metavar="DIR", help="the paper's folder (or STANDFIRST_DATA; default ./paper)"
        )
        if name == wanted:
            module.configure(sub)
        sub.set_defaults(run=module.run)
    return parser


def _django(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    if "--data" in arguments:
        at = arguments.index("--data")
        os.environ["STANDFIRST_DATA"] = arguments[at + 1]
        del arguments[at : at + 2]
    execute_from_command_line(["standfirst", *arguments])
    return 0


if __name__ == "__main__":
    # By its real name, so that what the commands raise is what `main` catches.
    sys.exit(import_module("standfirst.web.command").main())

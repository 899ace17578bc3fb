"""Python inside a paper: a program that starts Django once, and runs each piece it is given in a fork of its own.

A piece finds nothing that an earlier one read or left, as if its process had been started for it, but does not wait
for Django. Requests and answers are lines of JSON on stdin and stdout; what a piece prints goes to stderr.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "standfirst.web.settings"
    import django

    django.setup()
    _read_all_that_pieces_use()
    for line in sys.stdin:
        print(_answer(json.loads(line)["code"]), flush=True)


def _read_all_that_pieces_use() -> None:
    """Once, and not again in each fork: the addresses' modules, which bring the newsroom's and the views'."""
    from django.urls import get_resolver
    from wagtail import hooks

    hooks.search_for_hooks()
    assert get_resolver().url_patterns


def _answer(code: str) -> str:
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(there)
        with open(here, "w", encoding="utf-8") as out:  # noqa: PTH123 - a descriptor
            out.write(_run(code))
        os._exit(0)
    os.close(here)
    with open(there, encoding="utf-8") as said:  # noqa: PTH123 - a descriptor
        text = said.read()
    _pid, status = os.waitpid(child, 0)
    return text or json.dumps({"error": f"the piece ended with {os.waitstatus_to_exitcode(status)}"})


def _run(code: str) -> str:
    os.dup2(2, 1)
    names: dict[str, Any] = {"answer": None, "os": os, "json": json}
    try:
        exec(code, names)
        return json.dumps({"answer": names["answer"]})
    except BaseException:  # noqa: BLE001 - told to whoever asked
        return json.dumps({"error": traceback.format_exc()})


if __name__ == "__main__":
    main()

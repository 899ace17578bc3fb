"""What a check found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from standfirst.web.configuration import Configuration


class State(StrEnum):
    """`broken` makes the doctor's exit code 1; `look` is for a person to judge."""

    WELL = "well"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, in words; `remedy` says what to do when it is not well."""

    check: str
    state: State
    words: str
    remedy: str = ""


Check = Callable[[Configuration], Iterator[Finding]]


def well(check: str, words: str) -> Finding:
    return Finding(check, State.WELL, words)


def look(check: str, words: str, remedy: str) -> Finding:
    return Finding(check, State.LOOK, words, remedy)


def broken(check: str, words: str, remedy: str) -> Finding:
    return Finding(check, State.BROKEN, words, remedy)

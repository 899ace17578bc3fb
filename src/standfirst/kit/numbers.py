"""Whole numbers as strangers send them: the numbers of rows, in addresses and in forms."""

from __future__ import annotations

#: No row has a number so large; a database would refuse to be asked for one that is much larger.
BIGGEST = 10**18
_DIGITS = 18


def whole_number(text: str) -> int | None:
    """A number below BIGGEST, written in the digits 0 to 9 alone; None for anything else.

    Other scripts' digits, signs and spaces, which `int` would take, are a stranger's spellings and no number of ours.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None

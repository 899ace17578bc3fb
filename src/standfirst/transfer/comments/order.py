"""In which order a thread's comments are brought in: the oldest first, and no child before its parent. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def parents_first(skeleton: Iterable[tuple[str, str]]) -> tuple[list[tuple[str, str]], set[str]]:
    """(key, parent) in an order that can be kept, and the keys of those whose parents go round in a circle.

    Such a circle is opened where it is met first; a parent that is not among them is left for the caller to look up.
    """
    rows = list(skeleton)
    parents = dict(rows)
    done: dict[str, str] = {}
    circular: set[str] = set()
    for key, _parent in rows:
        climbed: list[str] = []
        on_the_way: set[str] = set()
        at = key
        while at in parents and at not in done and at not in on_the_way:
            climbed.append(at)
            on_the_way.add(at)
            at = parents[at]
        if at in on_the_way:
            circular.add(at)
            parents[at] = ""
            # The one at which the circle is opened stands on top of the others.
            turn = climbed.index(at)
            climbed.append(climbed.pop(turn))
        for found in reversed(climbed):
            done[found] = parents[found]
    return list(done.items()), circular

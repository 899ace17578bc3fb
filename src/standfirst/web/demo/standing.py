"""The demo's standing pages: the paper's own drafts, their gaps filled with what is invented."""

from __future__ import annotations

import re
import tomllib

from standfirst.newsroom.stories.models import StandingPage
from standfirst.newsroom.stories.standing import gaps_in

from .reading import CONTENT

_GAP = re.compile(r"\[\[([^\[\]]+)\]\]")


def fillings() -> dict[str, str]:
    return {
        words: str(text)
        for words, text in tomllib.loads((CONTENT / "gaps.toml").read_text(encoding="utf-8")).items()
    }


def filled(text: str, words: dict[str, str]) -> str:
    """The text with each gap filled that has a filling."""
    return _GAP.sub(lambda gap: words.get(" ".join(gap[1].split()), gap[0]), text)


def fill_standing_pages() -> None:
    words = fillings()
    for page in StandingPage.objects.all():
        if any(any(gaps_in(text)) for text in page.texts):
            for said in page.words.all():
                said.text = filled(said.text, words)
                said.save()
            page.text = filled(page.text, words)
            page.save_revision(log_action=True).publish()

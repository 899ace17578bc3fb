"""A day in one process: ten thousand signed-in readers, two thousand stories, a publication a minute.

The real Front, store, bus and Django of a paper, asked in the process itself: every page that is not a hit is
counted where it is rendered.
"""

from __future__ import annotations

from pathlib import Path

from .paper import prepared_paper
from .table import Row

READERS, STORIES, PAGES_EACH, PUBLICATIONS = 10_000, 2_000, 10, 60 * 24

CODE = """
import asyncio, itertools, random, time
from django.conf import settings
from django.db import transaction
from standfirst.access.passes import Pass, new_tag, sign
from standfirst.access.rules import VisitorClass
from standfirst.delivery.testing import fetch
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.testing import make_story
from standfirst.web.asgi import application as front
from standfirst.web.visits import pass_keys

rng = random.Random(81)
section = make_section(title="World", slug="world")
with transaction.atomic():
    stories = [make_story(section=section, title=f"Story {{n}}") for n in range({stories})]
addresses = [story.address for story in stories]
numbers = [story.pk for story in stories]
weights = list(itertools.accumulate(1 / rank for rank in range(1, {stories} + 1)))
key, now = next(iter(pass_keys().values())), int(time.time())
passes = [
    f"pass={{sign(Pass(VisitorClass.REGISTERED, new_tag(), now + 3600, now + 86400), key)}}"
    for _ in range({readers})
]
asked, real = [], front.bridge.ask
front.bridge.ask = lambda question: (asked.append(question.path), real(question))[1]

def publish(number):
    story = Article.objects.get(pk=number)
    story.standfirst = f"As of {{time.time()}}."
    story.save_revision().publish()

async def day():
    await front.start()
    total = {readers} * {pages}
    every, wrong = total // {publications}, 0
    for n in range(total):
        if n % every == 0:
            number = rng.choices(numbers, cum_weights=weights)[0]
            await front.bridge.run(lambda: publish(number))
            await front.catch_up()
        address = rng.choices(addresses, cum_weights=weights)[0]
        got = await fetch(front, address, cookie=rng.choice(passes))
        wrong += got.status != 200 or b"xanthocanary" not in got.body
    await front.stop()
    return total, wrong

total, wrong = asyncio.run(day())
answer = [total, len(asked), wrong]
"""


def measure(folder: Path) -> list[Row]:
    code = CODE.format(stories=STORIES, readers=READERS, pages=PAGES_EACH, publications=PUBLICATIONS)
    total, rendered, wrong = prepared_paper(folder / "paper").python(code, seconds=1800)
    hits = 100 * (1 - rendered / total)
    work = f"hits of a simulated day ({total:,} pages; {wrong} answers without the whole story)"
    return [Row(work, hits, None, "%", "≥ 95 %", "", hits >= 95 and not wrong)]

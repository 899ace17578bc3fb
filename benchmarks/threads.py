"""Threads: the first comments of a long one from the store against nginx; and whether length costs anything."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from .nginx_static import nginx_static
from .paper import add_story, running_paper
from .processes import BenchmarkError, fetch, load
from .table import Row, ratio_row

ROUNDS = 5
COMMENTS = 10_000
SHORT, LONG = 100, 100_000
ASKED = 40

#: Nine of ten are replies.
TALK = """
from standfirst.forum.testing import make_comments
from standfirst.newsroom.stories.models import Article
from standfirst.readers.testing import make_reader
article, readers = Article.objects.get(pk={number}), [make_reader(f'talker{{n}} Bench') for n in range(20)]
tops = make_comments(article, readers[0], {comments} // 10, recommended=lambda n: n % 40)
from standfirst.forum.actions import open_thread
from standfirst.forum.models import Comment, Thread
from standfirst.forum.places import number_again
from django.utils import timezone
thread, now, words = open_thread(article), timezone.now(), 'What somebody says under a story, in a line or two. ' * 5
below = [
    Comment(thread=thread, author=readers[n % 20], addressee=readers[0], parent=top,
            text=words, html=f'<p>{{words}}</p>', status='approved',
            once=f'b{{top.pk}}/{{n}}', fingerprint=str(n), shown_at=now, created_at=now)
    for top in tops for n in range(9)
]
Comment.objects.bulk_create(below, batch_size=500)
number_again(thread.pk)
Thread.objects.filter(pk=thread.pk).update(comments={comments})
"""

#: Microseconds in the database for one page: the first, the middle, the last, in each order; median of many.
ASK = """
import time
from statistics import median
from django.db import connection
from standfirst.forum import pages
from standfirst.forum.models import Comment, Thread
from standfirst.forum.sorts import Mark, Sort
from standfirst.forum.testing import make_comments
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.testing import make_story
from standfirst.readers.testing import make_reader
section, reader = make_section(title='World', slug='world'), make_reader('Long Bench')
answer, spent = [], []
def timed(execute, sql, params, many, context):
    begun = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        spent.append(time.perf_counter() - begun)
for size in ({short}, {long}):
    story = make_story(section=section, title=f'A thread of {{size}}')
    tops = make_comments(story, reader, size, recommended=lambda n: n % 7)
    connection.cursor().execute('ANALYZE')
    worst = []
    for sort in (Sort.NEWEST, Sort.OLDEST, Sort.RECOMMENDED):
        for top in (None, tops[size // 2], tops[-60 if sort is Sort.OLDEST else 60]):
            mark = top and Mark(top.pk, top.recommended)
            times = []
            for _ in range({asked}):
                spent.clear()
                with connection.execute_wrapper(timed):
                    pages.discussion(story.number, sort=sort, after=mark)
                times.append(sum(spent) * 1_000_000)
            worst.append(median(times))
    answer.append(max(worst))
"""


def measure(folder: Path) -> list[Row]:
    with running_paper(folder / "paper") as paper:
        address = add_story(paper)
        paper.python(TALK.format(number=address.rpartition("-")[2], comments=COMMENTS), seconds=600)
        url = paper.url.replace("localhost", "127.0.0.1") + address + "/comments"
        page = fetch(url)
        if page.count(b'<li class="comment"') < 50:
            raise BenchmarkError("there are fewer than fifty comments on the page")
        (folder / "nginx").mkdir()
        with nginx_static(folder / "nginx", page) as static:
            rounds = [(load(static), load(url)) for _ in range(ROUNDS)]
        short, long = paper.python(ASK.format(short=SHORT, long=LONG, asked=ASKED), seconds=900)
    files, threads = map(list, zip(*rounds, strict=True))
    return [
        ratio_row(
            "first 50 of a 10 000-comment thread, from the store, against nginx", threads, files, "/s",
            bar=0.2, goal=0.3,
        ),
        Row(
            f"slowest page of a thread of {LONG}, in the database (beside: of {SHORT})", long, short, "µs",
            "as fast as the short one, within 3 ms", "", long < short + 3000,
        ),
        Row("bytes of that page, plain", median([len(page)]) / 1024, None, "KB", "reported"),
    ]  # fmt: skip

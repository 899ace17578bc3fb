"""Hundreds of attempts to run a script by a comment, on the real page, with the page's policy switched off: what does
not run here is stopped by the words' own way into HTML, and the policy is a second wall."""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import expect

CASES = Path(__file__).parents[1] / "attacks" / "scripts_in_words.txt"
#: Where else in Markdown the same words may stand.
PLACES = (
    "> {}",
    "- {}",
    "*{}*",
    "[{}](https://x.example)",
    "[x](https://x.example/{})",
    "**a\n{}**",
    "[{}",
    "1. > {}",
)
SAY = """
import json
from pathlib import Path
from django.db import transaction
from standfirst.forum.models import Comment
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
story = Article.objects.get(pk={number})
eve = Reader.objects.create(email="eve-{number}@example.org", name="Eve", is_staff=True)
root = None
with transaction.atomic():
    for place, text in enumerate(json.loads(Path({path!r}).read_text())):
        made = make_comment(story, eve, f"{{text}}\\n\\n({{place}})", parent=root if place % 11 else None)
        root = root if place % 11 else made
answer = Comment.objects.filter(thread=story.pk, status="approved").count()
"""
COUNT_HITS = """
    window.hits = 0;
    for (const name of ["hit", "alert", "confirm", "prompt"]) window[name] = () => { window.hits += 1; };
"""
#: What no comment may hold, and every event that a reader's hand may cause, on every element of every comment.
LOOK = """() => {
    const allowed = { A: ["href", "rel"] };
    const tags = ["P", "BR", "EM", "STRONG", "BLOCKQUOTE", "UL", "OL", "LI", "A"];
    const EVENTS = "mouseover mouseenter pointerenter focus focusin click wheel copy toggle load error".split(" ");
    const odd = [];
    document.addEventListener("click", (event) => event.preventDefault(), { capture: true });
    for (const one of document.querySelectorAll(".comment-text *")) {
        if (!tags.includes(one.tagName)) odd.push(one.outerHTML);
        const names = [...one.attributes].map(({ name }) => name);
        if (!names.every((name) => (allowed[one.tagName] ?? []).includes(name))) odd.push(one.outerHTML);
        if (one.tagName === "A" && one.hasAttribute("href") && !/^https?:$/.test(one.protocol)) odd.push(one.outerHTML);
        if (one.tagName === "A" && !one.rel.includes("nofollow ugc noopener")) odd.push(one.outerHTML);
        for (const type of EVENTS)
            one.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
    }
    return { odd, hits: window.hits, seen: [...document.querySelectorAll(".comment[id]")].map((one) => one.id) };
}"""
FURTHER = (
    "() => [...document.querySelectorAll('.more-replies a, .pager a[rel=next]')].map((link) => link.href)"
)


def cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    written = [line for line in lines if line and not line.startswith("# ")]
    return [line.encode("ascii", "backslashreplace").decode("unicode_escape") for line in written]


def with_variants() -> list[str]:
    """Each case by itself; and all once more in other places of a text, many in one comment."""
    alone = cases()
    moved = [place.format(case) for place, case in zip(cycle(PLACES), alone, strict=False)]
    return alone + ["\n\n".join(moved[start : start + 10]) for start in range(0, len(moved), 10)]


def test_nothing_that_is_said_runs(new_context, paper, tmp_path):
    assert len(cases()) >= 400
    story = paper.story(title=f"Hostile {uuid4().hex[:6]}", wall="open")
    (tmp_path / "cases.json").write_text(json.dumps(with_variants()))
    said = paper.python(SAY.format(number=story.number, path=str(tmp_path / "cases.json")))
    assert said == len(with_variants())
    context = new_context(bypass_csp=True)
    context.add_init_script(COUNT_HITS)
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda request: request.url.startswith(paper.url) or elsewhere.append(request.url))
    seen: set[str] = set()
    ahead, been = [f"{paper.url}{story.address}/comments"], set()
    while ahead:
        address = ahead.pop()
        been.add(address)
        page.goto(address)
        found = page.evaluate(LOOK)
        assert (found["odd"], found["hits"]) == ([], 0), address
        seen.update(found["seen"])
        ahead += [link for link in page.evaluate(FURTHER) if link not in been]
    assert (len(seen), elsewhere) == (said, [])
    comes_back_in_a_form_as_words(page, story)


def comes_back_in_a_form_as_words(page, story):
    """Too long, so it is shown to whoever sent it: in place, and as a page."""
    everything = "\n\n".join(cases()).encode("utf-8", "replace").decode()
    page.goto(f"{story.address}/comments")
    page.locator(".comment-form textarea").fill(everything)
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    page.locator(".comment-form").get_by_role("button", name="Comment").click()
    expect(page.locator(".comment-form .form-error")).to_contain_text("too long")
    assert page.evaluate("() => window.hits") == 0
    with page.expect_navigation():
        page.evaluate("() => document.querySelector('.comment-form').submit()")
    expect(page.locator(".form-error")).to_contain_text("too long")
    assert page.locator(".comment-form textarea").input_value().count("hit()") > 300
    assert page.evaluate("() => window.hits") == 0

"""A comment on its way in. Whatever is in the way (no account, no name, a limit, a rule), the words are kept."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from standfirst.forum import queries
from standfirst.forum.actions import Refused, open_thread, post_comment
from standfirst.forum.addresses import COMPOSE, MINE, permalink, thread_address
from standfirst.forum.limits import is_known_here, is_within
from standfirst.forum.models import Comment, Thread
from standfirst.forum.passages import Reference
from standfirst.forum.phases import Context, Draft, Reason, Status, says_something
from standfirst.forum.policy.holding import standing_of
from standfirst.forum.policy.words import shut_in_words
from standfirst.forum.quotes import keep_quote, passage_at, quotable
from standfirst.forum.reasons import in_words
from standfirst.forum.scorers.scorer import Said, risk_of
from standfirst.forum.text import clean
from standfirst.kit.numbers import whole_number
from standfirst.kit.targets import SeeOther
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import find
from standfirst.readers.actions import ProfileError, change_profile, give_handle
from standfirst.readers.models import Reader

from ..quoting import show_to_visitor, view_of
from .first_comment import is_asked_after, question_on_the_way_to
from .thread_door import A_READER, Door, door_of

#: Where a stranger becomes a reader.
JOIN = "/account/join/"
_DRAFT = "forum.draft"


def led_to(request: HttpRequest, address: str, *, status: int, ask: str = "") -> HttpResponseBase:
    """On to an address: a browser by 303; a script that asked for JSON is told where, with this status.

    `ask` is the address of a question on the way: the browser goes by it, a script shows it when it has arrived.
    """
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"address": address} | ({"ask": ask} if ask else {}), status=status)
    return SeeOther(ask or address)


def join_and_come_back(to: str) -> SeeOther:
    return SeeOther(f"{JOIN}?{urlencode({'next': to})}")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, and under what."""

    story: Article
    text: str
    parent: Comment | None = None
    #: The passage of the story that it quotes; its words are nowhere here.
    quote: Reference | None = None
    #: The row of the story's thread, where there is one.
    thread: Thread | None = None


def receive(request: HttpRequest, story: Article) -> HttpResponseBase:
    """Take a comment or a reply from a form."""
    kept = queries.kept_as(request.POST.get("once", ""), by=request.user, under=story)
    if kept is not None:
        return _acknowledged(
            request, kept, story
        )  # no limit counts, and no door shuts out, what was taken before
    door: Door = request.door  # type: ignore[attr-defined]
    answers = request.POST.get("parent", "")
    quote = Reference.parse(request.POST.get("quote", ""))
    parent = None if door.keeps_out else _parent(answers, story)
    thread = next(iter(queries.rows_under(story.pk)), None)
    typed = Typed(story, request.POST.get("text", ""), parent, quote, thread)
    if not is_known_here(request.user) and not is_within(request, "comment"):
        return _again(request, typed, in_words([Reason.TOO_FAST]), status=429)
    why = door.shut(thread)
    if why is not None:
        said = shut_in_words(why, door.policy, standing_of(story, thread))
        return _again(request, typed, [said.sentence, *filter(None, [said.words])], status=422)
    # Whom the thread keeps out is not told whether there is such a comment.
    if answers and typed.parent is None and not door.keeps_out:
        return _again(request, typed, in_words([Reason.GONE]), status=422)
    wrong = says_something(Draft(typed.text), Context())
    if wrong is not None:
        return _again(request, typed, in_words([wrong.reason]), status=422)
    if not isinstance(request.user, Reader):
        return _until_there_is_an_account(request, typed, answers)
    problem = _named(request.user, request.POST.get("name", ""))
    if problem:
        return _again(request, typed, [problem], status=422)
    return _post(request, request.user, typed)


def _until_there_is_an_account(request: HttpRequest, typed: Typed, answers: str) -> HttpResponseBase:
    """What a stranger wrote waits in the session; `answers` is what they said it replies to, which they may not see."""
    request.session[_DRAFT] = {
        "story": typed.story.number, "parent": answers[:18], "text": typed.text, "quote": str(typed.quote or ""),
    }  # fmt: skip
    return led_to(request, join_and_come_back(COMPOSE).url, status=401)


def _post(request: HttpRequest, author: Reader, typed: Typed) -> HttpResponseBase:
    quote = quotable(typed.quote, view_of(request, typed.story)) if typed.quote else None
    if request.POST.get("quote") and quote is None:
        problem = _(
            "The passage you quoted cannot be quoted. Your words are kept; send them without it, or quote again."
        )
        return _again(request, replace(typed, quote=None), [problem], status=422)
    try:
        comment = _keep(author, typed, quote, request.POST.get("once", ""))
    except Refused as refusal:
        status = 429 if Reason.TOO_FAST in refusal.reasons else 422
        return _again(request, typed, refusal.sentences, status=status)
    return _acknowledged(request, comment, typed.story)


def _acknowledged(request: HttpRequest, comment: Comment, story: Article) -> HttpResponseBase:
    """On to the comment; where it waits, to those of the reader's own. After the first one, by way of a question."""
    request.session.pop(_DRAFT, None)
    is_first = is_asked_after(comment)
    if comment.status == Status.APPROVED:
        comment.thread.article = story
        address = permalink(comment)
        return led_to(request, address, status=201, ask=question_on_the_way_to(address) if is_first else "")
    return led_to(request, f"{MINE}{'?first' if is_first else ''}#{comment.anchor}", status=201)


def _keep(author: Reader, typed: Typed, quote: Reference | None, once: str) -> Comment:
    """Comment and quote in one transaction. The same words about another passage are another comment."""
    thread = typed.thread or open_thread(typed.story)
    if quote and not author.is_staff:
        # Before the transaction that holds both; inside it the same answer is remembered.
        risk_of(Said(clean(typed.text), thread.pk, typed.parent is not None))
    if quote and not once:
        place = f"{thread.pk}/{typed.parent.pk if typed.parent else ''}/{quote}\n"
        once = sha256((place + clean(typed.text)).encode()).hexdigest()
    with transaction.atomic() if quote else nullcontext():
        comment = post_comment(thread=thread, author=author, text=typed.text, parent=typed.parent, once=once)
        if quote:
            keep_quote(comment=comment, quote=quote)
    return comment


def compose(request: HttpRequest) -> HttpResponseBase:
    """What a stranger wrote before there was an account, ready to be sent; or an empty form with a quote in it:
    `?story=81&quote=3.10-80`."""
    if not request.user.is_authenticated:
        return join_and_come_back(request.get_full_path())
    draft = request.session.get(_DRAFT) or {}
    asked = whole_number(request.GET.get("story", ""))
    if asked is not None and asked != draft.get("story"):
        draft = {"story": asked}
    found = find(draft.get("story", 0))
    if found is None or not found.is_live:
        return SeeOther(MINE)
    if door_of(request.visit, found.article, visitor=A_READER).keeps_out:  # type: ignore[attr-defined]
        return SeeOther(MINE)
    parent = _parent(str(draft.get("parent") or ""), found.article)
    quote = Reference.parse(request.GET.get("quote", "") or draft.get("quote", ""))
    return _again(request, Typed(found.article, draft.get("text", ""), parent, quote), [], status=200)


def _again(request: HttpRequest, typed: Typed, problems: list[str], *, status: int) -> HttpResponse:
    """The form with what was typed in it, and what is in the way."""
    if typed.parent is not None:
        show_to_visitor(request, [typed.parent], typed.story)
    context: dict[str, Any] = {
        "quote": typed.quote,
        "passage": passage_at(typed.quote, view_of(request, typed.story)) if typed.quote else None,
        "story": typed.story,
        "address": thread_address(typed.story.address),
        "text": typed.text,
        "parent": typed.parent,
        "problems": problems,
        "name": request.POST.get("name", ""),
        "ask_name": isinstance(request.user, Reader) and not request.user.name,
    }
    return render(request, "compose.html", context, status=status)


def _parent(text: str, story: Article) -> Comment | None:
    number = whole_number(text)
    return None if number is None else queries.find_comment(story.number, number)


def _named(reader: Reader, name: str) -> str:
    """Give a reader the name that stands beside the comments; says what is wrong with it."""
    give_handle(reader=reader)
    if reader.name:
        return ""
    if not name.strip():
        return _("Your name is missing: it stands beside your comment.")
    try:
        change_profile(reader=reader, name=name[:60], handle=reader.handle or "", about=reader.about)
    except ProfileError:
        return _("This name cannot be used here. Please choose another.")
    return ""

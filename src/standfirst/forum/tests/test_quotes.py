"""A quote of the story is shown through the view of whoever looks."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from standfirst.access.rules import ANONYMOUS, Visitor, VisitorClass
from standfirst.forum.passages import Reference
from standfirst.forum.quotes import keep_quote, newsroom_view, paragraphs_of, quotable, show_quotes, words_for
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.body import write_body
from standfirst.newsroom.stories.cut import Heading, Paragraph, Quote
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.reading import decision_for, read_article
from standfirst.newsroom.stories.testing import make_story

pytestmark = pytest.mark.django_db

READER = Visitor(VisitorClass.REGISTERED)
BELOW = "The bridge &amp; the ferry<br>were <b>never</b> closed."


@pytest.fixture
def story(world):
    lead = [Paragraph(f"Paragraph {number}.") for number in range(1, 5)]
    return make_story(
        section=world,
        blocks=[*lead, Heading("Why"), Paragraph(BELOW), Quote("So be it")],
        wall="registered:3",
    )


@pytest.fixture
def read(story, uk):
    def read(visitor=READER):
        article = Article.objects.get(pk=story.pk)
        return read_article(article, edition=uk, decision=decision_for(article, home=uk, visitor=visitor))

    return read


@pytest.fixture
def quoting(story, ben, read):
    """Quotes "the ferry", from below the cut."""
    comment = make_comment(story, ben, "Nobody told me.")
    keep_quote(comment=comment, quote=quotable(Reference(4, 13, 22), read()))
    comment.refresh_from_db()
    return comment


def change(story, blocks):
    article = Article.objects.get(pk=story.pk)
    write_body(article, blocks)
    article.save_revision().publish()


def test_paragraphs_are_what_a_browser_selects(read):
    assert paragraphs_of(read())[4] == "The bridge & the ferry\nwere never closed."


def test_a_reader_sees_the_words(quoting, read):
    assert words_for(quoting, read()).words == "the ferry"


def test_a_stranger_sees_that_there_is_a_passage(quoting, read):
    passage = words_for(quoting, read(ANONYMOUS))
    assert (passage.words, passage.said) == ("", "A passage for registered readers")


def test_the_comment_holds_no_word_of_the_story(quoting):
    quoting.refresh_from_db()
    assert "ferry" not in f"{quoting.quote} {quoting.text} {quoting.html}"


def test_a_passage_in_the_lead_is_for_everybody(story, ben, read):
    comment = make_comment(story, ben, "As it says.")
    keep_quote(comment=comment, quote=quotable(Reference(0, 0, 9), read(ANONYMOUS)))
    assert words_for(comment, read(ANONYMOUS)).words == "Paragraph"


def test_nobody_quotes_what_is_not_in_their_own_view(read):
    assert quotable(Reference(4, 13, 22), read(ANONYMOUS)) is None
    assert quotable(None, read()) is None


def test_when_the_passage_is_gone_the_comment_says_so(quoting, story, read):
    change(story, [Paragraph(f"New {number}.") for number in range(1, 7)])
    assert words_for(quoting, read()).said == "The passage quoted here is not in the story any more"


def test_a_stranger_is_not_told_whether_it_is_gone(quoting, story, read):
    change(story, [Paragraph(f"New {number}.") for number in range(1, 7)])
    assert words_for(quoting, read(ANONYMOUS)).said == "A passage for registered readers"


def test_a_passage_that_moves_above_the_cut_is_open(quoting, story, read):
    change(story, [Paragraph(BELOW), *(Paragraph(f"Paragraph {number}.") for number in range(1, 7))])
    assert words_for(quoting, read(ANONYMOUS)).words == "the ferry"


def test_a_view_of_another_story_shows_nothing(quoting, world, uk):
    other = make_story(section=world, title="Other", wall="open")
    view = read_article(other, edition=uk, decision=decision_for(other, home=uk, visitor=READER))
    assert words_for(quoting, view).words == ""


def test_a_comment_shows_no_quote_until_somebody_says_for_whom(quoting, read):
    assert quoting.passage is None
    show_quotes([quoting], lambda _comment: read())
    assert quoting.passage.words == "the ferry"


def test_moderators_see_in_their_queue_what_a_comment_quotes(quoting, desk):
    for address in (reverse("forum_queue", args=["all"]), reverse("forum_thread", args=[quoting.thread_id])):
        assert "the ferry" in desk.get(address).content.decode()


def test_one_view_serves_all_quotes_of_a_story(quoting, read):
    asked = []
    show_quotes([quoting, quoting], lambda comment: asked.append(comment) or read())
    assert len(asked) == 1


def test_the_newsroom_reads_it_all(quoting):
    assert words_for(quoting, newsroom_view(quoting)).words == "the ferry"


def test_a_quote_is_kept_once(quoting, read):
    keep_quote(comment=quoting, quote=quotable(Reference(0, 0, 9), read()))
    assert words_for(quoting, read()).words == "the ferry"


@pytest.mark.parametrize("kept", [{"paragraph": 4}, "nonsense", [4, 13, 22]])
def test_what_is_no_reference_shows_nothing(read, kept):
    comment = SimpleNamespace(quote=kept, thread_id=read().number)
    assert words_for(comment, read()).words == ""

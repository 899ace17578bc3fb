"""Which story stands where on a front."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from standfirst.web.arrangement import arrange


@dataclass(frozen=True)
class Story:
    number: int
    section_name: str
    is_opinion: bool

    @property
    def section_address(self) -> str:
        return f"/{self.section_name}/"


fronts = st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=60).map(
    lambda found: [Story(number, *said) for number, said in enumerate(found)]
)


def places(front):
    blocks = [story for block in front.blocks for story in block.stories]
    lead = [front.lead] if front.lead else []
    return [*lead, *front.beside, *front.under, *front.band, *front.opinions, *blocks, *front.more]


@given(fronts)
def test_every_story_stands_in_exactly_one_place(stories):
    assert sorted(story.number for story in places(arrange(stories))) == [story.number for story in stories]


@given(fronts)
def test_the_newsrooms_first_story_leads(stories):
    assert arrange(stories).lead == (stories[0] if stories else None)


@given(fronts)
def test_a_row_is_full_or_not_there(stories):
    front = arrange(stories)
    assert (len(front.under) in {0, 2}, len(front.band) in {0, 4}) == (True, True)


def test_one_opinion_makes_no_strip():
    stories = [Story(n, "a", is_opinion=n == 1) for n in range(3)]
    assert arrange(stories).opinions == ()


def test_a_section_with_one_story_left_makes_no_block():
    stories = [Story(n, "a" if n < 14 else "b", is_opinion=False) for n in range(15)]
    assert ([block.name for block in arrange(stories).blocks], arrange(stories).more) == (
        ["a"],
        (stories[14],),
    )

"""Which parameters mean something where."""

import pytest

from standfirst.web.parameters import parameters


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/", set()),
        ("/world/bridge-reopens-81", set()),
        ("/world/", {"page"}),
        ("/authors/maya/", {"page"}),
        ("/search", {"page", "q"}),
        ("/world/bridge-reopens-81/comments", {"after", "sort"}),
        ("/world/bridge-reopens-81/comments/7/replies", {"after", "sort"}),
        ("/readers/ben/", {"after", "sort"}),
        ("/_/counts", {"threads"}),
    ],
)
def test_a_parameter_means_something_only_where_a_view_reads_it(path, known):
    assert parameters(path) == known

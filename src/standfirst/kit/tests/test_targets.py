"""Where a form may send its reader back to."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.kit.targets import local_target


@pytest.mark.parametrize(
    "target", ["/", "/world/bridge-reopens-81#cut", "/search?q=a%20b&page=2", "/readers/анна/"]
)
def test_a_path_of_ours_is_kept_with_query_and_fragment(target):
    assert local_target(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None, "", "world", "//evil.example", "///evil.example", "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example",
        " //evil.example",
        "/a" * 2000,
    ],
)  # fmt: skip
def test_what_could_lead_elsewhere_leads_nowhere(target):
    assert local_target(target) == ""


@given(st.text() | st.text(alphabet="/\\:.@#?%\t a").map(lambda text: "/" + text))
def test_a_target_never_leaves_the_site(text):
    target = local_target(text)
    browsers_view = urljoin("https://paper.example/account/", target.replace("\\", "/"))
    assert urlsplit(browsers_view).netloc == "paper.example"

import pytest

from . import doors

LEAK = "src/standfirst/syndication/feeds.py"


@pytest.mark.parametrize(
    "code",
    [
        "text = str(article.body)",
        "text = page.specific.body",
        "rows = Article.objects.values_list('body')",
        "text = getattr(article, 'body')",
        "from standfirst.newsroom.stories.body import blocks_for_answer",
        "text = body.blocks_for_newsroom(article)",
        "body.write_body(article, [])",
    ],
)
def test_a_body_touched_past_its_doors_is_found(project, put, code):
    put(LEAK, code)
    assert doors.bodies(project)


def test_a_body_read_in_a_template_is_found(project, put):
    put("src/standfirst/web/templates/article.html", "{% for block in article.body %}{% endfor %}")
    assert len(doors.bodies(project)) == 1


def test_a_request_has_a_body_of_its_own_and_the_house_its_article(project, put):
    put(LEAK, "data = request.body")
    put(doors.HOUSE, "blocks = article.body")
    assert doors.bodies(project) == []


@pytest.mark.parametrize("code", ["mark_safe(text)", "safestring.mark_safe(text)", "SafeString(text)"])
def test_a_text_called_safe_is_found(project, put, code):
    put(LEAK, code)
    assert len(doors.safe_text(project)) == 1


@pytest.mark.parametrize("markup", ["{{ text|safe }}", "{{ text | safe }}", "{% autoescape off %}"])
def test_an_unescaped_print_is_found(project, put, markup):
    put("src/standfirst/web/templates/article.html", markup)
    assert len(doors.safe_text(project)) == 1


@pytest.mark.parametrize("code", ["@csrf_exempt\ndef view(): ...", "view.csrf_exempt = True"])
def test_a_view_without_its_guard_is_found(project, put, code):
    put(LEAK, code)
    assert len(doors.guards(project)) == 1

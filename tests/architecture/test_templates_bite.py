import pytest

from . import templates

PAGE = "src/standfirst/forum/templates/forum/page.html"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        '<p class="a" style="color: red"></p>',
        '<button type="button" onclick="go()"></button>',
    ],
)
def test_an_inline_script_or_style_is_found(project, put, markup):
    put(PAGE, markup)
    assert len(templates.inline(project)) == 1


def test_a_module_by_its_address_and_structured_data_are_fine(project, put):
    put(PAGE, '<script type="module" src="/x.js"></script><script type="application/ld+json">{}</script>')
    assert templates.inline(project) == []


@pytest.mark.parametrize(
    "markup", ["{{ a.when|date:'Y' }}", "{{ a|timesince }}", "{{ a |time }}", "{% now 'Y' %}"]
)
def test_a_date_printed_without_the_tag_is_found(project, put, markup):
    put(PAGE, markup)
    assert len(templates.dates(project)) == 1


@pytest.mark.parametrize(
    "markup",
    ["<p>Read on</p>", '<img alt="A bridge">', "<p>{{ name }} wrote</p>", '<a aria-label="Menu"></a>'],
)
def test_a_word_past_gettext_is_found(project, put, markup):
    put(PAGE, markup)
    assert len(templates.words(project)) == 1


def test_translated_words_names_and_signs_are_fine(project, put):
    put(
        PAGE,
        "{# a note #}<p>{% translate 'Read on' %} · {{ name }} ({{ count }}) &amp; "
        "{% blocktranslate trimmed %}<b>by</b> {{ name }}{% endblocktranslate %}</p>"
        "<img alt=\"{% translate 'A bridge' %}\">",
    )
    assert templates.words(project) == []


def test_a_template_that_does_not_compile_is_found(project, put):
    put(PAGE, "{% load no_such_library %}{% if %}")
    assert len(templates.compiled(project)) == 1


def test_a_part_of_a_floor_above_is_found(project, put):
    put("src/standfirst/web/templates/part.html", "")
    put("src/standfirst/forum/templatetags/forum.py", "")
    put("src/standfirst/readers/templates/readers/page.html", '{% load forum %}{% include "part.html" %}')
    assert len(templates.floors(project)) == 2


def test_web_may_use_what_every_floor_offers_and_all_stand_in_the_frame(project, put):
    put("src/standfirst/web/templates/base.html", "")
    put("src/standfirst/forum/templates/forum/part_thread.html", "")
    put("src/standfirst/forum/templates/forum/page.html", '{% extends "base.html" %}{% load i18n %}')
    put("src/standfirst/web/templates/article.html", '{% include "forum/part_thread.html" %}')
    assert templates.floors(project) == []

"""A section is called what the edition on show calls it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from standfirst.delivery.models import BusMessage
from standfirst.newsroom.stories.actions import call_section, make_section
from standfirst.newsroom.stories.models import Section
from standfirst.newsroom.stories.section_names import SectionName

pytestmark = pytest.mark.django_db


@pytest.fixture
def welt(world, de):
    call_section(world, edition=de, name="Welt")
    return Section.objects.get(pk=world.pk)


def test_a_section_is_called_what_its_edition_calls_it(welt, de):
    assert welt.name_in(de) == "Welt"


def test_an_edition_without_a_name_of_its_own_takes_the_title(welt, uk):
    assert (welt.name_in(uk), welt.name_in(None)) == ("World", "World")


def test_a_section_called_anew_has_one_name_in_the_edition(welt, de):
    call_section(welt, edition=de, name="Ausland")
    assert [said.name for said in Section.objects.get(pk=welt.pk).names.all()] == ["Ausland"]


def test_the_database_refuses_a_second_name_in_one_edition(welt, de):
    with pytest.raises(IntegrityError), transaction.atomic():
        SectionName.objects.create(section=welt, edition=de, name="Ausland")


def test_an_edition_that_goes_takes_its_names_along(welt, de):
    de.delete()
    assert not SectionName.objects.exists()


def test_a_name_drops_every_menu_when_it_comes_and_when_it_goes(welt):
    dropped = []
    for change in (SectionName.save, SectionName.delete):
        BusMessage.objects.all().delete()
        change(SectionName.objects.get())
        dropped.append({key for row in BusMessage.objects.all() for key in row.payload})
    assert dropped == [{"furniture"}, {"furniture"}]


def form(section, *names):
    """What the editor's page sends: the section's own fields, and the rows of its names."""
    rows = [{"edition": str(edition.pk), "name": name} for edition, name in names]
    fields = {"title": section.title, "slug": section.slug, "wall": "", "in_menu_order": "50"}
    return nested_form_data(
        {
            **fields,
            "names": inline_formset(rows),
            "offers": inline_formset([]),
            "action-publish": "action-publish",
        }
    )


def test_an_editor_names_a_section_in_another_edition(client, ada, world, de):
    client.force_login(ada)
    client.post(reverse("wagtailadmin_pages:edit", args=[world.pk]), form(world, (de, "Welt")))
    assert Section.objects.get(pk=world.pk).name_in(de) == "Welt"


def test_an_editor_who_names_it_twice_is_told_and_loses_nothing(client, ada, world, de):
    client.force_login(ada)
    typed = form(world, (de, "Welt"), (de, "Ausland"))
    page = client.post(reverse("wagtailadmin_pages:edit", args=[world.pk]), typed)
    html = page.content.decode()
    assert (page.status_code, 'value="Welt"' in html, 'value="Ausland"' in html) == (200, True, True)
    assert "duplicate" in html
    assert not SectionName.objects.exists()


def test_a_wire_story_finds_a_section_by_its_name_in_an_edition(welt):
    from standfirst.transfer.ninjs.placement import section_called

    make_section(title="Culture", slug="culture")
    assert section_called("welt") == welt

"""What is another reader's, and what is nobody's to give: their rows, and one's own rank."""

import pytest
from django.utils import timezone

from standfirst.notices.actions import KINDS, tell
from standfirst.notices.models import InboxItem, Told
from standfirst.notices.testing import WhisperNotice, make_subscription
from standfirst.readers.models import Reader
from standfirst.readers.personal_data import PERSONAL_DATA
from standfirst.web.canary import addresses
from standfirst.web.canary.routes import filled

pytestmark = pytest.mark.django_db
SAME = {"Sec-Fetch-Site": "same-origin"}
#: Counted for everybody: another reader's act may move them.
COUNTED = {"recommended", "replies", "last_login"}


def rows_of(reader):
    """Every row that points at a reader, by model and number, and the reader's own."""
    found = {("reader", reader.pk): Reader.objects.filter(pk=reader.pk).values().get()}
    for keeper in PERSONAL_DATA:
        for field in keeper.model._meta.get_fields():
            if (
                field.concrete
                and field.is_relation
                and field.related_model is Reader
                and not field.many_to_many
            ):
                for row in keeper.model.objects.filter(**{field.name: reader}).values():
                    found[keeper.model._meta.label, row[keeper.model._meta.pk.attname]] = row
    return {key: {name: row[name] for name in row if name not in COUNTED} for key, row in found.items()}


@pytest.fixture
def bens(ben, uk, names, signed_in, monkeypatch):
    """Ben has something of everything: a notice, a device, a sign-in, a comment, somebody whom he follows."""
    from standfirst.readers.actions import follow
    from standfirst.readers.testing import make_reader

    monkeypatch.setitem(KINDS, WhisperNotice.kind, WhisperNotice)
    browser = signed_in(ben)
    browser.get("/account/")
    follow(follower=ben, followed=make_reader("Eve Stone"))
    device = make_subscription(edition=uk, reader=ben)
    tell(WhisperNotice([ben.pk], "a secret of Ben's"))
    item = InboxItem.objects.create(reader=ben, told=Told.objects.latest("pk"))
    sign_in = ben.sign_ins.first()
    assert sign_in is not None
    ids = {str(one.pk) for one in (device, item, sign_in)}
    every = [names, *({**names, "number": number} for number in ids)]
    found = {}
    for templates in addresses.ADDRESSES.values():
        found.update(filled(templates, every))
    return list(found), {"sign_in": str(sign_in.pk), "device": str(device.pk), "number": str(item.pk)}


def test_dan_reaches_nothing_of_bens(bens, ben, dan, signed_in):
    """Every address of ours, with Ben's numbers in every place and Ben's name in every field, as Dan."""
    everywhere, ids = bens
    before = rows_of(ben)
    assert len(before) > 5
    him = str(ben.pk)
    form = {**ids, "id": him, "pk": him, "reader": him, "user": him, "email": ben.email, "handle": ben.handle}
    form |= {"name": "Taken over", "text": "Mine now.", "about": "Mine"}
    told = []
    for address in everywhere:
        dans = signed_in(dan)
        for answer in (dans.get(address), dans.get(address, form), dans.post(address, form, headers=SAME)):
            if "a secret of Ben" in answer.content.decode("utf-8", "replace"):
                told.append(address)
    assert told == []
    after = rows_of(ben)
    changed = {key: (row, after.get(key)) for key, row in before.items() if after.get(key) != row}
    assert changed == {}


def test_no_form_raises_ones_rank(ours, ben, signed_in):
    """Fields that no form shows mean nothing: to be staff, to have rights, to be proved, to be somebody else."""
    form = {
        "is_staff": "on", "is_superuser": "on", "is_active": "on", "groups": "1", "user_permissions": "1",
        "role": "administrator", "roles": "administrator", "id": "1", "pk": "1", "handle_key": "ada", "verified": "on",
        "primary": "on", "joined_at": "2001-01-01", "leaves_at": "", "password": "x", "email": "ada@paper.example",
        "name": "Ben", "handle": "ben", "about": "A line.", "visitor_class": "partner", "class": "partner",
        "granted": "1", "seen_by": "everybody", "recommended": "999", "status": "approved",
    }  # fmt: skip
    email, joined = ben.email, ben.joined_at
    for address in ours:
        signed_in(ben).post(address, form, headers=SAME)
    ben.refresh_from_db()
    assert (ben.is_staff, ben.is_superuser, ben.email, ben.joined_at) == (False, False, email, joined)
    assert ben.handle_key == "ben"
    assert not ben.groups.exists()
    assert not ben.user_permissions.exists()
    assert not ben.emailaddress_set.filter(email="ada@paper.example", verified=True).exists()


def test_nobody_joins_as_staff(uk, signed_in):
    form = {"email": "new@example.org", "is_staff": "on", "is_superuser": "on", "role": "administrator"}
    signed_in().post("/account/join/", form, headers=SAME)
    signed_in().post("/_/join", form, headers=SAME, content_type="application/json")
    made = Reader.objects.get(email="new@example.org")
    assert (made.is_staff, made.is_superuser, made.groups.count()) == (False, False, 0)
    assert made.joined_at <= timezone.now()

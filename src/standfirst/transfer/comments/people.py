"""Those who wrote in another house. They keep the name that stood there, unless it is a name of this paper's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from secrets import token_hex

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from standfirst.readers import handles
from standfirst.readers.models import Reader
from standfirst.readers.queries import names_of_others

from ..models import FormerAuthor
from .records import OldComment

#: RFC 2606: no mail ever reaches it, so nobody proves it.
NOWHERE = "unclaimed.invalid"
LONGEST_NAME = 60
_ADDRESS_WITHIN = re.compile(r"\S+@\S+")


def print_of(email: str) -> str:
    """A keyed fingerprint of an address; "" for what is none."""
    said = email.strip().lower()
    try:
        validate_email(said)
    except ValidationError:
        return ""
    return _fingerprint("email", said)


def prints_of(reader: Reader) -> set[str]:
    """Fingerprints of the addresses that a reader has proved."""
    proved = EmailAddress.objects.filter(user=reader, verified=True).values_list("email", flat=True)
    return {print_of(address) for address in proved} - {""}


def _fingerprint(of: str, text: str) -> str:
    return salted_hmac(f"standfirst.transfer.{of}", text, algorithm="sha256").hexdigest()


@dataclass(slots=True)
class People:
    """Finds the account that holds a former author's name, or makes it; asks for each once."""

    source: str
    #: Names that nobody may bring along: the staff's, the authors', the paper's.
    taken: frozenset[str] = field(default_factory=frozenset)
    renamed: set[str] = field(default_factory=set)
    made: int = 0
    _known: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, source: str) -> People:
        return cls(source, frozenset(names_of_others(Reader())))

    def author_of(self, comment: OldComment) -> int:
        """The number of the reader beside whose name this comment stands."""
        email = print_of(comment.email)
        name = self.name_of(comment.name)
        key = _fingerprint("author", f"{email}\n{comment.account}\n{name}")
        if key not in self._known:
            self._known[key] = self._find(key, email, name)
        return self._known[key]

    def _find(self, key: str, email: str, name: str) -> int:
        found = (
            FormerAuthor.objects.filter(source=self.source, key=key).values_list("reader", flat=True).first()
        )
        if found is not None:
            return found
        reader = Reader(email=f"{token_hex(16)}@{NOWHERE}", name=name, is_active=False)
        reader.set_unusable_password()
        reader.save()
        FormerAuthor.objects.create(source=self.source, key=key, email_print=email, reader=reader)
        self.made += 1
        return reader.pk

    def name_of(self, name: str) -> str:
        """A name as it may stand here: one line, no e-mail address, nobody else's."""
        tidy = handles.tidy_name(name)[:LONGEST_NAME].strip()
        if not tidy or _ADDRESS_WITHIN.search(tidy):
            return ""
        if handles.is_reserved(tidy) or handles.impersonates(tidy, self.taken):
            self.renamed.add(tidy)
            return ""
        return tidy

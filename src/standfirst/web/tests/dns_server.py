"""A domain name server of a few lines, on this machine: what it says is what a test wrote into it."""

from __future__ import annotations

import socket
import threading
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.reversename
import dns.rrset


class DnsServer:
    """Answers over UDP (RFC 1035). `records` maps (name, kind) to texts; a silent one answers nothing."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], list[str]] = {}
        self.asked: list[tuple[str, str]] = []
        self.silent = self.broken = False
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._socket.getsockname()[1]}"

    def knows(self, address: str, *names: str) -> None:
        """What the owner of the address wrote beside it."""
        self.records[dns.reversename.from_address(address).to_text(), "PTR"] = [f"{name}." for name in names]

    def leads(self, name: str, *addresses: str) -> None:
        """What the owner of the name wrote beside it."""
        for address in addresses:
            self.records.setdefault((f"{name}.", "AAAA" if ":" in address else "A"), []).append(address)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_how: object) -> None:
        self._stopping.set()
        self._thread.join(2)
        self._socket.close()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                packet, client = self._socket.recvfrom(2048)
            except TimeoutError:
                continue
            question = dns.message.from_wire(packet)
            asked = question.question[0]
            mark = (asked.name.to_text(), dns.rdatatype.to_text(asked.rdtype))
            self.asked.append(mark)
            if not self.silent:
                self._socket.sendto(self._answer(question, mark).to_wire(), client)

    def _answer(self, question: dns.message.Message, mark: tuple[str, str]) -> dns.message.Message:
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        found = self.records.get(mark)
        if self.broken:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif found is None and not any(name == mark[0] for name, _ in self.records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif found:
            answer.answer.append(dns.rrset.from_text(mark[0], 60, "IN", mark[1], *found))
        return answer

"""Hearing the bus: what was written is heard once, and a reader that was cut off says so."""

import json
import sqlite3
import threading
import time

import pytest

from standfirst.delivery.bus_reader import BusReader
from standfirst.delivery.bus_rows import SqliteRows


class Heard:
    """Remembers what it was told."""

    def __init__(self):
        self.said, self.cuts = [], 0

    def forget(self, keys, *, for_good):
        self.said.append(("withdraw" if for_good else "forget", *keys))

    def revoke(self, tags):
        self.said.append(("revoke", *tags))

    def announce(self, topic, number):
        self.said.append((topic, number))

    def change_keys(self):
        self.said.append(("keys",))

    def cut_off(self):
        self.cuts += 1


class Bus:
    """The table in a file, as other processes write it."""

    def __init__(self, path):
        self.path = str(path)
        self.file = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        self.file.execute("PRAGMA journal_mode=WAL")
        self.file.execute(
            "CREATE TABLE delivery_busmessage (id integer PRIMARY KEY AUTOINCREMENT, kind text, payload text)"
        )

    def say(self, kind, *payload):
        self.file.execute(
            "INSERT INTO delivery_busmessage (kind, payload) VALUES (?, ?)", (kind, json.dumps(payload))
        )


@pytest.fixture
def bus(tmp_path):
    return Bus(tmp_path / "paper.sqlite3")


@pytest.fixture
def heard():
    return Heard()


@pytest.fixture
def reader(bus, heard):
    made = BusReader(lambda: SqliteRows(bus.path), heard)
    made.start()
    assert made.is_ready.wait(5)
    yield made
    made.stop()


def eventually(holds):
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_each_line_is_heard_once_and_in_its_own_words(bus, heard, reader):
    bus.say("forget", "article/81", "front/uk")
    bus.say("withdraw", "article/82")
    bus.say("revoke", "a-tag")
    bus.say("announce", "thread/81", 3)
    eventually(lambda: len(heard.said) == 4)
    assert heard.said == [
        ("forget", "article/81", "front/uk"), ("withdraw", "article/82"), ("revoke", "a-tag"), ("thread/81", 3),
    ]  # fmt: skip


def test_a_line_nobody_understands_stops_nothing(bus, heard, reader):
    bus.say("announce", "no number", "x")
    bus.say("forget", "after")
    eventually(lambda: heard.said == [("forget", "after")])


def test_what_is_not_committed_is_not_heard(bus, heard, reader):
    bus.file.execute("BEGIN IMMEDIATE")
    bus.say("forget", "never")
    time.sleep(0.25)
    bus.file.execute("ROLLBACK")
    bus.say("forget", "really")
    eventually(lambda: heard.said == [("forget", "really")])


def test_a_reader_that_begins_knows_which_passes_are_dead(bus, heard):
    bus.say("revoke", "dead")
    bus.say("forget", "long ago")
    reader = BusReader(lambda: SqliteRows(bus.path), heard)
    reader.start()
    assert reader.is_ready.wait(5)
    reader.stop()
    assert (heard.said, heard.cuts) == ([("revoke", "dead")], 1)


def test_a_reader_that_was_cut_off_says_so_and_hears_again(bus, heard, monkeypatch):
    monkeypatch.setattr("standfirst.delivery.bus_reader.AGAIN", 0.02)
    away = threading.Event()

    class Rows(SqliteRows):
        def after(self, number):
            if away.is_set():
                raise sqlite3.OperationalError("gone")
            return super().after(number)

    reader = BusReader(lambda: Rows(bus.path), heard)
    reader.start()
    assert reader.is_ready.wait(5)
    away.set()
    eventually(lambda: heard.cuts > 1)
    away.clear()
    eventually(lambda: time.monotonic() - reader.heard_at < 0.05)
    bus.say("forget", "article/81")
    eventually(lambda: ("forget", "article/81") in heard.said)
    reader.stop()


def test_whoever_made_a_change_hears_it_before_going_on(bus, heard, reader):
    bus.say("forget", "article/81")
    reader.catch_up()
    assert heard.said == [("forget", "article/81")]


def test_while_the_database_is_away_nobody_waits_for_it(bus, heard):
    def away():
        raise OSError("away")

    reader = BusReader(away, heard)
    reader.start()
    began = time.monotonic()
    reader.catch_up()
    assert time.monotonic() - began < 1
    reader.stop()

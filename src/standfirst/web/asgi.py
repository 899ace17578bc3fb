"""The Front, composed: store, bridge to Django, files, streams, visitors and the bus."""

from __future__ import annotations

import asyncio
import logging
import re
from functools import partial
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

from standfirst import __version__
from standfirst.web.wsgi import application as django  # first: it sets Django up

# isort: split
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.urls import get_resolver

from standfirst.delivery.bridge import Bridge
from standfirst.delivery.bus_reader import BusReader
from standfirst.delivery.files import ASSETS, PICTURES, Files, Place
from standfirst.delivery.front import Front, Policy
from standfirst.delivery.render import Renderer
from standfirst.delivery.store import Store
from standfirst.delivery.streams import Streams
from standfirst.delivery.tally import Line, Tally
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions, read_again
from standfirst.forum.words.watching import watched

from .counting import save_counts
from .crawlers import DnsNames, Proofs
from .health import Health
from .hearing import Hearing, bus_connection
from .keyring import keyring
from .parameters import parameters
from .personal import NEWSROOM, PICTURE, is_personal
from .visitors import Knowledge, Visitors
from .visits import known_crawlers

log = logging.getLogger("standfirst.front")

#: Bytes that may be sent: to the newsroom pictures, to everything else words.
MOST_FROM_NEWSROOM = 64 * 1024 * 1024
MOST_FROM_READERS = 1024 * 1024
#: A reader's picture, and what a form puts around it.
MOST_OF_A_PICTURE = 6 * 1024 * 1024
#: Renditions and readers' pictures are never changed under their name; originals may be.
RENDITIONS = re.compile(r"^(?:images|readers)/")


def build_of(static: Path) -> str:
    """Names this build: the package's version and the names of all static files."""
    manifest = static / "staticfiles.json"
    names = manifest.read_bytes() if manifest.is_file() else b""
    return blake2b(__version__.encode() + b"\0" + names, digest_size=8).hexdigest()


def is_newsroom(path: str) -> bool:
    return path.startswith(NEWSROOM)


def most_body(path: str) -> int:
    if is_newsroom(path):
        return MOST_FROM_NEWSROOM
    return MOST_OF_A_PICTURE if path == PICTURE else MOST_FROM_READERS


def _read_editions() -> tuple[Edition, ...]:
    close_old_connections()
    read_again()
    return all_editions()


def warm_up() -> None:
    """What the first visitor would wait for: every view is imported, and the watched words are compiled."""
    try:
        get_resolver().url_patterns  # noqa: B018 - it is made when it is asked for
        watched()
    except DatabaseError as error:
        log.warning("the paper starts cold: %s", error)
    finally:
        close_old_connections()


def _save_counts(lines: list[Line]) -> None:
    close_old_connections()
    save_counts(lines)


def _knowledge(bridge: Bridge) -> Knowledge:
    """What is known of visitors without Django."""
    configuration = settings.CONFIGURATION
    return Knowledge(
        keys=keyring,
        edge_secret=configuration.edge_secret.encode(),
        read_editions=partial(bridge.run, _read_editions),
        crawlers=known_crawlers(),
        proves=Proofs(DnsNames(configuration.dns)).proves,
    )


def make_front() -> Front:
    """Everything a process needs to serve the paper."""
    configuration = settings.CONFIGURATION
    bridge = Bridge(django, threads=configuration.threads, one_writes=connection.vendor == "sqlite")
    store = Store(most_bytes=configuration.store_megabytes * 1024 * 1024)
    visitors = Visitors(_knowledge(bridge))
    front = Front(
        store=store,
        bridge=bridge,
        renderer=Renderer(bridge=bridge, store=store, build=build_of(Path(settings.STATIC_ROOT))),
        visits=visitors,
        policy=_policy(visitors),
        tally=Tally(_save_counts, bridge.run),
    )
    streams = Streams(address_of=front.client)
    bus = BusReader(bus_connection(settings.DATABASES["default"]), Hearing(store, visitors, streams))
    front.places = {
        "/static/": Files(Place("/static/", Path(settings.STATIC_ROOT), ASSETS)),
        "/media/": Files(Place("/media/", Path(settings.MEDIA_ROOT), PICTURES, RENDITIONS)),
        "/_/stream": streams,
        "/healthz": Health(bridge.run),
    }
    _live(front, bus, streams)
    return front


def _policy(visitors: Visitors) -> Policy:
    parts = urlsplit(settings.CONFIGURATION.url)
    return Policy(
        is_personal=is_personal,
        parameters=parameters,
        most_body=most_body,
        is_newsroom=is_newsroom,
        is_edge=visitors.is_edge,
        scheme=parts.scheme,
        host=parts.netloc,
        other_host=settings.CONFIGURATION.newsroom_netloc.lower().encode(),
    )


def _live(front: Front, bus: BusReader, streams: Streams) -> None:
    """What begins and ends with the process."""
    warming: list[asyncio.Task[None]] = []

    async def start() -> None:
        bus.start()
        front.tally.start()
        warming.append(asyncio.create_task(front.bridge.run(warm_up)))

    async def stop() -> None:
        bus.stop()
        await front.tally.close()
        front.bridge.close()

    front.start, front.stop, front.end_streams = start, stop, streams.close
    front.bridge.catch_up = bus.catch_up


application = make_front()

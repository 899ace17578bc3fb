"""One process of the front, on a socket that the supervisor opened.

    python -m standfirst.web.serving --fd 7
    python -m standfirst.web.serving --port 8001

The socket is the supervisor's, so that several processes can serve it, and so that visitors wait a moment, and are
not turned away, while one of them is started again.
"""

from __future__ import annotations

import argparse
import socket
import sys

from standfirst.delivery.wire import FrontServer
from standfirst.kit.processes import raise_file_limit

from .supervisor import listen


def main(arguments: list[str]) -> int:
    """Serve the paper until told to stop."""
    parser = argparse.ArgumentParser(prog="standfirst.web.serving")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--fd", type=int, help="a listening socket that was handed over")
    where.add_argument("--port", type=int, help="a port to listen on, at 127.0.0.1")
    args = parser.parse_args(arguments)
    raise_file_limit()
    listening = listen("127.0.0.1", args.port) if args.fd is None else socket.socket(fileno=args.fd)
    from .asgi import application  # reads the settings

    FrontServer(application).run(sockets=[listening])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

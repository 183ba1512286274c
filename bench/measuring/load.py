"""A load client: a few keep-alive connections on the loopback, one request after another on each."""

from __future__ import annotations

import re
import selectors
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from measuring.figures import percentile

TIMEOUT_SECONDS = 30.0
STATUS = re.compile(rb"HTTP/1\.\d (\d{3})")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
CLOSING = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


@dataclass
class Load:
    """What the client saw: how long each answered request took, the bytes of all answers, what went wrong.

    `processor_seconds` is what the server took meanwhile; whoever knows its processes fills it in.
    """

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    bytes: int = 0
    processor_seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def at(self, share: float) -> float:
        return percentile(self.latencies, share)

    def add(self, other: Load) -> None:
        """Take the measurements of another round in."""
        self.seconds += other.seconds
        self.latencies += other.latencies
        self.bytes += other.bytes
        self.processor_seconds += other.processor_seconds
        self.failures += other.failures


class Connection:
    """One keep-alive connection, and the answer that is arriving on it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = self.connect()
        self.answer = bytearray()
        self.asked = 0.0

    def connect(self) -> socket.socket:
        connected = socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_SECONDS)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connected

    def ask(self, request: bytes) -> None:
        self.answer.clear()
        self.asked = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Read what has come; whether the answer is whole now."""
        received = self.socket.recv(262_144)
        if not received:
            raise ConnectionError("the server closed the connection in the middle of an answer")
        self.answer += received
        end = self.answer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self.answer[: end + 2])
        if length := LENGTH.search(head):
            return len(self.answer) >= end + 4 + int(length[1])
        if CHUNKED.search(head):
            return self.answer.endswith(b"\r\n0\r\n\r\n")
        return head.startswith((b"HTTP/1.1 304", b"HTTP/1.1 204"))

    def renew(self) -> None:
        self.socket.close()
        self.socket = self.connect()

    @property
    def status(self) -> str:
        found = STATUS.match(self.answer)
        return found[1].decode() if found else "no status"

    @property
    def closing(self) -> bool:
        return CLOSING.search(self.answer[: self.answer.find(b"\r\n\r\n") + 2]) is not None


def put_load(
    port: int,
    paths: Sequence[str],
    headers: Mapping[str, str],
    *,
    connections: int = 4,
    seconds: float = 5.0,
    requests: int | None = None,
) -> Load:
    """Ask for the paths in turn, again and again, until the time is over (or so many requests were answered).

    An answer other than 200 is a failure, is not counted as answered, and names its path.
    """
    asking = cycle([(path, request_for(path, headers)) for path in paths])
    load = Load()
    asked_for: dict[Connection, str] = {}
    with selectors.DefaultSelector() as selector:
        try:
            started = time.perf_counter()
            for _ in range(connections):
                send_next(Connection(port), asking, asked_for, selector)
            while asked_for:
                for connection in ready(selector):
                    if not connection.receive():
                        continue
                    now = time.perf_counter()
                    note(load, connection, asked_for.pop(connection), now)
                    enough = requests is not None and len(load.latencies) + len(load.failures) >= requests
                    selector.unregister(connection.socket)
                    if now - started < seconds and not enough:
                        if connection.closing:
                            connection.renew()
                        send_next(connection, asking, asked_for, selector)
                    else:
                        connection.socket.close()
            load.seconds = time.perf_counter() - started
        finally:
            for connection in asked_for:
                connection.socket.close()
    return load


def request_for(path: str, headers: Mapping[str, str]) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: localhost",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def send_next(
    connection: Connection,
    asking: Iterator[tuple[str, bytes]],
    asked_for: dict[Connection, str],
    selector: selectors.BaseSelector,
) -> None:
    path, request = next(asking)
    asked_for[connection] = path
    selector.register(connection.socket, selectors.EVENT_READ, connection)
    connection.ask(request)


def ready(selector: selectors.BaseSelector) -> list[Connection]:
    events = selector.select(TIMEOUT_SECONDS)
    if not events:
        raise TimeoutError(f"the server has not answered for {TIMEOUT_SECONDS:.0f} seconds")
    return [key.data for key, _ in events]


def note(load: Load, connection: Connection, path: str, now: float) -> None:
    """Count an answer, or what was wrong with it."""
    if connection.status == "200":
        load.latencies.append(now - connection.asked)
        load.bytes += len(connection.answer)
    else:
        load.failures.append(f"{connection.status} for {path}")

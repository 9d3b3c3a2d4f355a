"""Requests one after the other over kept connections, as fast as they are answered."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came back: how many in how long, each one's seconds, and how much of which status."""

    seconds: float
    latencies: Sequence[float]
    statuses: dict[int, int] = field(default_factory=dict)
    bytes: int = 0

    @property
    def rate(self) -> float:
        """Return answers a second."""
        return len(self.latencies) / self.seconds

    def quantile(self, part: float) -> float:
        """Return the seconds below which so large a part of the answers came."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def asked(path: str, cookie: str = "", etag: str = "") -> bytes:
    """Return a request as it is sent."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: */*"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    lines += [f"If-None-Match: {etag}"] if etag else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Line:
    """One connection; a server that closes it is called again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None

    def ask(self, request: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
        """Return status, heads and body."""
        for _ in range(2):
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=120)
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self.socket.sendall(request)
                return self._answer(self.socket)
            except (ConnectionError, IndexError):
                self.socket = None  # closed between two requests
        raise ConnectionError(f"port {self.port} answers nothing")

    def _answer(self, line: socket.socket) -> tuple[int, dict[bytes, bytes], bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more(line)
        head, _, body = data.partition(b"\r\n\r\n")
        first, *rest = head.split(b"\r\n")
        heads = {key.lower(): value.strip() for key, _, value in (r.partition(b":") for r in rest)}
        if heads.get(b"transfer-encoding") == b"chunked":
            body = self._chunks(line, body)
        else:
            while len(body) < int(heads.get(b"content-length", b"0")):
                body += self._more(line)
        if heads.get(b"connection") == b"close":
            self.socket = None
        return int(first.split()[1]), heads, body

    def _chunks(self, line: socket.socket, data: bytes) -> bytes:
        while not data.endswith(b"0\r\n\r\n"):
            data += self._more(line)
        return data

    @staticmethod
    def _more(line: socket.socket) -> bytes:
        data = line.recv(1 << 20)
        if not data:
            raise ConnectionError
        return data


def etags(port: int, requests: Sequence[bytes]) -> list[str]:
    """Return the stamp of each answer."""
    line = Line(port)
    return [line.ask(request)[1][b"etag"].decode() for request in requests]


def once_each(port: int, requests: Sequence[bytes]) -> Answered:
    """Ask for each thing once, over one connection."""
    return _drive(port, [requests], seconds=None)


def steadily(port: int, requests: Sequence[bytes], *, seconds: float, lines: int) -> Answered:
    """Ask for things in turn for a while, over some connections at once."""
    shares = [requests[n::lines] for n in range(lines)]
    return _drive(port, shares, seconds=seconds)


def _drive(port: int, shares: Sequence[Sequence[bytes]], *, seconds: float | None) -> Answered:
    latencies: list[float] = []
    statuses: dict[int, int] = {}
    size = [0]
    began = time.perf_counter()

    def work(requests: Sequence[bytes]) -> None:
        line = Line(port)
        while True:
            for request in requests:
                if seconds is not None and time.perf_counter() - began > seconds:
                    return
                start = time.perf_counter()
                status, _heads, body = line.ask(request)
                latencies.append(time.perf_counter() - start)
                statuses[status] = statuses.get(status, 0) + 1
                size[0] += len(body)
            if seconds is None:
                return

    threads = [threading.Thread(target=work, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - began
    return Answered(seconds=taken, latencies=latencies, statuses=statuses, bytes=size[0])

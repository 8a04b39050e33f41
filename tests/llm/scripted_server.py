"""An OpenAI-compatible server whose reply is chosen by the model's name, `scripted-SCENARIO`.

    cd tests && python -m llm.scripted_server LOG

It listens on a free port of the loopback, prints the port, and appends to LOG one JSON line when a
request comes ("came", with its headers and body) and one when it ends ("ended", with its outcome:
"done", "failed", "dropped" or "client closed"). It needs nothing but the standard library.
"""

from __future__ import annotations

import json
import select
import socket
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, count
from pathlib import Path
from typing import Any

from llm.requested import TOGETHER, Failure, Meeting, Move, Request, Silence, Spent, count_by_bytes
from llm.scenarios import Script

MEETING_S = 240.0
BACKLOG = 512


class ClientClosedError(Exception):
    """The client closed the connection before the reply was done."""


class Server(ThreadingHTTPServer):
    """Listens, and keeps the log."""

    request_queue_size = BACKLOG
    daemon_threads = True

    def __init__(self, log: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = Script()
        self.meeting = threading.Barrier(TOGETHER)
        self.numbers = count()
        self._log = log.open("a", encoding="utf-8")
        self._writing = threading.Lock()

    def note(self, event: str, number: int, **facts: object) -> None:
        """Appends a line to the log."""
        line = {"event": event, "number": number, "time_ns": time.time_ns(), **facts}
        with self._writing:
            self._log.write(json.dumps(line) + "\n")
            self._log.flush()

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of clients that go away between requests."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Serves one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        """Lists one model."""
        body = {"object": "list", "data": [{"id": "scripted-answers", "object": "model"}]}
        self._json(200 if self.path == "/v1/models" else 404, body)

    def do_POST(self) -> None:
        """Plays the scenario that the model's name asks for."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        request = Request(body, key=self.headers.get("Authorization", ""))
        number = next(self.server.numbers)
        self.server.note("came", number, headers=dict(self.headers), body=body)
        try:
            outcome = self._play(request)
        except (ClientClosedError, BrokenPipeError, ConnectionResetError):
            outcome, self.close_connection = "client closed", True
        self.server.note("ended", number, outcome=outcome)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's own name
        """Keeps standard error empty."""

    def _play(self, request: Request) -> str:
        moves = self.server.script.moves(request)
        first = next(moves, "")
        if isinstance(first, Failure):
            self._json(first.status, first.body(), first.headers)
            return "failed"
        if request.body.get("stream"):
            return self._stream(request, chain([first], moves))
        text = [move for move in chain([first], moves) if isinstance(move, str)]
        message = {"role": "assistant", "content": "".join(text)}
        choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
        body = {
            "object": "chat.completion",
            "choices": choices,
            "usage": _usage(request, len(text)),
        }
        self._json(200, _envelope(request) | body)
        return "done"

    def _stream(self, request: Request, moves: Iterator[Move]) -> str:
        self._chunked = request.scenario != "drops-silently"
        self._begin_stream()
        self._chunk(request, {"role": "assistant", "content": ""})
        written, finish = 0, "stop"
        for move in moves:
            if isinstance(move, str):
                self._listen(0)
                self._chunk(request, {"content": move})
                written += 1
            elif isinstance(move, Silence):
                self._listen(move.seconds)
            elif isinstance(move, Meeting):
                self.server.meeting.wait(MEETING_S)
            elif isinstance(move, Spent):
                finish = "length"
            elif isinstance(move, Failure):
                self._event(move.body())
                self._end_stream()
                return "failed"
            else:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return "dropped"
        self._finish(request, written, finish)
        return "done"

    def _finish(self, request: Request, written: int, finish: str) -> None:
        self._chunk(request, {}, finish=finish)
        if (request.body.get("stream_options") or {}).get("include_usage"):
            usage = {"object": "chat.completion.chunk", "usage": _usage(request, written)}
            self._event(_envelope(request) | usage | {"choices": []})
        self._send(b"data: [DONE]\n\n")
        self._end_stream()

    def _listen(self, seconds: float) -> None:
        """Waits; a client that closes meanwhile ends the reply."""
        readable, _, _ = select.select([self.connection], [], [], seconds)
        if readable and not self.connection.recv(1, socket.MSG_PEEK):
            raise ClientClosedError

    def _begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if self._chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:  # the end of the connection is the end of the reply
            self.send_header("Connection", "close")
        self.end_headers()

    def _end_stream(self) -> None:
        self.wfile.write(b"0\r\n\r\n" if self._chunked else b"")

    def _chunk(self, request: Request, delta: dict[str, str], *, finish: str | None = None) -> None:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        self._event(_envelope(request) | {"object": "chat.completion.chunk", "choices": choices})

    def _event(self, body: dict[str, Any]) -> None:
        self._send(f"data: {json.dumps(body)}\n\n".encode())

    def _send(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data) if self._chunked else data)

    def _json(
        self, status: int, body: dict[str, Any], headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(data)))):
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(data)


def _envelope(request: Request) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "created": 0, "model": request.body["model"]}


def _usage(request: Request, written: int) -> dict[str, int]:
    read = count_by_bytes(request.prompt)
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


if __name__ == "__main__":
    server = Server(Path(sys.argv[1]))
    print(server.server_port, flush=True)
    server.serve_forever()

"""A language model's server of the tests' own, that answers as it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[BaseHTTPRequestHandler], None]

PARAGRAPH = "ノルウェーは掃海艇2隻を黒海に派遣すると約束した。"
QUOTE = "掃海艇2隻を黒海に派遣すると約束した"


def claim(**changes: Any) -> dict[str, Any]:
    """A claim as a model gives it."""
    return {
        "quote": QUOTE,
        "kind": "commitment",
        "subject": "nor",
        "object": "",
        "act": "deploy",
        "value": 2,
        "unit": "ships",
        "per": "",
        "as_of": "",
        "polarity": "affirmed",
        "modality": "plan",
        "condition": "",
        "speaker": "",
        "binding": 2,
        "confidence": 0.9,
    } | changes


def completion(content, **changes):
    message = {"role": "assistant", "content": content}
    return {"choices": [{"message": message, "finish_reason": "stop"} | changes]}


def claims(*found):
    return json.dumps({"claims": list(found)}, ensure_ascii=False)


def sending(body, status=200, after=0.0, **headers) -> Reply:
    """A reply that sends a body."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    def send(handler):
        time.sleep(after)
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return send


class Model:
    """The server: gives its replies in turn, and keeps what it was asked.

    Attributes:
        reading: What it claims of a paragraph; its replies are not needed then.
    """

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.asked: list[dict[str, Any]] = []
        self.reading: Callable[[str], list[dict[str, Any]]] | None = None
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                body = json.loads(self.rfile.read(length))
                model.asked.append({"path": self.path, **body})
                model.reply(body)(self)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def reply(self, body) -> Reply:
        if self.reading is None:
            return self.replies.pop(0)
        _, paragraph, _ = body["messages"][1]["content"].split("\n")
        return sending(completion(claims(*self.reading(paragraph))))

    def will_send(self, body, status=200, after=0.0, **headers):
        self.replies.append(sending(body, status, after, **headers))

    def will_claim(self, *found):
        self.will_send(completion(claims(*found)))


@contextmanager
def served() -> Iterator[Model]:
    """The server, as long as it is needed."""
    model = Model()
    thread = threading.Thread(target=model.server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield model
    finally:
        model.server.shutdown()
        model.server.server_close()
        thread.join()

"""A running server that is watched, and a visit to it as a program makes one."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path


@dataclass
class Guarded:
    """A running server that may reach nobody, and where its attempts are written."""

    port: int
    attempts: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str]]:
        """Status and headers of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.read()
        found = {name.lower(): value for name, value in answer.getheaders()}
        connection.close()
        return answer.status, found

    def handshake(self, **headers: str) -> int:
        """What a WebSocket's opening is answered: 101 lets it in."""
        with self.opening(**headers) as line:
            return int(line.recv(200).split()[1])

    def opening(self, **headers: str) -> socket.socket:
        """A connection on which a WebSocket's opening was asked for."""
        own = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
        own["Sec_WebSocket_Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
        line = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in (own | headers).items()]
        line.sendall("\r\n".join(["GET /_stcore/stream HTTP/1.1", *lines, "", ""]).encode())
        return line


class Visitor:
    """A visit as a program makes it: a WebSocket that opens a session, and files put into it."""

    def __init__(self, guarded: Guarded) -> None:
        from websockets.sync.client import connect

        self.port = guarded.port
        host = f"127.0.0.1:{guarded.port}"
        cookie = guarded.ask("/_stcore/health")[1]["set-cookie"]
        self.token = cookie.partition("_streamlit_xsrf=")[2].partition(";")[0]
        url = f"ws://{host}/_stcore/stream"
        self.line = connect(url, origin=f"http://{host}", subprotocols=["streamlit"], legacy=True)
        self.session = self.asks_again()

    def asks_again(self) -> str:
        """Have the page drawn; the visit's id as the server tells it."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        asked = BackMsg()
        asked.rerun_script.query_string = ""
        self.line.send(asked.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.line.recv(timeout=60))
            if message.WhichOneof("type") == "new_session":
                return message.new_session.initialize.session_id

    def put(self, name: str, content: bytes) -> int:
        """The status that a file is answered."""
        parts = [b"--x", b'Content-Disposition: form-data; name="file"; filename="a.csv"', b"", content, b"--x--", b""]
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        headers |= {"Cookie": f"_streamlit_xsrf={self.token}", "X-Xsrftoken": self.token}
        path = f"/_stcore/upload_file/{self.session}/{name}"
        connection.request("PUT", path, b"\r\n".join(parts), headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

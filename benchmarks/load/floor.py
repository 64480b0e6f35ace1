"""The least that a server of this kind does: a route that answers a text, asked by the same crowd."""

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

app = Starlette(routes=[Route("/j/{code}", lambda _request: PlainTextResponse("here"), methods=["GET", "POST"])])

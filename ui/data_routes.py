"""Data addresses: each chart, table and named question for other programs, open to every site.

Nothing here knows who asks. An answer carries an ETag made of the state of the atlas and of its address, so that a
program that asks again is told in a few bytes that nothing has changed.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from analytics.core import state, style
from analytics.core.language import DEFAULT, use
from analytics.publish import offer
from ui import page_registry, visitors
from ui.pace import Pace
from ui.places import RETRY_SECONDS, Answering, Places

if TYPE_CHECKING:
    from analytics.open_data.addresses import File

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After, Content-Disposition",
    "Access-Control-Max-Age": "86400",
}
FRESH_SECONDS = 300
LD, ATOM = "application/ld+json", "application/atom+xml"

reading = Places("data", 2, 60)  # a workbook that is refreshed asks for all its queries at once
packing = Places("package", 1, 4)  # the whole atlas in a file
PACE = Pace(120, 2.0)


def routes(pace: Pace = PACE) -> Sequence[BaseRoute]:
    """The routes of data addresses; `pace` is how often one address may ask."""
    addresses: tuple[tuple[str, Answering, Places], ...] = (
        ("/openapi.json", api, reading),
        ("/data/datapackage.json", package_description, reading),
        ("/data/catalogue.jsonld", schema_org, reading),
        ("/data/dcat.jsonld", dcat, reading),
        ("/data/changes.atom", feed, reading),
        ("/data/nordic-cluster-atlas.zip", package, packing),
        ("/data/nordic-cluster-atlas.duckdb", database, packing),
        ("/data/table/{name}", table, reading),
        ("/data/query/{name}", question, reading),
        ("/data/{name}", chart, reading),
    )
    return [Route(path, _open(answer, places, pace), methods=["GET", "OPTIONS"]) for path, answer, places in addresses]


def chart(request: Request) -> Response:
    """The figures of a chart."""
    from analytics.open_data import addresses, meta

    id_, extension = addresses.chart_asked(request.path_params["name"])
    drawn = addresses.drawn(id_, _query(request))
    if extension != addresses.META:
        return _file(request, addresses.chart_file(drawn, extension))
    page = f"{_base(request)}/{page_registry.page_link(drawn)}"
    return _json(request, {**meta.of_chart(drawn), "page": page})


def table(request: Request) -> Response:
    """The rows of a table."""
    from analytics.open_data import addresses

    name, extension = addresses.table_asked(request.path_params["name"])
    return _file(request, addresses.table_file(name, extension, _query(request)))


def question(request: Request) -> Response:
    """The rows that answer a named question."""
    from analytics.open_data import query_addresses

    name, extension = query_addresses.asked(request.path_params["name"])
    return _file(request, query_addresses.file(name, extension, _query(request)))


def api(request: Request) -> Response:
    """The description of all data addresses."""
    from analytics.open_data import openapi

    return _json(request, openapi.document())


def package_description(request: Request) -> Response:
    """The description of the Frictionless Data Package."""
    from analytics.open_data import package as packages

    return _json(request, packages.description())


def schema_org(request: Request) -> Response:
    """The tables as schema.org describes data sets."""
    from analytics.open_data import linked

    return _json(request, linked.schema_org(_base(request)), LD)


def dcat(request: Request) -> Response:
    """The tables as DCAT-AP describes data sets."""
    from analytics.open_data import linked

    return _json(request, linked.dcat(_base(request)), LD)


def feed(request: Request) -> Response:
    """What changed in the tables, newest first; of one table where the address names it."""
    from analytics.open_data import addresses
    from analytics.open_data import feed as feeds

    return _answer(request, feeds.atom(_base(request), addresses.feed_asked(_query(request))), ATOM)


def package(request: Request) -> Response:
    """All tables with their description as a Frictionless Data Package."""
    from analytics.open_data import package as packages

    return _whole(request, packages.zipped(), "zip")


def database(request: Request) -> Response:
    """All tables in one DuckDB file."""
    from analytics.open_data import package as packages

    return _whole(request, packages.database(), "duckdb")


def _open(answering: Answering, places: Places, pace: Pace) -> Callable[[Request], Awaitable[Response]]:
    """An answer for every site, at a pace, in the language that the address asks for; refusals are plain text."""

    def answered(request: Request) -> Response:
        from analytics.open_data.addresses import Refused, language_of

        use(DEFAULT)
        style.use("light")
        state.use(state.SHARED)
        try:
            use(language_of(_query(request)))
            if _tag(request) in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers=_kept(request))
            return answering(request)
        except Refused as refused:
            wait = {"Retry-After": str(RETRY_SECONDS)} if refused.status == 503 else {}
            return PlainTextResponse(f"{refused}\n", refused.status, {"Cache-Control": "no-store", **wait})

    made = places(answered)

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=CORS)
        if wait := pace.wait(visitors.address(request)):
            words = f"Too many requests. Ask again in {wait} s.\n"
            response: Response = PlainTextResponse(words, 429, {"Retry-After": str(wait), "Cache-Control": "no-store"})
        else:
            response = await made(request)
        response.headers.update(CORS)
        return response

    return answer


def _answer(request: Request, content: bytes, mime: str, name: str = "") -> Response:
    headers = _kept(request) | ({"Content-Disposition": f'inline; filename="{name}"'} if name else {})
    return Response(content, media_type=mime, headers=headers)


def _whole(request: Request, path: Path, kind: str) -> Response:
    """A file from the disk, sent piece by piece."""
    name, mime = f"nordic-cluster-atlas.{kind}", offer.FORMATS[kind].mime
    return FileResponse(path, media_type=mime, filename=name, headers=_kept(request))


def _file(request: Request, file: File) -> Response:
    return _answer(request, file.content, file.mime, file.name)


def _json(request: Request, content: Mapping[str, Any], mime: str = "application/json") -> Response:
    return _answer(request, json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode(), mime)


def _kept(request: Request) -> dict[str, str]:
    return {"ETag": _tag(request), "Cache-Control": f"public, max-age={FRESH_SECONDS}"}


def _tag(request: Request) -> str:
    """The state of the atlas, the address and the day, which some figures and all workbooks depend on."""
    from analytics.open_data import state

    asked = "\n".join((state.version(), str(request.url), date.today().isoformat()))
    return f'"{sha256(asked.encode()).hexdigest()[:24]}"'


def _query(request: Request) -> dict[str, list[str]]:
    return {name: request.query_params.getlist(name) for name in request.query_params}


def _base(request: Request) -> str:
    """Where the atlas answers; behind a proxy that ends https the request itself comes by http."""
    forwarded = request.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return f"{'https' if forwarded == 'https' else request.url.scheme}://{request.url.netloc}"


ROUTES = routes()

"""The atlas as a web app, started by `streamlit run app.py`.

The script of the pages is ui/main.py: beside a folder named pages/, Streamlit would guess its own navigation for the
first visitor after a start.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from ui import compressed, data_routes, gate, health, logs, phone, routes, server

ROOT = Path(__file__).resolve().parent
logs.set_up()


@asynccontextmanager
async def warm(_app: Any) -> AsyncIterator[None]:
    """Get ready while the server starts, and keep what is promised about old workshops."""
    for work in (server.load, server.forget, server.answer_first):
        Thread(target=work, daemon=True).start()
    if current_thread() is main_thread():
        phone.stop_with_the_server()
    yield


app = st.App(
    ROOT / "ui" / "main.py",
    routes=[
        Mount("/static-atlas", StaticFiles(directory=ROOT / "static"), name="atlas files"),
        *health.ROUTES,
        *routes.ROUTES,
        *data_routes.ROUTES,
    ],
    middleware=[Middleware(each) for each in (server.Asked, server.Headers, gate.Gate, compressed.Compressed)],
    lifespan=warm,
)

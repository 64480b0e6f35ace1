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

from ui import gate, routes, server
from ui.phone import follow

ROOT = Path(__file__).resolve().parent


@asynccontextmanager
async def warm(_app: Any) -> AsyncIterator[None]:
    """Get ready while the server starts, and keep what is promised about old workshops."""
    for work in (server.load, server.forget):
        Thread(target=work, daemon=True).start()
    if current_thread() is main_thread():
        follow.stop_with_the_server()
    yield


app = st.App(
    ROOT / "ui" / "main.py",
    routes=[
        Mount("/static-atlas", StaticFiles(directory=ROOT / "static"), name="atlas files"),
        *routes.ROUTES,
    ],
    middleware=[Middleware(server.Headers), Middleware(gate.Gate)],
    lifespan=warm,
)

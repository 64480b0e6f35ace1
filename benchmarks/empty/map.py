"""The floor of the map page as a server: it serves the boundaries as a file, like the atlas does."""

from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent.parent / "static"

app = st.App(HERE / "map_page.py", routes=[Mount("/boundaries", StaticFiles(directory=STATIC), name="boundaries")])

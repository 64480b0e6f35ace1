"""What runs for every visit: page config, language, navigation, the chosen page."""

import sys
from pathlib import Path
from typing import Literal

import streamlit as st

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # Streamlit puts this script's own folder there, not the project's
    sys.path.insert(0, str(ROOT))

st.set_page_config(page_title="Nordic Cluster Atlas", page_icon=str(ROOT / "static" / "icon.png"), layout="wide")

from ui import address, layout, navigation, own_data, search  # noqa: E402

layout.choose_language()
layout.legible()
own_data.follow()
page = navigation.draw()
address.on_page(page.url_path)
navigation.forward(page.url_path)
search.follow()
width: Literal["stretch"] | int = "stretch" if page.url_path == "board" else 1200  # a projector is filled
with st.container(horizontal_alignment="center"), st.container(width=width, key="page"):
    own_data.badge()
    with layout.page_errors():
        layout.faults()
        page.run()
    layout.say_language()
    layout.follow_width()
    if page.url_path != "embed":  # it stands in another page
        layout.foot()

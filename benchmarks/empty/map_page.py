"""The floor of the map page: a title, one selectbox, one pydeck map of 66 coloured regions and 150 points."""

import json

import pydeck
import streamlit as st

COLOURS = [[222, 235, 247], [158, 202, 225], [107, 174, 214], [49, 130, 189], [8, 81, 156]]
SEA = {"version": 8, "sources": {}, "layers": [{"id": "sea", "type": "background"}]}

st.set_page_config(layout="wide")
st.title("One map")
shift = st.selectbox("Shift of the classes", range(8), key="choice")
classes = [(i * (shift + 1)) % len(COLOURS) for i in range(66)]
regions = pydeck.Layer(
    "GeoJsonLayer",
    id="regions",
    data="boundaries/nuts3.geojson",
    get_fill_color=f"({json.dumps(COLOURS)})[({json.dumps(classes)})[properties.i]]",
    update_triggers={"getFillColor": classes},
    pickable=True,
)
points = pydeck.Layer(
    "ScatterplotLayer",
    id="points",
    data=[{"at": [5 + n % 25, 55 + n // 10]} for n in range(150)],
    get_position="at",
    get_radius=12_000,
    get_fill_color=[168, 58, 51],
    pickable=True,
)
view = pydeck.ViewState(latitude=64.4, longitude=5.0, zoom=3.25)
style = "data:application/json," + json.dumps(SEA)
st.pydeck_chart(
    pydeck.Deck([regions, points], initial_view_state=view, map_provider=None, map_style=style), height=620, key="map"
)

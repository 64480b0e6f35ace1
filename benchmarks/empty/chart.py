"""The floor of a page with a chart: a title, one selectbox, one Plotly chart of five lines, as a page would have."""

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
st.title("One chart")
slope = st.selectbox("Slope", range(1, 9), key="choice")
figure = go.Figure([go.Scatter(x=list(range(25)), y=[slope * x + 10 * n for x in range(25)]) for n in range(5)])
st.plotly_chart(figure.update_layout(height=320), theme=None, key="chart")

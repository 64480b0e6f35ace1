"""A title and pandas: what an app starts with that reads a table at all."""

import pandas  # noqa: F401
import streamlit as st

st.title("An empty page that has loaded pandas")

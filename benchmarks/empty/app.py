"""The floor of a cold start: a Streamlit app that shows a title and nothing else."""

import streamlit as st

st.title("An empty page")

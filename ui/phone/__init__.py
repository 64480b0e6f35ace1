"""The pages of a participant's phone: plain HTML from the server, without Streamlit, usable without script."""

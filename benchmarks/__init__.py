"""How fast the atlas is beside an almost empty Streamlit app, measured in one run: `make bench`."""

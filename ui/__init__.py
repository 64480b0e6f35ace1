"""Everything shared that knows Streamlit."""

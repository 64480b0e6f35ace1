"""Tests of the atlas as open data."""

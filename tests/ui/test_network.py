"""Which addresses lead phones to this machine, and which cannot."""

from __future__ import annotations

import ipaddress

import pytest

from ui import network


@pytest.mark.parametrize(
    ("origin", "here"),
    [
        ("http://localhost:8501", True),
        ("http://127.0.0.1:8501", True),
        ("http://[::1]:8501", True),
        ("http://atlas.localhost", True),
        ("http://192.168.1.20:8501", False),
        ("https://atlas.example", False),
        ("https://localhost.example", False),
        ("", False),
    ],
)
def test_localhost_is_told_from_addresses_that_others_reach(origin: str, here: bool) -> None:
    assert network.only_here(origin) is here


def test_no_address_of_this_machine_alone_is_offered() -> None:
    for address in network.addresses():
        found = ipaddress.ip_address(address)
        assert not any((found.is_loopback, found.is_link_local, found.is_unspecified))


def test_offered_addresses_keep_scheme_and_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "addresses", lambda: ["192.168.1.20"])
    assert network.usable("http://localhost:8501") == ["http://192.168.1.20:8501"]
    monkeypatch.setenv("ATLAS_HOSTS", "atlas.example")  # the server would turn the address away
    assert network.usable("http://localhost:8501") == []

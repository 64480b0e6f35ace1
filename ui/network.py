"""Where phones find this machine. Nothing is sent to find out: the machine's own interfaces are asked."""

from __future__ import annotations

import ipaddress
import socket
import struct
from contextlib import suppress
from urllib.parse import urlsplit

import streamlit as st

from ui import address, gate

CHOSEN = "network address"  # of this machine, as the facilitator chose it
_SIOCGIFADDR = 0x8915  # Linux: the IPv4 address of an interface


def phone_link(code: str) -> str | None:
    """The address that phones can open to join; None where the page is open as localhost and no other is known."""
    known = base()
    return None if known is None else f"{known}/j/{code}"


def base() -> str | None:
    """Where other devices find the atlas: the page's own address, or in place of localhost one of the machine's."""
    here = address.origin()
    if not only_here(here):
        return here
    known = usable(here)
    chosen = st.session_state.get(CHOSEN)
    return chosen if chosen in known else next(iter(known), None)


def only_here(origin: str) -> bool:
    """Whether an address such as "http://localhost:8501" means the machine that asks, whichever it is."""
    host = urlsplit(origin).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def usable(origin: str) -> list[str]:
    """The addresses by which other devices reach the server that answers to this one; none if it answers here only."""
    parts, listening = urlsplit(origin), st.get_option("server.address")
    if listening and only_here(f"http://{listening}"):
        return []
    port = f":{parts.port}" if parts.port else ""
    return [f"{parts.scheme}://{host}{port}" for host in addresses() if gate.known_host(f"{host}{port}")]


def addresses() -> list[str]:
    """The IPv4 addresses of this machine that other devices may reach, those of a local network first."""
    try:
        names = [name for _index, name in socket.if_nameindex()]
    except OSError:
        names = []
    found = {_of_interface(name) for name in names}
    with suppress(OSError):
        found |= {str(known[4][0]) for known in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    sound = [ipaddress.IPv4Address(given) for given in found if given]
    reached = [given for given in sound if not (given.is_loopback or given.is_link_local or given.is_unspecified)]
    return [str(given) for given in sorted(reached, key=lambda given: (not given.is_private, given))]


def _of_interface(name: str) -> str:
    try:
        import fcntl
    except ImportError:  # Windows: the host's name is asked instead
        return ""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        try:
            asked = struct.pack("256s", name.encode()[:15])
            return socket.inet_ntoa(fcntl.ioctl(handle.fileno(), _SIOCGIFADDR, asked)[20:24])
        except OSError:
            return ""

"""Which network addresses may be connected to: public ones only, whatever form they are written in."""

from __future__ import annotations

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

HIDDEN_V4 = tuple(
    ipaddress.IPv6Network(each)
    for each in (
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # NAT64 for local use, RFC 8215
        "2002::/16",  # 6to4
        "2001::/32",  # Teredo
        "::/96",  # IPv4-compatible
        "::ffff:0:0/96",  # IPv4-mapped
        "::ffff:0:0:0/96",  # IPv4-translated
    )
)
"""Forms that hold an IPv4 address. All are refused: no news site needs one, and each reaches private networks
somewhere."""
REFUSED = tuple(
    ipaddress.ip_network(each)
    for each in (
        "100.64.0.0/10",  # shared by a provider's customers
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "fec0::/10",
        "100::/64",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
    )
)
"""Shared, special-purpose and documentation networks (IANA registries) that Python versions class differently."""


def why_refused(address: str) -> str | None:
    """Why an IP address may not be connected to, in a word or two; `None` if it may."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "no IP address"
    if isinstance(ip, ipaddress.IPv6Address) and any(ip in network for network in HIDDEN_V4) and not ip.is_loopback:
        return "an IPv4 address in disguise" if int(ip) else "unspecified"
    tests = (
        ("loopback", ip.is_loopback), ("link-local", ip.is_link_local), ("multicast", ip.is_multicast),
        ("unspecified", ip.is_unspecified), ("private", ip.is_private), ("reserved", ip.is_reserved),
        ("special-purpose", any(ip in network for network in REFUSED if network.version == ip.version)),
        ("not public", not ip.is_global),
    )  # fmt: skip
    return next((name for name, holds in tests if holds), None)


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order the system gives them. Raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))

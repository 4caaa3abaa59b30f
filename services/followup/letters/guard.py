"""Where a webhook may point.

Owns: the check that an address that somebody typed leads out into the public internet, and not to
this machine, its neighbours or a cloud's own services. The name is resolved once and every
address that it has must be public; the call then goes to those very addresses, so that a name
which changes its mind between check and call gains nothing.
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from services.followup.letters.lookup import Resolver, addresses, system

PORTS = {"http": 80, "https": 443}
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_TUNNELS = tuple(
    ipaddress.ip_network(net)
    for net in (
        "::/96",  # IPv4-compatible
        "::ffff:0:0/96",  # IPv4-mapped
        "::ffff:0:0:0/96",  # IPv4-translated
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",  # NAT64, local
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4
        "192.88.99.0/24",  # 6to4 relays
    )
)
"""Each carries an IPv4 address inside, which the other end would unpack unchecked."""


class UnsafeAddress(ValueError):
    """The URL cannot be a webhook's; the text says why."""


@dataclass(frozen=True)
class Target:
    """A checked URL: the host's name for TLS and the Host header, and the addresses to call."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def authority(self) -> str:
        """The Host header: the name, with the port where it is not the scheme's own."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"


def checked(url: str, *, private: bool, resolver: Resolver = system) -> Target:
    """The target of `url`, its name resolved now; with `private` any address and http will do.

    Raises UnsafeAddress.
    """
    scheme, host, port, path = _parts(url)
    if scheme == "http" and not private:
        raise UnsafeAddress("must begin with https://")
    found = _resolved(host, port, resolver)
    if not private:
        hidden = [str(one) for one in found if not _public(one)]
        if hidden:
            raise UnsafeAddress(f"leads to {hidden[0]}, which is not a public address")
    return Target(scheme, host, port, path, tuple(str(one) for one in found))


def _parts(url: str) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnsafeAddress("cannot be read as a URL") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise UnsafeAddress("must begin with https:// and name a host")
    if parts.username is not None or not (url.isascii() and url.isprintable()) or " " in url:
        raise UnsafeAddress("must hold neither a user name nor spaces nor other scripts")
    path = parts.path or "/"
    return (
        parts.scheme,
        parts.hostname,
        port or PORTS[parts.scheme],
        f"{path}?{parts.query}" if parts.query else path,
    )


def _resolved(host: str, port: int, resolver: Resolver) -> list[_Address]:
    try:
        return [ipaddress.ip_address(one) for one in addresses(host, port, resolver)]
    except (OSError, ValueError) as error:
        raise UnsafeAddress(f"the name {host} cannot be resolved") from error


def _public(address: _Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (address.scope_id or address.is_site_local):
        return False
    in_tunnel = any(address in net for net in _TUNNELS if net.version == address.version)
    return address.is_global and not address.is_multicast and not in_tunnel

"""Which web addresses may be fetched: http and https on the public internet, unless the person allows private networks.

A name is judged by the networks its numbers lie in, never by how it is spelled: `2130706433`, `0177.1` and `localhost` are all this machine
once they are resolved. Numbers that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo) are judged by that one as well. The
networks are those of IANA's special-purpose registries, as the standard library knows them, and the few that some of its versions leave
out.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

import httpx

from rashomon.errors import NotFetched

Number = ipaddress.IPv4Address | ipaddress.IPv6Address

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
_TRANSLATED_LOCALLY = ipaddress.IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_SITE_LOCAL = ipaddress.IPv6Network("fec0::/10")
_SHARED = ipaddress.IPv4Network("100.64.0.0/10")
_RELAYS = ipaddress.IPv4Network("192.88.99.0/24")
_PROTOCOLS = ipaddress.IPv4Network("192.0.0.0/24")
_SCHEME = "Give an address that begins with http:// or https://"
_HIGHEST_PORT = 65_535
_LONGEST = 2000  # characters of an address: what servers and browsers take


def web_address(text: str, base: httpx.URL | None = None, *, which: str | None = None) -> httpx.URL:
    """The address in `text` without its fragment, relative to `base` if that is given. Raises NotFetched, naming `which` (default: `text`),
    if it is no http or https address, or carries a password."""
    named = which or text
    stripped = text.strip()
    try:
        url = (base.join(stripped) if base else httpx.URL(stripped)).copy_with(fragment=None)
        host, scheme, port = url.raw_host, url.scheme, url.port
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise NotFetched("it is no valid web address", which=named, then="Check how it is spelled") from None
    if scheme not in ("http", "https"):
        raise NotFetched(f"only http and https are fetched, not {scheme or 'an address without either'}", which=named, then=_SCHEME)
    if not host or not 0 < (80 if port is None else port) <= _HIGHEST_PORT or len(str(url)) > _LONGEST:
        raise NotFetched("it is no valid web address", which=named, then="Check how it is spelled")
    if url.userinfo:
        raise NotFetched("it carries a name or password", which=named, then="Log in with a browser and save the page")
    return url


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The numbers of `host`, each judged. Raises Refused if any lies in no public network, OSError if the name is not known."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(place[4][0]) for place in found))
    for number in numbers if not allow_private else ():
        network = private_network(number)
        if network:
            shown = f"{host} ({number})" if number != host else host
            raise Refused(f"{shown} lies {network}, and nothing is fetched from there")
    return numbers


class Refused(Exception):
    """A host in a network that the person has not allowed; the message says which."""


def private_network(number: str) -> str | None:
    """Where `number` lies ("in a private network"), if that is not the public internet; None if it is."""
    try:
        parsed = ipaddress.ip_address(number)
    except ValueError:
        return "in a network that cannot be told"
    return next((kind for one in (parsed, *_inside(parsed)) if (kind := _kind(one))), None)


def _kind(number: Number) -> str | None:
    if number.is_unspecified or number.is_loopback:
        return "on this machine"
    if number.is_link_local:
        return "in a link-local network"
    if number.is_multicast:
        return "in a multicast group"
    if isinstance(number, ipaddress.IPv6Address):
        if number in _TRANSLATED or number.ipv4_mapped:
            return None  # judged by the IPv4 address inside
        if number in _SITE_LOCAL or number in _TRANSLATED_LOCALLY or number in _COMPATIBLE:
            return "in a private network"
    elif number in _SHARED or number in _RELAYS or number in _PROTOCOLS:
        return "in a private network"
    if number.is_private:
        return "in a private network"
    return "in a reserved network" if number.is_reserved or not number.is_global else None


def _inside(number: Number) -> Iterator[Number]:
    """The IPv4 addresses that an IPv6 address carries."""
    if not isinstance(number, ipaddress.IPv6Address):
        return
    if number.ipv4_mapped:
        yield number.ipv4_mapped
    if number.sixtofour:
        yield number.sixtofour
    if number.teredo:
        yield from number.teredo
    if number in _TRANSLATED or number in _COMPATIBLE:
        yield ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF)

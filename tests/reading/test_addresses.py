"""Which networks nothing is fetched from, and that no redirect, spelling or change of the name leads there."""

from __future__ import annotations

import datetime
import socket
import ssl
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import NotFetched
from rashomon.reading.addresses import private_network
from rashomon.reading.web import Web
from rashomon.settings import FetchingSettings, Settings
from tests.reading.website import Answer, Website, story

PUBLIC = "93.184.215.14"
OTHER_PUBLIC = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "192.88.99.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "fc00::1",
        "fdff::1",
        "ff02::1",
        "2001:db8::1",
        "100::1",
        "64:ff9b:1::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "2001:0:7f00:1::1",
        "nonsense",
    ],
)
def test_numbers_that_are_not_public(number: str) -> None:
    assert private_network(number)


@pytest.mark.parametrize("number", ["8.8.8.8", PUBLIC, OTHER_PUBLIC, "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "172.32.0.1"])
def test_numbers_that_are_public(number: str) -> None:
    assert private_network(number) is None


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_one_is_judged_alike(number: Any) -> None:
    for prefix in ("::ffff:", "64:ff9b::"):
        assert bool(private_network(f"{prefix}{number}")) == bool(private_network(str(number)))
    if ip_address(number).is_private:
        assert private_network(str(number))


class Net:
    """Names with scripted numbers, and a route from the public numbers to a server on loopback; remembers look-ups and connections."""

    def __init__(self, names: dict[str, list[list[str]]], port: int, patch: pytest.MonkeyPatch) -> None:
        self.looked_up: list[str] = []
        self.connected: list[str] = []
        real = httpcore.SyncBackend.connect_tcp
        real_look_up = socket.getaddrinfo

        def look_up(host: Any, at: Any, *rest: Any, **more: Any) -> Any:
            if host not in names:
                return real_look_up(host, at, *rest, **more)
            self.looked_up.append(host)
            numbers = names[host].pop(0) if len(names[host]) > 1 else names[host][0]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, at)) for number in numbers]

        def connect(backend: Any, host: str, at: int, *rest: Any, **more: Any) -> Any:
            self.connected.append(host)
            if host in (PUBLIC, OTHER_PUBLIC):
                host, at = "127.0.0.1", port
            return real(backend, host, at, *rest, **more)

        patch.setattr(socket, "getaddrinfo", look_up)
        patch.setattr(httpcore.SyncBackend, "connect_tcp", connect)


@pytest.fixture
def net(site: Website, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Net]:
    return lambda **names: Net({name.replace("_", "."): numbers for name, numbers in names.items()}, site.port, monkeypatch)


@pytest.fixture
def guarded() -> Web:
    """A visit without the flag."""
    return Web(Settings(fetching=FetchingSettings(tries=1, pace=0, silent_seconds=1)))


def refused(web: Web, address: str, why: str = "and nothing is fetched from there") -> str:
    with pytest.raises(NotFetched) as caught:
        web.fetch(address)
    assert why in str(caught.value)
    assert not caught.value.passing
    return str(caught.value)


def test_a_public_name_is_looked_up_once_a_connection_and_that_number_is_used(site: Website, net: Callable[..., Net], guarded: Web) -> None:
    made = net(news_example=[[PUBLIC]])
    site.routes["/a"] = story()
    assert guarded.fetch("http://news.example/a").data
    assert made.looked_up == ["news.example"] * 2
    assert made.connected == [PUBLIC] * 2
    assert {one.headers["host"] for one in site.asked} == {"news.example"}


def test_a_name_that_changes_its_number_is_refused_when_it_does(site: Website, net: Callable[..., Net], guarded: Web) -> None:
    made = net(news_example=[[PUBLIC], ["127.0.0.1"]])
    site.routes["/a"] = story()
    assert "news.example (127.0.0.1) lies on this machine" in refused(guarded, "http://news.example/a")
    assert made.connected == [PUBLIC], "the robots.txt came from the public number; nothing was sent to the other"
    assert site.paths() == []


def test_a_name_with_a_private_number_among_public_ones_is_refused(net: Callable[..., Net], guarded: Web) -> None:
    made = net(news_example=[[PUBLIC, "10.0.0.1"]])
    assert "10.0.0.1" in refused(guarded, "http://news.example/a")
    assert made.connected == []


def test_the_next_number_is_tried_where_one_does_not_answer(
    site: Website, net: Callable[..., Net], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = net(news_example=[["127.0.0.1", PUBLIC]])
    site.routes["/a"] = story()
    web = Web(Settings(fetching=FetchingSettings(tries=1, pace=0)), allow_private=True)
    assert web.fetch("http://news.example:1/a").data
    assert made.connected == ["127.0.0.1", PUBLIC] * 2


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/secret", "http://localhost:{port}/secret", "//[::1]:{port}/secret", "http://169.254.169.254/"]
)
def test_a_redirect_to_a_private_network_is_refused(site: Website, net: Callable[..., Net], guarded: Web, target: str) -> None:
    made = net(news_example=[[PUBLIC]])
    site.routes["/secret"] = story()
    site.routes["/a"] = Answer(302, headers={"Location": target.format(port=site.port)})
    refused(guarded, "http://news.example/a")
    assert set(made.connected) == {PUBLIC}
    assert site.paths() == ["/a"]


def test_a_robots_txt_that_redirects_to_a_private_network_is_refused(site: Website, net: Callable[..., Net], guarded: Web) -> None:
    net(news_example=[[PUBLIC]])
    site.routes["/robots.txt"] = Answer(302, headers={"Location": f"http://127.0.0.1:{site.port}/secret"})
    refused(guarded, "http://news.example/a")
    assert site.paths() == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "0"],
)
def test_no_spelling_of_this_machine_is_let_through(site: Website, guarded: Web, host: str) -> None:
    refused(guarded, f"http://{host}:{site.port}/a")
    assert site.asked == []


@pytest.mark.parametrize("host", ["0177.0.0.1", "127.0.0.01", "１２７.0.0.1", "127。0。0。1"])
def test_spellings_that_are_no_number_and_no_name(site: Website, guarded: Web, host: str) -> None:
    with pytest.raises(NotFetched):
        guarded.fetch(f"http://{host}:{site.port}/a")
    assert site.asked == []


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a client's side of a certificate for `name` that signs itself."""
    x509 = pytest.importorskip("cryptography.x509", reason="cryptography makes the certificate")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "both.pem").write_bytes(secret + public)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "both.pem")
    return server, ssl.create_default_context(cadata=public.decode())


@pytest.fixture
def safe_site(site: Website, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Website:
    """The site behind TLS, with a certificate for news.example that the client trusts."""
    server, client = certificate(tmp_path, "news.example")
    site.server.socket = server.wrap_socket(site.server.socket, server_side=True)
    monkeypatch.setattr(httpx, "create_ssl_context", lambda: client)
    return site


def test_a_certificate_is_held_against_the_name_and_not_the_number(safe_site: Website, net: Callable[..., Net], guarded: Web) -> None:
    made = net(news_example=[[PUBLIC]], other_example=[[PUBLIC]])
    safe_site.routes["/a"] = story()
    assert guarded.fetch("https://news.example/a").data
    assert set(made.connected) == {PUBLIC}
    refused(guarded, "https://other.example/a", "the connection is not safe")

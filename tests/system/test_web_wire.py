"""The API's HTTP as hostile peers speak it, over TLS on a real socket: drop by drop, with two lengths, with bodies that nobody wants."""
import contextlib
import json
import re
import select
import socket
import ssl
import time

import pytest
from commands import ok
from conftest import AS_SHIPPED
from test_api import context, port

GUARD = AS_SHIPPED
LARGE = 20_000_000  # more than any route takes


@pytest.fixture(autouse=True)
def plenty(server):
    """Many requests come from one address here."""
    with setting(server, "api.per_minute", "0"), setting(server, "console.per_minute", "0"):
        yield


@contextlib.contextmanager
def setting(server, key, value):
    ok(server, "settings", "set", key, value)
    yield
    ok(server, "settings", "reset", key)


class Peer:
    """One connection that says any octets."""

    def __init__(self, server, source="127.0.0.1"):
        plain = socket.create_connection((server.host, port(server)), 10, source_address=(source, 0))
        self.tls = context(server).wrap_socket(plain, server_hostname=server.host)
        self.said = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.tls.close()

    def send(self, octets):
        self.tls.sendall(octets)

    def until(self, words):
        while words not in self.said:
            piece = self.tls.recv(65536)
            assert piece, self.said
            self.said += piece

    def rest(self):
        """All until the server closes."""
        with contextlib.suppress(ConnectionError):
            while piece := self.tls.recv(65536):
                self.said += piece
        return self.said

    def drip(self, octets, pace=0.0):
        """One octet a TLS record, until all is sent or the server has something to say."""
        self.tls.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for i in range(len(octets)):
            if select.select([self.tls], [], [], pace)[0] and self.has_answer():
                break
            self.tls.sendall(octets[i : i + 1])

    def has_answer(self):
        """Whether what came is said by the server, and not by TLS alone."""
        self.tls.setblocking(False)
        with contextlib.suppress(ssl.SSLWantReadError):
            self.said += self.tls.recv(65536)
        self.tls.settimeout(10)
        return bool(self.said)


def head(server, line, *fields, token=True, length=None):
    fields = list(fields)
    if token:
        fields.append("Authorization: Bearer " + server.admin_token)
    if length is not None:
        fields += ["Content-Type: application/json", f"Content-Length: {length}"]
    return "\r\n".join([line + " HTTP/1.1", "Host: " + server.host, *fields, "", ""]).encode()


def status(said):
    return int(said.split(b" ", 2)[1])


def answers(said):
    return [int(code) for code in re.findall(rb"HTTP/1\.1 (\d{3}) ", said)]


def logged(server, word):
    return json.loads(server.cli("logs", "search", word, "--logs", "web", "--json", check=True).stdout)


# -- drop by drop

def test_a_request_in_single_octets_is_a_request(server):
    body = json.dumps({"name": "drops.example"}).encode()
    with Peer(server) as p:
        p.drip(head(server, "POST /api/v1/domains", "Connection: close", length=len(body)) + body)
        assert status(p.rest()) == 201


def test_a_head_that_drips_is_cut_off_at_its_deadline(server):
    with setting(server, "http.head_timeout", "1 s"), Peer(server) as p:
        begin = time.monotonic()
        p.drip(head(server, "GET /api/v1/domains", "X-Slow: " + "x" * 2000), pace=0.05)
        said = p.rest()
        took = time.monotonic() - begin
    assert status(said) == 408 and len(answers(said)) == 1
    assert 0.9 < took < 10  # 2,000 octets at this pace would be 100 s


def test_a_body_that_drips_is_cut_off_at_its_deadline(server):
    with setting(server, "http.body_timeout", "1 s"), Peer(server) as p:
        begin = time.monotonic()
        p.send(head(server, "POST /api/v1/domains", length=4000))
        p.drip(b'{"name": "' + b"x" * 3990, pace=0.05)
        said = p.rest()
        took = time.monotonic() - begin
    assert status(said) == 408 and b"body took too long" in said
    assert 0.9 < took < 10
    assert "x" * 63 not in json.dumps(ok(server, "domain", "list"))


def test_a_handshake_alone_holds_no_place_for_long(server):
    with setting(server, "http.idle_timeout", "1 s"), Peer(server) as p:
        assert p.rest() == b""


# -- what two readers could take in two ways

AMBIGUOUS = {
    "bare LF after the request line": b"GET {path} HTTP/1.1\nHost: {host}\r\n\r\n",
    "bare LF after a field": b"GET {path} HTTP/1.1\r\nHost: {host}\nX: y\r\n\r\n",
    "bare LF as the end": b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\n",
    "bare CR in a field": b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX: a\rContent-Length: 9\r\n\r\n",
    "obs-fold": b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX: a\r\n b\r\n\r\n",
    "obs-fold of a length": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length:\r\n 5\r\n\r\nGET /",
    "folded first field": b"GET {path} HTTP/1.1\r\n Host: {host}\r\n\r\n",
    "two lengths": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 0\r\n\r\n",
    "two lengths alike": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
    "a list of lengths": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0, 0\r\n\r\n",
    "a signed length": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: +0\r\n\r\n",
    "a hexadecimal length": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0x0\r\n\r\n",
    "a blank before the colon": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length : 0\r\n\r\n",
    "CL.TE": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
    "TE.CL": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n",
    "TE alone": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "TE in disguise": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
    "TE of another name": b"POST {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a second Host": b"GET {path} HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n",
    "no Host": b"GET {path} HTTP/1.1\r\n\r\n",
    "a whole URL": b"GET https://{host}{path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "two blanks": b"GET  {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "HTTP/1.0": b"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n",
    "HTTP/0.9": b"GET {path}\r\n\r\n",
}


@pytest.mark.parametrize("how", AMBIGUOUS)
def test_what_is_ambiguous_is_refused_and_nothing_behind_it_is_served(server, how):
    token = f"Authorization: Bearer {server.admin_token}\r\n\r\n".encode()
    name = "".join(c for c in how if c.isalnum())
    first = AMBIGUOUS[how].replace(b"{host}", server.host.encode()).replace(b"{path}", f"/api/v1/first-{name}".encode())
    if how != "HTTP/0.9":  # a caller who is known
        at = first.index(b"HTTP/1.") + 8
        at += 2 if first[at : at + 2] == b"\r\n" else 1
        if first[at : at + 1] != b" ":
            first = first[:at] + token[:-2] + first[at:]
    with Peer(server) as p:
        p.send(first + f"GET /api/v1/behind-{name} HTTP/1.1\r\nHost: {server.host}\r\n".encode() + token)
        said = p.rest()
    assert status(said) in (400, 411, 505) and len(answers(said)) == 1, said
    assert b"Connection: close" in said
    assert logged(server, f"/api/v1/first-{name}") == logged(server, f"/api/v1/behind-{name}") == []


def test_requests_behind_one_another_are_answered_in_their_order(server):
    with Peer(server) as p:
        p.send(head(server, "GET /api/v1/domains/test.example") + head(server, "GET /api/v1/domains/nobody.example") +
               head(server, "GET /api/v1/domains/test.example", "Connection: close"))
        said = p.rest()
    assert answers(said) == [200, 404, 200]


# -- refused before the body is read (H32)

def refused_early(server, expected, line="POST /api/v1/domains", source="127.0.0.1", token=None, fields=()):
    """The answer to a head that announces a large body, of which nothing is sent."""
    fields = [*fields, "Expect: 100-continue"] + ([f"Authorization: Bearer {token}"] if token else [])
    with Peer(server, source) as p:
        p.send(head(server, line, *fields, token=False, length=LARGE))
        said = p.rest()
    assert status(said) == expected and b"100 Continue" not in said and b"Connection: close" in said, said


def test_H32_who_is_not_known_or_may_not_is_told_by_the_head_alone(server):
    reader = ok(server, "token", "add", "admin", "early", "--roles", "reader")["token"]
    refused_early(server, 401)
    refused_early(server, 401, token="wrong")
    refused_early(server, 405, token=reader)
    refused_early(server, 404, "POST /api/v1/nothing", token=server.admin_token)
    refused_early(server, 405, "PUT /api/v1/domains", token=server.admin_token)
    refused_early(server, 413, token=server.admin_token)
    refused_early(server, 403, fields=["Cookie: __Host-session=x", "Origin: https://evil.test"])


def test_H32_who_is_denied_blocked_or_too_many_is_told_by_the_head_alone(server):
    with setting(server, "api.deny", '["127.0.5.0/24"]'):
        refused_early(server, 403, source="127.0.5.1", token=server.admin_token)
        refused_early(server, 413, source="127.0.6.1", token=server.admin_token)
    with setting(server, "api.otherwise", "deny"), setting(server, "api.allow", '["127.0.0.0/24"]'):
        refused_early(server, 403, source="127.0.5.1", token=server.admin_token)
    person = ["Cookie: __Host-session=of-nobody", "X-Requested-By: mail"]
    with setting(server, "webmail.per_minute", "2"):
        for expected in (401, 401, 429):
            refused_early(server, expected, source="127.0.7.1", fields=person)
        refused_early(server, 401, source="127.0.7.2", fields=person)  # counted by address
    with setting(server, "api.heavy_per_minute", "1"):
        refused_early(server, 413, "POST /api/v1/server/plan", source="127.0.8.1", token=server.admin_token)
        refused_early(server, 429, "POST /api/v1/server/plan", source="127.0.8.2", token=server.admin_token)  # counted by caller


def test_H32_one_network_cannot_hold_all_places(server):
    with setting(server, "api.concurrent", "1"), Peer(server, "127.0.9.1") as p:
        p.send(head(server, "POST /api/v1/domains", "Expect: 100-continue", length=100))
        p.until(b"100 Continue\r\n\r\n")  # let in: its body is waited for
        refused_early(server, 429, source="127.0.9.2", token=server.admin_token)
        refused_early(server, 413, source="127.0.10.1", token=server.admin_token)  # another network
        p.tls.close()
    with Peer(server, "127.0.9.2") as p:
        p.send(head(server, "GET /api/v1/domains/test.example", "Connection: close"))
        assert status(p.rest()) == 200


def test_a_body_that_comes_all_the_same_is_no_request(server):
    inner = head(server, "GET /api/v1/inner-of-a-body")
    with Peer(server) as p:
        p.send(head(server, "POST /api/v1/domains", token=False, length=len(inner)) + inner)
        said = p.rest()
    assert status(said) == 401 and len(answers(said)) == 1
    assert logged(server, "/api/v1/inner-of-a-body") == []

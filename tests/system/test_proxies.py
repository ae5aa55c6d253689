"""The web behind proxies (H33): the PROXY header before TLS, Forwarded and X-Forwarded-For within, and who is believed (H32)."""
import contextlib
import json
import socket
import ssl

import pytest
from commands import free_port, ok
from conftest import AS_SHIPPED
from test_api import context
from test_listeners import PROXY, header, listeners, put, row, rows  # noqa: F401: a fixture
from test_tls import installed, shown  # noqa: F401: a fixture
from walk import walk

GUARD = AS_SHIPPED
PERSON = "Cookie: __Host-session=none"


@pytest.fixture
def behind(server, rows):  # noqa: F811
    port = free_port(server)
    put(server, [*rows, {**row(server, port, "api", proxies=[PROXY, "127.0.0.67"]), "tls": "implicit"}])
    return port


def ask(server, port, source, *fields, before=b"", path="/api/v1/domains"):
    """The status of one request; None when there is no answer."""
    with contextlib.suppress(OSError):
        with socket.create_connection((server.host, port), 10, source_address=(source, 0)) as plain:
            plain.sendall(before)
            with context(server).wrap_socket(plain, server_hostname=server.tls_name) as tls:
                lines = [f"GET {path} HTTP/1.1", "Host: " + server.tls_name, "Connection: close", *fields]
                tls.sendall("\r\n".join([*lines, "", ""]).encode())
                said = b""
                while piece := tls.recv(65536):
                    said += piece
                return int(said.split(b" ", 2)[1])
    return None


def seen_from(server, path):
    """From where the log says that the last request of this path came."""
    found = server.cli("logs", "search", path, "--logs", "web", "--raw", "--json", check=True).stdout
    return json.loads(found)[-1]["ip"]


def test_H33_forwarding_fields_of_a_listed_proxy_say_who_asks(server, behind):
    for n, fields in enumerate((["X-Forwarded-For: 203.0.113.9"], ["Forwarded: for=203.0.113.9;proto=https"],
                                ["X-Forwarded-For: 127.0.0.1, 203.0.113.9"],  # forged in front
                                ["X-Forwarded-For: 203.0.113.9, 127.0.0.67"])):  # by two proxies
        assert ask(server, behind, PROXY, *fields, path=f"/api/v1/said/{n}") == 401
        assert seen_from(server, f"/api/v1/said/{n}") == "203.0.113.9", fields


def test_H33_nobody_else_is_believed(server, behind):
    assert ask(server, behind, "127.0.0.5", "X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9", path="/api/v1/forged") == 401
    assert seen_from(server, "/api/v1/forged") == "127.0.0.5"
    assert ask(server, behind, "127.0.0.5", before=header()) is None
    # A client that says it in the field which its proxy does not set.
    assert ask(server, behind, PROXY, "X-Forwarded-For: 203.0.113.9", "Forwarded: for=127.0.0.1") == 400
    assert ask(server, behind, PROXY, "X-Forwarded-For: unknown") == 400


def test_H33_a_proxy_header_comes_before_TLS(server, behind):
    assert ask(server, behind, PROXY, before=header(), path="/api/v1/header") == 401
    assert seen_from(server, "/api/v1/header") == "192.0.2.7"
    # Who is named there is a client, and what he sends is not believed.
    assert ask(server, behind, PROXY, "X-Forwarded-For: 203.0.113.9", before=header(), path="/api/v1/both") == 401
    assert seen_from(server, "/api/v1/both") == "192.0.2.7"


def test_H32_clients_behind_a_proxy_are_denied_and_blocked_one_by_one(server, behind):
    ok(server, "settings", "set", "webmail.deny", '["203.0.113.0/24"]')
    assert ask(server, behind, PROXY, PERSON, "X-Forwarded-For: 203.0.113.9") == 403
    assert ask(server, behind, PROXY, PERSON, "X-Forwarded-For: 203.0.113.9, 198.51.100.7") == 401
    ok(server, "settings", "set", "webmail.otherwise", "deny")
    assert ask(server, behind, PROXY, PERSON, "X-Forwarded-For: 198.51.100.7") == 403
    ok(server, "settings", "set", "webmail.allow", '["198.51.100.7"]')
    assert ask(server, behind, PROXY, PERSON, "X-Forwarded-For: 198.51.100.7") == 401
    assert ask(server, behind, PROXY, PERSON, "X-Forwarded-For: 198.51.100.8") == 403
    for key in ("webmail.deny", "webmail.otherwise", "webmail.allow"):
        ok(server, "settings", "reset", key)
    ok(server, "ids", "block", "198.51.100.7", "--services", "admin")
    assert ask(server, behind, PROXY, PERSON, "X-Forwarded-For: 198.51.100.7") == 403
    assert ask(server, behind, PROXY, PERSON, "X-Forwarded-For: 198.51.100.8") == 401


def test_H32_requests_of_one_address_are_counted_and_others_go_on(server, behind):
    ok(server, "settings", "set", "webmail.per_minute", "5")
    said = [ask(server, behind, PROXY, PERSON, "X-Forwarded-For: 198.51.100.20") for _ in range(8)]
    assert said[:5] == [401] * 5 and set(said[6:]) == {429}
    assert ask(server, behind, PROXY, PERSON, "X-Forwarded-For: 198.51.100.21") == 401
    ok(server, "settings", "reset", "webmail.per_minute")


class Door:
    """A listener of its own name, as whoever comes to it by that name sees it."""

    def __init__(self, server, port, name, chain):
        self.server, self.port, self.name = server, port, name
        self.trust = ssl.create_default_context(cadata=chain)

    def ask(self, path, *fields, host=None, source="127.0.0.5", before=b""):
        """The status, asked for by its own name or as another host; None when there is no answer."""
        with contextlib.suppress(OSError):
            with socket.create_connection((self.server.host, self.port), 10, source_address=(source, 0)) as plain:
                plain.sendall(before)
                with self.trust.wrap_socket(plain, server_hostname=self.name) as tls:
                    lines = [f"GET {path} HTTP/1.1", f"Host: {host or self.name}", "Connection: close", *fields]
                    tls.sendall("\r\n".join([*lines, "", ""]).encode())
                    return int(tls.makefile("rb").readline().split(b" ", 2)[1])
        return None


def test_H02_H33_a_door_for_people_alone_is_made_in_the_page_and_put_behind_a_proxy(server, installed, rows):  # noqa: F811
    name, port = "mail-for-people.example", free_port(server)
    chain = installed(name)
    door = Door(server, port, name, chain)
    made = walk(server, "listener_web", port=port, host=server.host, name=name)
    [one] = [one for one in listeners(server) if one not in rows]
    assert (one["port"], one["roles"], one["host_names"], one["certificate"]) == (port, ["webmail"], [name], name)
    assert not one.get("proxies")
    for word in ("People", name):
        assert any(word in fact for fact in made["facts"]), made["facts"]

    assert shown(server, None, port) == shown(server, name, port) == chain, "also for who asks for no name"
    assert shown(server, None, server.imaps) != chain
    assert [door.ask(path) for path in ("/login", "/mail/security")] == [200, 200]
    assert [door.ask(path) for path in ("/admin", "/admin/listeners", "/nothing/there")] == [401] * 3, "as if there were none"
    assert door.ask("/api/v1/server", f"Authorization: Bearer {server.admin_token}") == 403
    assert door.ask("/login", host="evil.test") == 421
    for another in (server.tls_name, "evil.test"):
        with pytest.raises((ssl.SSLError, ConnectionError)):
            shown(server, another, port)
    assert door.ask("/api/v1/unproxied", source=PROXY, before=header()) is None, "nobody is believed yet"

    changed = walk(server, "listener_web", port=port, proxy=PROXY)
    assert changed["before"] == [name], "the form begins with what it is"
    assert any(PROXY in fact for fact in changed["facts"])
    [after] = [other for other in listeners(server) if other not in rows]
    assert [network.removesuffix("/32") for network in after["proxies"]] == [PROXY] and after == {**one, "proxies": after["proxies"]}
    assert door.ask("/api/v1/proxied", source=PROXY, before=header()) in (401, 403)
    assert seen_from(server, "/api/v1/proxied") == "192.0.2.7"
    assert door.ask("/api/v1/forged", before=header()) is None, "nobody else is"
    assert [door.ask("/login"), door.ask("/admin"), door.ask("/login", host="evil.test")] == [200, 401, 421]
    assert shown(server, None, port) == chain

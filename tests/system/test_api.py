"""The administration API of a real server: HTTPS as Python's client, curl and hostile octets see it (H01, H02, H32)."""
import http.client
import json
import socket
import ssl
import subprocess
import urllib.parse

import pytest

from conftest import AS_SHIPPED

GUARD = AS_SHIPPED


def port(server):
    return urllib.parse.urlsplit(server.api).port


def context(server):
    out = ssl.create_default_context(cafile=server.ca)  # the certificate covers the address, too
    out.set_alpn_protocols(["h2", "http/1.1"])
    return out


def connection(server, source="127.0.0.1"):
    return http.client.HTTPSConnection(server.host, port(server), timeout=10, context=context(server), source_address=(source, 0))


def ask(server, method, path, source="127.0.0.1", **headers):
    c = connection(server, source)
    c.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = c.getresponse()
    body = answer.read()
    c.close()
    return answer, body


def raw(server, octets):
    """All that comes back for these octets."""
    with socket.create_connection((server.host, port(server)), 10) as plain, context(server).wrap_socket(
            plain, server_hostname=server.host) as tls:
        tls.sendall(octets)
        said = b""
        while piece := tls.recv(65536):
            said += piece
        return said


def test_who_is_not_known_gets_a_problem_and_no_name(server):
    c = connection(server)
    c.connect()
    assert c.sock.selected_alpn_protocol() == "http/1.1"
    seen = set()
    for path in ("/api/v1/domains", "/api/v1/nothing", "/", "/api/v1/openapi.json"):
        c.request("GET", path, headers={"Authorization": "Bearer wrong"})
        answer = c.getresponse()
        body = answer.read()
        assert answer.status == 401 and answer.getheader("Content-Type") == "application/problem+json"
        assert answer.getheader("WWW-Authenticate") == "Bearer" and answer.getheader("Server") is None
        assert "default-src 'none'" in answer.getheader("Content-Security-Policy")
        assert answer.getheader("Cache-Control") == "no-store" and answer.getheader("Date").endswith(" GMT")
        assert b"ostern" not in body and "ostern" not in str(answer.headers)
        seen.add(body)
    assert len(seen) == 1 and json.loads(seen.pop())["status"] == 401
    c.close()


def test_curl_is_served_over_one_connection(server):
    done = subprocess.run(["curl", "-sS", "--http1.1", "--cacert", server.ca, "-w", "%{http_code} %{num_connects}\n", "-o", "/dev/null",
                           server.api + "/api/v1/domains", "-o", "/dev/null", server.api + "/api/v1/queue"],
                          capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["401", "1", "401", "0"]


def test_H02_another_host_is_misdirected(server):
    assert ask(server, "GET", "/api/v1/domains", Host="evil.test")[0].status == 421
    assert ask(server, "GET", "/api/v1/domains", Host=server.tls_name)[0].status == 401


def test_H35_what_two_readers_could_take_in_two_ways_is_refused(server):
    host = b"Host: " + server.host.encode() + b"\r\n"
    smuggled = b"GET /api/v1/domains HTTP/1.1\r\n" + host + b"\r\n"
    for head in (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
                 b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\n",
                 b"GET / HTTP/1.1\r\n" + host + b"X: a\r\n folded\r\n\r\n",
                 b"GET / HTTP/1.1\r\n" + host + b"Host: evil.test\r\n\r\n",
                 b"GET / HTTP/1.1\n" + host + b"\r\n",
                 b"GET /\x00 HTTP/1.1\r\n" + host + b"\r\n",
                 b"GET /%2e%2e/etc/passwd HTTP/1.1\r\n" + host + b"\r\n"):
        said = raw(server, head + smuggled)
        assert said.startswith(b"HTTP/1.1 400 ") and said.count(b"HTTP/1.1 ") == 1, (head, said)


def test_a_body_is_refused_before_it_is_read(server):
    said = raw(server, b"POST /api/v1/domains HTTP/1.1\r\nHost: " + server.host.encode() +
               b"\r\nContent-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 401 ") and b"Connection: close" in said


def test_who_is_slow_is_let_go(server):
    server.cli("settings", "set", "http.head_timeout", "1 s", check=True)
    said = raw(server, b"GET / HT")
    server.cli("settings", "reset", "http.head_timeout", check=True)
    assert said.startswith(b"HTTP/1.1 408 ")


def test_H01_there_is_nothing_without_tls_and_nothing_beyond_this_host(server):
    shipped = json.loads(server.cli("settings", "show", "net.listeners", "--json", check=True).stdout)["shipped"]
    rows = [row for row in json.loads(shipped) if row["service"] == "api"]
    assert [(row["address"], row["port"], row["tls"]) for row in rows] == [("127.0.0.1", 9998, "implicit")]
    listeners = json.loads(json.loads(server.cli("settings", "show", "net.listeners", "--json", check=True).stdout)["value"])
    for row in listeners:
        if row["service"] == "api":
            row["tls"] = "none"
    assert "TLS" in server.cli("settings", "set", "net.listeners", json.dumps(listeners)).stderr
    plain = http.client.HTTPConnection(server.host, port(server), timeout=10)
    with pytest.raises((http.client.HTTPException, OSError)):
        plain.request("GET", "/")
        plain.getresponse()


def test_H32_networks_are_denied_and_the_guard_is_asked_at_the_door(server):
    server.cli("settings", "set", "webmail.deny", '["127.0.0.5"]', check=True)
    person = {"Cookie": "__Host-session=of-nobody"}
    assert ask(server, "GET", "/api/v1/domains", source="127.0.0.5", **person)[0].status == 403
    assert ask(server, "GET", "/api/v1/domains", **person)[0].status == 401
    server.cli("settings", "reset", "webmail.deny", check=True)
    server.cli("ids", "block", "127.0.0.6", "--services", "admin", check=True)
    with pytest.raises(OSError):
        ask(server, "GET", "/api/v1/domains", source="127.0.0.6")


def test_requests_are_logged_without_what_they_show(server):
    ask(server, "GET", "/api/v1/queue", Authorization="Bearer open-sesame")
    found = server.cli("logs", "search", "/api/v1/queue", "--logs", "web", check=True).stdout
    assert "web.request" in found and "401" in found
    assert "sesame" not in server.cli("logs", "search", "sesame", check=True).stdout


def call(server, method, path, body=None, token=None, **headers):
    """With a token: the status, the headers and what the JSON says."""
    c = connection(server)
    given = {"Authorization": "Bearer " + (token or server.admin_token)} | {k.replace("_", "-"): v for k, v in headers.items()}
    if body is not None:
        given["Content-Type"] = "application/json"
    c.request(method, "/api/v1" + path, None if body is None else json.dumps(body), given)
    answer = c.getresponse()
    text = answer.read()
    c.close()
    return answer.status, answer.headers, json.loads(text) if text else None


def test_no_answer_that_may_hold_secrets_is_compressed(server):
    """BREACH: a stranger's words stand beside them. All that is read under no name, streams by their beginning, and refusals."""
    taken = {"Accept-Encoding": "br, zstd, gzip, deflate", "Authorization": "Bearer " + server.admin_token}
    described = call(server, "GET", "/openapi.json")[2]["paths"]
    paths = [path for path, methods in described.items() if "get" in methods and "{" not in path]
    assert {"/api/v1/accounts", "/api/v1/logs", "/api/v1/queue", "/api/v1/quarantine", "/api/v1/events"} < set(paths)
    refused = set()
    for path in [*paths, "/api/v1/accounts?limit=100", "/api/v1/settings?limit=1000", "/api/v1/accounts/nobody@test.example"]:
        c = connection(server)
        c.request("GET", path, headers=taken)
        answer = c.getresponse()
        assert answer.getheader("Content-Encoding") is None and answer.getheader("Transfer-Encoding") in (None, "chunked"), path
        if answer.status != 200:
            refused.add(path)
        c.close()
    persons = {"/api/v1/session/all", "/api/v1/session/passkeys"}  # test_pages.py
    assert refused == {"/api/v1/accounts/nobody@test.example"} | persons, "all others were really read"


def test_with_a_token_the_api_does_what_the_command_line_does(server):
    status, headers, domain = call(server, "GET", "/domains/test.example")
    assert status == 200 and domain["name"] == "test.example"
    assert call(server, "GET", "/domains/test.example", If_None_Match=headers["ETag"])[0] == 304
    status, _, made = call(server, "POST", "/accounts", {"address": "api@test.example"})
    assert status == 201, made
    assert server.account("api@test.example")["address"] == "api@test.example"
    status, _, problem = call(server, "POST", "/accounts", {"address": "api@test.example"})
    assert status == 409 and problem["status"] == 409
    assert call(server, "DELETE", "/accounts/api@test.example")[0] in (200, 204)
    status, _, problem = call(server, "GET", "/accounts/api@test.example")
    assert status == 404


def test_H09_a_reader_looks_and_changes_nothing(server):
    token = json.loads(server.cli("token", "add", "admin", "reader", "--roles", "reader", "--json", check=True).stdout)
    assert call(server, "GET", "/domains", token=token["token"])[0] == 200
    assert call(server, "POST", "/domains", {"name": "other.example"}, token=token["token"])[0] == 405
    server.cli("token", "remove", str(token["number"]), check=True)
    assert call(server, "GET", "/domains", token=token["token"])[0] == 401


def test_H12_a_token_holds_from_its_networks_only(server):
    made = json.loads(server.cli("token", "add", "admin", "elsewhere", "--roles", "owner", "--networks", "192.0.2.0/24", "--json",
                                 check=True).stdout)
    assert call(server, "GET", "/domains", token=made["token"])[0] == 401


def test_every_operation_is_described(server):
    status, _, document = call(server, "GET", "/openapi.json")
    assert status == 200 and document["openapi"].startswith("3.1")
    assert len(document["paths"]) > 30

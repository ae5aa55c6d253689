"""The proxies of docs/proxies, started from these very files before a server (H33): who asks is known, nobody is believed who says it of
himself, and nothing is smuggled between the two."""
import contextlib
import json
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import tempfile
import time

import pytest
from commands import free_port, ok
from conftest import AS_SHIPPED, ROOT
from test_listeners import GREETING, PROXY, header, listeners, put, row

GUARD = AS_SHIPPED
FILES = ROOT / "docs" / "proxies"
PLACES = {"smtp": ("smtp", "starttls", 25), "submission": ("submission", "starttls", 587), "submissions": ("submission", "implicit", 465),
          "imap": ("imap", "starttls", 143), "imaps": ("imap", "implicit", 993), "pop3": ("pop3", "starttls", 110),
          "pop3s": ("pop3", "implicit", 995), "api": ("api", "implicit", 9998)}
MAIN = """daemon off; pid {0}/nginx.pid; error_log {0}/nginx.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u; scgi_temp_path {0}/s;
    include {0}/postern.conf;
}}
"""


def filled_in(name, words):
    """A file of docs/proxies with other words in it, each of which has to be there."""
    text = (FILES / name).read_text()
    for word, other in words.items():
        assert word in text, (name, word)
        text = text.replace(word, other)
    return text


def answers(host, port):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection((host, port), 5):
            return True
    return False


@contextlib.contextmanager
def running(*command, log):
    with open(log, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        yield
        assert process.poll() is None, pathlib.Path(log).read_text()
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def front(server):
    """Ports of both proxies by name; "nginx" and "haproxy" are the API's."""
    ports, inner, rows = {}, {}, listeners(server)
    for name, (service, tls, _) in PLACES.items():
        inner[name] = free_port(server, inner.values())
        rows.append({**row(server, inner[name], service, proxies=[PROXY]), "tls": tls})
    put(server, rows)
    for name in ("nginx", "haproxy", *PLACES):
        ports[name] = free_port(server, [*inner.values(), *ports.values()])
    with tempfile.TemporaryDirectory(prefix="postern.") as d, contextlib.ExitStack() as stack:
        os.chmod(d, 0o755)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                        f"/CN={server.tls_name}", "-addext", f"subjectAltName=DNS:{server.tls_name}", "-keyout", f"{d}/key.pem", "-out", f"{d}/chain.pem"],
                       check=True, capture_output=True)
        shutil.copy(server.ca, f"{d}/postern.pem")
        pathlib.Path(f"{d}/both.pem").write_text(pathlib.Path(f"{d}/chain.pem").read_text() + pathlib.Path(f"{d}/key.pem").read_text())
        paths = {"/etc/ssl/postern.pem": f"{d}/postern.pem", "mail.example.org": server.tls_name, "10.0.0.2": PROXY}
        pathlib.Path(f"{d}/postern.conf").write_text(filled_in("nginx.conf", {
            "/etc/ssl/mail.example.org/fullchain.pem": f"{d}/chain.pem", "/etc/ssl/mail.example.org/key.pem": f"{d}/key.pem",
            "192.0.2.1:443": f"{server.host}:{ports['nginx']}", "10.0.0.5:9998": f"{server.host}:{inner['api']}", **paths}))
        pathlib.Path(f"{d}/nginx.conf").write_text(MAIN.format(d))
        words = {"/etc/ssl/mail.example.org.pem": f"{d}/both.pem", "192.0.2.1:443": f"{server.host}:{ports['haproxy']}"}
        for name, (_, _, port) in PLACES.items():
            words[f"10.0.0.5:{port} "] = f"{server.host}:{inner[name]} "
            if name != "api":
                words[f"192.0.2.1:{port}\n"] = f"{server.host}:{ports[name]}\n"
        if os.getuid() != 0:
            words |= {"    user haproxy\n": "", "    group haproxy\n": "", "    chroot /var/lib/haproxy\n": ""}
        pathlib.Path(f"{d}/haproxy.cfg").write_text(filled_in("haproxy.cfg", {**words, **paths}))
        stack.enter_context(running("nginx", "-c", f"{d}/nginx.conf", log=f"{d}/nginx.out"))
        stack.enter_context(running("haproxy", "-db", "-f", f"{d}/haproxy.cfg", log=f"{d}/haproxy.out"))
        ports["ca"] = f"{d}/chain.pem"
        for name in ("nginx", "haproxy", "pop3s"):
            assert answers(server.host, ports[name]), [p.read_text() for p in pathlib.Path(d).glob("*.out")]
        yield ports


WEB = pytest.mark.parametrize("proxy", ["nginx", "haproxy"])


@contextlib.contextmanager
def tls_to(server, front, proxy, source, name=None, before=b""):
    context = ssl.create_default_context(cafile=front["ca"])
    context.check_hostname = name is None
    with socket.create_connection((server.host, front[proxy]), 20, source_address=(source, 0)) as plain:
        plain.sendall(before)
        with context.wrap_socket(plain, server_hostname=name or server.tls_name) as tls:
            yield tls


def everything(tls):
    said = b""
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while piece := tls.recv(65536):
            said += piece
    return said


def ask(server, front, proxy, line, source, *fields, body=None, host=None, token=False):
    """Status and body of one request through a proxy."""
    lines = [line + " HTTP/1.1", "Host: " + (host or f"{server.tls_name}:{front[proxy]}"), "Connection: close", *fields]
    if token:
        lines.append("Authorization: Bearer " + server.admin_token)
    if body is not None:
        body = json.dumps(body)
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    with tls_to(server, front, proxy, source) as tls:
        tls.sendall("\r\n".join([*lines, "", body or ""]).encode())
        said = everything(tls)
    assert said.startswith(b"HTTP/1.1 "), said
    return int(said.split(b" ", 2)[1]), said.split(b"\r\n\r\n", 1)[1]


def logged(server, word, *options):
    return json.loads(server.cli("logs", "search", word, *options, "--raw", "--json", check=True).stdout)


def seen_from(server, path):
    return [line["ip"] for line in logged(server, path, "--logs", "web")]


def blocked(server):
    return json.dumps(ok(server, "ids", "blocks"))


# -- the API

@WEB
def test_H33_the_clients_address_arrives(server, front, proxy):
    path = f"/api/v1/arrives-{proxy}"
    assert ask(server, front, proxy, "GET " + path, "127.0.0.71")[0] == 401
    assert seen_from(server, path) == ["127.0.0.71"]


@WEB
def test_H33_what_a_client_says_of_himself_ends_at_the_proxy(server, front, proxy):
    for n, fields in enumerate((["X-Forwarded-For: 203.0.113.9"], ["Forwarded: for=203.0.113.9"], ["X-Forwarded-For: 203.0.113.9"] * 2,
                                ["x-forwarded-for: 203.0.113.9", "forwarded: for=203.0.113.9", "Connection: X-Forwarded-For"])):
        path = f"/api/v1/forged-{proxy}-{n}"
        assert ask(server, front, proxy, "GET " + path, "127.0.0.71", *fields)[0] == 401
        assert seen_from(server, path) == ["127.0.0.71"], fields
    with pytest.raises((OSError, ssl.SSLError)), tls_to(server, front, proxy, "127.0.0.71", before=header()) as tls:
        tls.recv(1)


@WEB
def test_H33_the_guard_blocks_the_client_and_never_the_proxy(server, front, proxy):
    attacker, other = ("127.0.0.72", "127.0.0.73") if proxy == "nginx" else ("127.0.0.74", "127.0.0.75")
    own = f"Origin: https://{server.tls_name}:{front[proxy]}"
    said = [ask(server, front, proxy, "POST /api/v1/session", attacker, own, body={"name": "admin", "password": f"guess {n}"})[0] for n in range(12)]
    assert said[0] == 401 and said[-1] == 403, said
    assert f"{attacker}/32" in blocked(server) and PROXY not in blocked(server)
    assert ask(server, front, proxy, "GET /api/v1/domains", attacker, token=True)[0] == 403
    assert ask(server, front, proxy, "GET /api/v1/domains", other, token=True)[0] == 200


@WEB
def test_H02_names_and_origins_are_still_looked_at(server, front, proxy):
    source = "127.0.0.76"
    assert ask(server, front, proxy, "GET /api/v1/domains", source, host="evil.test", token=True)[0] == 421
    assert ask(server, front, proxy, "GET /api/v1/domains", source, "Cookie: __Host-session=x", "Origin: https://evil.test")[0] == 403
    login = {"name": "nobody", "password": "x"}
    assert ask(server, front, proxy, "POST /api/v1/session", source, "Origin: https://evil.test", body=login)[0] == 403
    assert ask(server, front, proxy, "POST /api/v1/session", source, f"Origin: https://{server.tls_name}:{front[proxy]}", body=login)[0] == 401
    with pytest.raises(ssl.SSLError), tls_to(server, front, proxy, source, name="evil.test"):
        pass


@WEB
def test_what_the_API_does_it_does_behind_a_proxy(server, front, proxy):
    source = "127.0.0.77"
    assert ask(server, front, proxy, "POST /api/v1/domains", source, body={"name": f"{proxy}.example"}, token=True)[0] == 201
    status, body = ask(server, front, proxy, f"GET /api/v1/domains/{proxy}.example", source, token=True)
    assert status == 200 and json.loads(body)["name"] == f"{proxy}.example"
    with tls_to(server, front, proxy, source) as tls:  # a stream comes through as it is said
        tls.sendall(f"GET /api/v1/logs/stream?text=needle-{proxy} HTTP/1.1\r\nHost: {server.tls_name}\r\nAuthorization: Bearer {server.admin_token}\r\n\r\n".encode())
        said = b""
        while b"\r\n\r\n" not in said:
            said += tls.recv(65536)
        while b"data: " not in said:
            ask(server, front, proxy, f"GET /api/v1/needle-{proxy}", "127.0.0.78")
            said += tls.recv(65536)
    assert b"text/event-stream" in said


# -- smuggling: what stands behind the first request is half a request, which waits for the head of somebody else's

def half(name):
    return f"GET /api/v1/smuggled-{name} HTTP/1.1\r\nHost: {{host}}\r\nX-Ignore: "


SMUGGLED = {  # fields, and the body as it is sent, of a half request h
    "CL.TE": lambda h: (["Content-Length: %d" % (5 + len(h)), "Transfer-Encoding: chunked"], "0\r\n\r\n" + h),
    "TE.CL": lambda h: (["Transfer-Encoding: chunked", "Content-Length: 4"], "%x\r\n%s\r\n0\r\n\r\n" % (len(h), h)),
    "TE.TE": lambda h: (["Transfer-Encoding: chunked", "Transfer-Encoding: identity", "Content-Length: %d" % (5 + len(h))], "0\r\n\r\n" + h),
    "TE.xTE": lambda h: (["Transfer-Encoding: xchunked", "Content-Length: %d" % (5 + len(h))], "0\r\n\r\n" + h),
    "TE.tab": lambda h: (["Transfer-Encoding:\tchunked", "Content-Length: %d" % (5 + len(h))], "0\r\n\r\n" + h),
    "TE.vt": lambda h: (["Transfer-Encoding:\x0bchunked", "Content-Length: %d" % (5 + len(h))], "0\r\n\r\n" + h),
    "TE.blank": lambda h: (["Transfer-Encoding : chunked", "Content-Length: %d" % (5 + len(h))], "0\r\n\r\n" + h),
    "TE.fold": lambda h: (["X: a", " Transfer-Encoding: chunked", "Content-Length: %d" % (5 + len(h))], "0\r\n\r\n" + h),
    "TE.LF": lambda h: (["X: a\nTransfer-Encoding: chunked", "Content-Length: %d" % (5 + len(h))], "0\r\n\r\n" + h),
    "CL.CL": lambda h: (["Content-Length: 0", "Content-Length: %d" % len(h)], h),
    "CL.CL.back": lambda h: (["Content-Length: %d" % len(h), "Content-Length: 0"], h),
    "CL.list": lambda h: (["Content-Length: 0, %d" % len(h)], h),
    "CL.plus": lambda h: (["Content-Length: +%d" % len(h)], h),
    "CL.fold": lambda h: (["Content-Length:", " %d" % len(h)], h),
    "CL.LF": lambda h: (["X: a\nContent-Length: %d" % len(h)], h),
    "CL.CR": lambda h: (["X: a\rContent-Length: %d" % len(h)], h),
    "CL.underscore": lambda h: (["Content_Length: 0", "Content-Length: %d" % len(h)], h),
    "chunk.LF": lambda h: (["Transfer-Encoding: chunked"], "2;\nxx\n%x\r\n%s\r\n0\r\n\r\n" % (len(h), h)),
    "chunk.huge": lambda h: (["Transfer-Encoding: chunked"], "10000000000000002\r\n{}\r\n0\r\n\r\n" + h),
}


@WEB
@pytest.mark.parametrize("how", SMUGGLED)
def test_nothing_is_smuggled_through_the_pair(server, front, proxy, how):
    name = f"{proxy}-{how}"
    host = f"{server.tls_name}:{front[proxy]}"
    n = list(SMUGGLED).index(how)
    attacker, victim = f"127.0.{1 + n}.1", f"127.0.{1 + n}.2"
    fields, body = SMUGGLED[how](half(name).replace("{host}", host))
    lines = ["POST /api/v1/domains HTTP/1.1", "Host: " + host, "Authorization: Bearer " + server.admin_token, "Content-Type: application/json", *fields]
    with tls_to(server, front, proxy, attacker) as tls:
        tls.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        first = tls.recv(65536)
        assert int(first.split(b" ", 2)[1]) in (400, 411, 422, 501), first
        for _ in range(3):  # over whatever connection the proxy has to the server now
            status, said = ask(server, front, proxy, "GET /api/v1/domains/test.example", victim, token=True)
            assert status == 200 and json.loads(said)["name"] == "test.example"
        with contextlib.suppress(OSError):  # the attacker's own next request is no other either
            tls.sendall(b"x\r\n\r\n")
    assert logged(server, f"smuggled-{how}") == [] and logged(server, f"smuggled-{name}") == []


# -- mail

@pytest.mark.parametrize("name", GREETING)
def test_H33_a_mail_client_is_known_behind_haproxy(server, front, name):
    source = f"127.0.0.{81 + list(GREETING).index(name)}"
    with socket.create_connection((server.host, front[name]), 20, source_address=(source, 0)) as s:
        s = server.tls().wrap_socket(s) if name.endswith("s") else s
        assert s.recv(4) == GREETING[name]
        s.close()
    end = time.monotonic() + 10
    while not logged(server, "connection.opened", "--ip", source):
        assert time.monotonic() < end


def test_H33_a_mail_client_who_guesses_is_blocked_and_his_proxy_is_not(server, front):
    def greeting(source):
        with contextlib.suppress(ConnectionError), socket.create_connection((server.host, front["pop3s"]), 20, source_address=(source, 0)) as s:
            return server.tls().wrap_socket(s).recv(4)
        return b""

    for n in range(6):
        with contextlib.suppress(OSError), socket.create_connection((server.host, front["pop3s"]), 20, source_address=("127.0.0.90", 0)) as s:
            f = server.tls().wrap_socket(s).makefile("rwb")
            f.readline()
            for command in (f"USER u{n}@test.example", f"PASS guess {n}"):
                f.write(command.encode() + b"\r\n")
                f.flush()
                f.readline()
    with contextlib.suppress(OSError):
        assert greeting("127.0.0.90") == b""
    assert "127.0.0.90/32" in blocked(server) and PROXY not in blocked(server)
    assert greeting("127.0.0.91") == b"+OK "

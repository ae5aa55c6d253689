"""Listeners as settings: what is refused before it is stored, what changes without dropping anybody, and the PROXY header."""
import contextlib
import datetime
import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import time

import pytest
from clients import imap, message
from commands import free_port, ok, refused
from patience import until
from wire import Wire

PROXY = "127.0.0.66"
CLIENT = "192.0.2.7"
V2 = b"\r\n\r\n\0\r\nQUIT\n"
TCP4 = bytes([192, 0, 2, 7, 198, 51, 100, 1]) + (3000).to_bytes(2, "big") + (25).to_bytes(2, "big")


def listeners(server):
    return json.loads(ok(server, "settings", "show", "net.listeners")["value"])


@pytest.fixture
def rows(server):
    """The listeners as they are, put back after the test."""
    before = listeners(server)
    yield before
    ok(server, "settings", "set", "net.listeners", json.dumps(before))


def put(server, rows):
    return ok(server, "settings", "set", "net.listeners", json.dumps(rows))


def wrong(server, rows):
    """The words with which a change is refused; nothing of it is stored."""
    before = listeners(server)
    said = refused(server, "settings", "set", "net.listeners", json.dumps(rows))
    assert listeners(server) == before
    return said


def row(server, port, service="imap", **more):
    return {"service": service, "address": server.host, "port": port, "tls": "starttls", **more}


def greeting(host, port):
    with socket.create_connection((host, port), 5) as s:
        return s.recv(5)


# -- what is refused

def test_a_port_in_use_is_refused(server, rows):
    with socket.create_server((server.host, 0)) as taken:
        assert "the port is in use" in wrong(server, [*rows, row(server, taken.getsockname()[1])])


def test_an_address_that_is_not_ours_is_refused(server, rows):
    assert "does not have the address" in wrong(server, [*rows, {**row(server, free_port(server)), "address": "192.0.2.1"}])


def test_two_listeners_for_one_place_are_refused(server, rows):
    port = free_port(server)
    for one, other in ((server.host, server.host), ("0.0.0.0", server.host), ("::", server.host), ("::", "0.0.0.0")):
        two = [{**row(server, port), "address": one}, {**row(server, port, "pop3"), "address": other}]
        assert f"port {port}" in wrong(server, [*rows, *two]), (one, other)
    put(server, [*rows, row(server, port), {**row(server, port), "address": "127.0.0.77"}])  # two addresses are two places
    assert greeting("127.0.0.77", port) == greeting(server.host, port) == b"* OK "


def test_what_makes_no_sense_is_refused_and_says_why(server, rows):
    port = free_port(server)
    assert "roles" in wrong(server, [*rows, row(server, port, roles=["admin"])])
    assert "webmail, admin, api or dav" in wrong(server, [*rows, row(server, port, roles=["everything"])])
    assert "certificate list" in wrong(server, [*rows, row(server, port, certificate="nobody.test.example")])
    assert "host name" in wrong(server, [*rows, row(server, port, host_names=["not a name"])])
    assert "IP address" in wrong(server, [*rows, {**row(server, port), "address": "localhost"}])
    assert "network" in wrong(server, [*rows, row(server, port, proxies=["192.0.2.1/24"])])
    assert "without TLS" in wrong(server, [*rows, {**row(server, port, certificate=server.tls_name), "tls": "none"}])


# -- what changes

def test_H02_a_listener_changes_in_place_and_drops_nobody(server, rows):
    port = free_port(server)
    put(server, [*rows, row(server, port)])
    before = listeners(server)
    with contextlib.ExitStack() as stack:
        def connect():
            s = stack.enter_context(socket.create_connection((server.host, port), 5))
            assert s.recv(100)
            return s
        there = connect()
        put(server, [*rows, row(server, port, "pop3")])
        assert greeting(server.host, port).startswith(b"+OK")  # who comes now
        there.sendall(b"a NOOP\r\n")
        assert there.recv(100).startswith(b"a OK")  # who is there
        put(server, rows)  # the listener goes
        with pytest.raises(ConnectionRefusedError):
            greeting(server.host, port)
        there.sendall(b"b NOOP\r\n")
        assert there.recv(100).startswith(b"b OK")
        put(server, before)  # and the port can be had again at once
        assert greeting(server.host, port) == b"* OK "
        there.sendall(b"c LOGOUT\r\n")
        assert b"BYE" in there.recv(1000)


def test_an_address_becomes_a_wildcard_on_the_same_port(server, rows):
    port = free_port(server)
    put(server, [*rows, row(server, port)])
    put(server, [*rows, {**row(server, port), "address": "0.0.0.0"}])
    assert greeting("127.0.0.88", port) == b"* OK "
    put(server, [*rows, {**row(server, port), "address": "127.0.0.88"}])
    assert greeting("127.0.0.88", port) == b"* OK "
    with pytest.raises(ConnectionRefusedError):
        greeting(server.host, port)


def test_a_lower_limit_on_connections_holds_for_who_comes(server, rows):
    port = free_port(server)
    put(server, [*rows, row(server, port, max_connections=1)])
    with socket.create_connection((server.host, port), 5) as first:
        assert first.recv(5) == b"* OK "
        assert greeting(server.host, port) == b""


def low_port():
    """A port below 1024 that is free, if we may find out."""
    for port in range(1023, 600, -1):
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
                return port
            except PermissionError:
                return None
            except OSError:
                continue
    return None


def serve_again(server):
    """A restart without ./dev up, which would set the listeners anew."""
    [pid] = server.pids
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + 30
    while os.path.exists(f"/proc/{pid}/cmdline") and open(f"/proc/{pid}/cmdline").read():
        assert time.monotonic() < end
        time.sleep(0.02)
    ready, tell = os.pipe()
    quiet = os.environ.get("ASAN_OPTIONS", "detect_container_overflow=0") + ":detect_leaks=0"
    process = subprocess.Popen([*server.target["cli"], "serve", "--ready-fd", str(tell)], pass_fds=[tell], env={**os.environ, "ASAN_OPTIONS": quiet},
                               stderr=open(server.dir + "/server.log", "ab"), start_new_session=True)
    os.close(tell)
    said = os.read(ready, 5)
    os.close(ready)
    server.target["pids"] = [process.pid]
    return said


def test_a_port_below_1024_opens_at_the_next_start(server, rows):
    port = low_port() if os.getuid() == 0 else None
    if port is None:
        pytest.skip("needs root, and a free port below 1024")
    [change] = put(server, [*rows, row(server, port)])
    assert f"port {port} opens at the next start" in change["note"]
    with pytest.raises(ConnectionRefusedError):
        greeting(server.host, port)
    assert serve_again(server) == b"ready"
    assert greeting(server.host, port) == b"* OK "
    [change] = put(server, [*rows, row(server, port, max_connections=5)])  # and changes in place, like any other
    assert "note" not in change
    assert greeting(server.host, port) == b"* OK "


def test_a_port_that_is_lost_at_start_stops_no_other_and_is_told(server, rows):
    port = free_port(server)
    put(server, [*rows, row(server, port)])
    [pid] = server.pids
    os.kill(pid, signal.SIGKILL)
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        end = time.monotonic() + 10
        while True:
            with contextlib.suppress(OSError):
                taken.bind((server.host, port))
                taken.listen()
                break
            assert time.monotonic() < end
            time.sleep(0.02)
        assert serve_again(server) == b""  # not ready: a port does not answer
        assert greeting(server.host, server.imap) == b"* OK "
        assert "the port is in use" in open(server.dir + "/server.log").read()
        [change] = put(server, [*rows, row(server, port), row(server, free_port(server))])
        assert "stays closed" in change["note"]  # it was closed before: no reason to refuse the other


# -- on trial

def on_trial(server):
    return ok(server, "settings", "show", "net.listeners").get("trial")


def try_out(server, rows, length="10m"):
    return ok(server, "settings", "try", "net.listeners", json.dumps(rows), "--for", length)


def test_a_trial_is_kept_put_back_or_ended_by_what_is_set_later(server, rows):
    port, other = free_port(server), free_port(server)
    try_out(server, [*rows, row(server, port)])
    assert greeting(server.host, port) == b"* OK "
    assert json.loads(on_trial(server)["before"]) == rows
    ok(server, "settings", "put-back", "net.listeners")
    with pytest.raises(ConnectionRefusedError):
        greeting(server.host, port)
    try_out(server, [*rows, row(server, port)])
    ok(server, "settings", "keep", "net.listeners")
    assert on_trial(server) is None and greeting(server.host, port) == b"* OK "
    try_out(server, rows)
    put(server, [*rows, row(server, other)])
    assert on_trial(server) is None and greeting(server.host, other) == b"* OK "
    assert "not on trial" in refused(server, "settings", "put-back", "net.listeners")
    assert "secret" in refused(server, "settings", "try", "notify.webhook_secret", "word")


def test_what_cannot_be_opened_is_not_tried(server, rows):
    with socket.create_server((server.host, 0)) as taken:
        assert "the port is in use" in refused(server, "settings", "try", "net.listeners",
                                               json.dumps([*rows, row(server, taken.getsockname()[1])]))
    assert listeners(server) == rows and on_trial(server) is None


def test_the_clock_of_the_server_ends_it(server, rows):
    port = free_port(server)
    try_out(server, [*rows, row(server, port)], "10s")
    assert greeting(server.host, port) == b"* OK "
    until(lambda: on_trial(server) is None, "the trial does not end")
    assert listeners(server) == rows
    with pytest.raises(ConnectionRefusedError):
        greeting(server.host, port)
    assert ok(server, "settings", "history")[0]["by"] == "trial ran out"


def test_after_a_crash_it_goes_on_with_its_time(server, rows):
    port = free_port(server)
    try_out(server, [*rows, row(server, port)])
    server.kill()
    assert serve_again(server) == b"ready"
    assert greeting(server.host, port) == b"* OK "
    assert json.loads(on_trial(server)["before"]) == rows
    ok(server, "settings", "put-back", "net.listeners")
    assert listeners(server) == rows


def server_dies_until_it_ran_out(server):
    end = datetime.datetime.fromisoformat(on_trial(server)["until"]) + datetime.timedelta(seconds=1)
    server.kill()
    until(lambda: datetime.datetime.now(datetime.UTC) > end, "the time does not pass")


def test_what_ran_out_while_it_was_down_is_put_back_before_listeners_open(server, rows):
    port = free_port(server)
    try_out(server, [*rows[:-1], row(server, port)], "10s")
    server_dies_until_it_ran_out(server)
    with socket.create_server((server.host, port)):  # nothing of ours could listen there
        assert serve_again(server) == b"ready", "each port of before answers, the tried one is none of them"
    assert listeners(server) == rows and on_trial(server) is None


def test_a_port_below_1024_comes_back_though_only_root_could_open_it(server, rows):
    port = low_port() if os.getuid() == 0 else None
    if port is None:
        pytest.skip("needs root, and a free port below 1024")
    put(server, [*rows, {**row(server, port), "address": "0.0.0.0"}])
    assert serve_again(server) == b"ready"
    there = listeners(server)
    elsewhere = [*rows, {**row(server, port), "address": "127.0.0.99"}]
    for tried in (rows, elsewhere):
        [said] = try_out(server, tried)
        assert ("opens at the next start" in said.get("note", "")) == (tried is elsewhere)
        with pytest.raises(ConnectionRefusedError):
            greeting(server.host, port)
        ok(server, "settings", "put-back", "net.listeners")
        assert greeting(server.host, port) == b"* OK "
    try_out(server, elsewhere, "10s")
    server_dies_until_it_ran_out(server)
    assert serve_again(server) == b"ready"
    assert listeners(server) == there and greeting(server.host, port) == b"* OK "


def test_the_server_says_by_which_listener_one_came(server, rows):
    [web] = [one for one in rows if one["service"] == "api"]
    put(server, [*rows, {**web, "address": "127.0.0.77"}])  # the same port
    context = ssl.create_default_context(cafile=server.ca)
    context.check_hostname = False
    for host in (server.host, "127.0.0.77"):
        c = http.client.HTTPSConnection(host, web["port"], timeout=10, context=context)
        c.request("GET", "/api/v1/server", headers={"Authorization": f"Bearer {server.admin_token}"})
        said = json.loads(c.getresponse().read())["listeners"]
        assert [(one["address"], one["port"]) for one in said if one.get("yours")] == [(host, web["port"])]
        c.close()
    assert not any("yours" in one for one in ok(server, "server", "status")["listeners"]), "who is on the shell came by none"


def test_H02_a_web_listener_lets_in_whom_its_roles_name(server, rows):
    """A listener for people alone is no way to administer the server, whatever is shown there; and the other way round."""
    made = json.loads(server.cli("--json", "admin", "add", "warden", "--roles", "owner", "--networks", "127.0.0.0/8 here", check=True).stdout)
    person = {"name": server.address(1), "password": server.password}
    warden, token = {"name": "warden", "password": made["password"]}, {"Authorization": f"Bearer {server.admin_token}"}
    context = ssl.create_default_context(cafile=server.ca)
    context.check_hostname = False
    doors = {role: row(server, free_port(server), "api", tls="implicit", roles=[role]) for role in ("webmail", "admin", "api")}
    put(server, [*rows, *doors.values()])

    def ask(role, method, path, body=None, fields=None):
        c = http.client.HTTPSConnection(server.host, doors[role]["port"], timeout=20, context=context)
        own = {"Origin": f"https://{server.host}:{doors[role]['port']}", "Content-Type": "application/json"}
        c.request(method, path, None if body is None else json.dumps(body), own | (fields or {}))
        status = c.getresponse().status
        c.close()
        return status

    by_role = {role: [ask(role, "POST", "/api/v1/session", person), ask(role, "POST", "/api/v1/session", warden),
                      ask(role, "GET", "/api/v1/server", fields=token), ask(role, "GET", "/mail/security"), ask(role, "GET", "/admin")]
               for role in doors}
    assert by_role == {"webmail": [201, 403, 403, 200, 401], "admin": [403, 201, 403, 401, 200], "api": [403, 403, 200, 403, 403]}


# -- the PROXY header

def header(command=1, family=0x11, body=TCP4, size=None):
    return V2 + bytes([0x20 | command, family]) + (len(body) if size is None else size).to_bytes(2, "big") + body


@pytest.fixture
def behind(server, rows):
    """One listener of each kind behind a proxy, by its name in target.json."""
    kinds = {"smtp": ("smtp", "starttls"), "submission": ("submission", "starttls"), "submissions": ("submission", "implicit"),
             "imap": ("imap", "starttls"), "imaps": ("imap", "implicit"), "pop3": ("pop3", "starttls"), "pop3s": ("pop3", "implicit")}
    ports, more = {}, []
    for name, (service, tls) in kinds.items():
        ports[name] = free_port(server, ports.values())
        more.append({**row(server, ports[name], service, proxies=[PROXY]), "tls": tls})
    put(server, [*rows, *more])
    return ports


@contextlib.contextmanager
def from_address(server, port, source, say=b""):
    with socket.create_connection((server.host, port), 5, source_address=(source, 0)) as s:
        s.sendall(say)
        yield s


def first_words(server, name, s):
    if name.endswith("s"):
        s = server.tls().wrap_socket(s)
    return s.recv(4)


GREETING = {"smtp": b"220 ", "submission": b"220 ", "submissions": b"220 ", "imap": b"* OK", "imaps": b"* OK", "pop3": b"+OK ", "pop3s": b"+OK "}


@pytest.mark.parametrize("name", GREETING)
def test_H33_a_listed_proxy_is_believed_on_every_listener(server, behind, name):
    tlvs = bytes([0x04, 0, 2, 0, 0]) + bytes([0x02, 0, 4]) + b"name"
    for body in (TCP4, TCP4 + tlvs):
        with from_address(server, behind[name], PROXY, header(body=body)) as s:
            assert first_words(server, name, s) == GREETING[name]
    with from_address(server, behind[name], PROXY, header(command=0, family=0, body=b"")) as s:  # LOCAL: the proxy itself
        assert first_words(server, name, s) == GREETING[name]


@pytest.mark.parametrize("name", GREETING)
def test_what_is_no_header_of_version_2_is_cut_off(server, behind, name):
    bad = {"version 1": b"PROXY TCP4 192.0.2.7 198.51.100.1 3000 25\r\n", "another version": V2 + b"\x31\x11\0\x0c" + TCP4,
           "addresses too short": header(body=TCP4[:8]), "broken extension": header(body=TCP4 + b"\x04\0\x09\0"),
           "too long": header(size=5000), "no address": header(family=0, body=b""), "a datagram": header(family=0x12), "no header": b"EHLO x\r\n" * 3}
    for what, said in bad.items():
        with from_address(server, behind[name], PROXY, said) as s, contextlib.suppress(ConnectionResetError):
            assert s.recv(100) == b"", what
    with from_address(server, behind[name], PROXY, header()[:20]) as s, contextlib.suppress(ConnectionResetError):
        s.shutdown(socket.SHUT_WR)  # cut short
        assert s.recv(100) == b""


@pytest.mark.parametrize("name", ["smtp", "submission", "imap", "pop3"])
def test_H33_a_stranger_is_not_believed(server, behind, name):
    with from_address(server, behind[name], "127.0.0.5", header() + b"\r\n") as s:
        said = b""
        with contextlib.suppress(ConnectionResetError):
            while chunk := s.recv(4096):
                said += chunk
                if said.count(b"\n") > 1:
                    break
    assert said.startswith(GREETING[name])
    assert any(word in said for word in (b"\r\n5", b" BAD ", b"-ERR")), said  # to the protocol it is nonsense


def test_the_client_behind_a_proxy_is_the_client(server, behind):
    mail = b"EHLO client.example\r\nMAIL FROM:<a@remote.example>\r\nRCPT TO:<u1@test.example>\r\nDATA\r\n"
    with from_address(server, behind["smtp"], PROXY, header()) as s:
        f = s.makefile("rb")
        assert f.readline().startswith(b"220 ")
        s.sendall(mail)
        while not f.readline().startswith(b"354 "):
            pass
        s.sendall(b"Subject: behind\r\n\r\nx\r\n.\r\n")
        assert f.readline().startswith(b"250 ")
    with Wire(server, "imaps", tls=True) as w:
        w.line()
        w.tagged(f"LOGIN {server.address(1)} {server.password}")
        w.tagged("SELECT INBOX")
        received = b"".join(w.tagged("FETCH * BODY.PEEK[HEADER.FIELDS (RECEIVED)]"))
    assert b"[192.0.2.7]" in received and PROXY.encode() not in received


# RFC 2033: who keeps another mail server in front gets LMTP, inside alone, and a reply for each recipient.
def test_a_server_in_front_brings_mail_by_lmtp(server, rows):
    port = free_port(server)
    assert "private network" in wrong(server, [*rows, {**row(server, port, "lmtp"), "address": "::"}])
    assert "port 25" in wrong(server, [*rows, row(server, 25, "lmtp")])
    put(server, [*rows, row(server, port, "lmtp", tls="none")])
    ours, nobody = server.address(1), "nobody@" + server.address(1).split("@")[1]
    with socket.create_connection((server.host, port), 10) as s, s.makefile("rb") as replies:
        text = message("by-lmtp", sender=ours).replace(b"\r\n.", b"\r\n..")
        to = "".join(f"RCPT TO:<{who}>\r\n" for who in (ours, server.address(2), nobody))
        s.sendall(f"LHLO front.example\r\nMAIL FROM:<{ours}>\r\n{to}DATA\r\n".encode())
        while b"354" not in (line := replies.readline()):
            assert line[:3] in (b"220", b"250", b"550"), line
        s.sendall(text + b".\r\n")
        assert [replies.readline()[:3] for _ in range(2)] == [b"250", b"250"]  # of the two that were taken
    for n in (1, 2):
        m = imap(server, n)
        m.select("INBOX", readonly=True)
        found = m.search(None, "SUBJECT", "by-lmtp")[1][0].split()
        assert len(found) == 1 and b" with LMTP\r\n" in m.fetch(found[0], "(BODY.PEEK[])")[1][0][1]
        m.logout()

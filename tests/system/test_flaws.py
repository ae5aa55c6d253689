"""Flaws that other mail servers had, each class once, over the wire (H35). What is shown elsewhere: commands before TLS and smuggling
(test_security.py), two readers of one request (test_api.py), secrets in logs and data (test_secrets.py), file names (test_files.py),
sessions (test_session.py, src/api), relaying and names (test_scanners.py), the feed of releases (src/releases), sanitizers under load (test_attacks.py)."""
import collections
import contextlib
import json
import pathlib
import re
import socket
import time

import pytest
from conftest import NO_GUARD, ROOT, Server
from doors import AS_OFTEN_AS_LIKED
from test_api import call, connection
from test_binary import symbols
from test_session import Browser

GUARD = NO_GUARD
OPTIONS = AS_OFTEN_AS_LIKED

# -- a part of a route is joined to a path of a file (CVE-2026-7807, CVE-2019-7213, CVE-2010-3486)

WAYS_OUT = ("..", "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "..%252f..%252fetc%252fpasswd", "..%5c..%5cetc%5cpasswd",
            "%2e%2e%2fetc%2fpasswd", "%2fetc%2fpasswd", "..%c0%af..%c0%afetc", "a%00.json", "....%2f%2fetc")


def routes(server):
    """Each method and path of the API, as it describes itself."""
    described = call(server, "GET", "/openapi.json")[2]
    for path, methods in described["paths"].items():
        for method, row in methods.items():
            if method in ("get", "post", "put", "patch", "delete"):
                yield method.upper(), path.removeprefix("/api/v1"), row


def is_live(row):
    return row.get("x-cost") == "live"  # it has no end


def test_H35_no_part_of_a_route_leads_to_a_file(server):
    tried = collections.Counter()
    for method, path, row in routes(server):
        if "{" not in path or is_live(row) or path.startswith("/session"):  # those are for who has logged in to a page
            continue
        for way in WAYS_OUT:
            c = connection(server)
            c.request(method, "/api/v1" + re.sub(r"{\w+}", way, path), None if method in ("GET", "DELETE") else "{}",
                      {"Authorization": "Bearer " + server.admin_token, "Content-Type": "application/json"})
            answer = c.getresponse()
            body = answer.read()
            c.close()
            assert b"root:" not in body
            # What is not there answers so, or is not a name at all; what is safe to repeat may say that it is done.
            assert answer.status in (204, 400, 403, 404, 405, 409, 412, 422, 428), (method, path, way, answer.status, body)
            tried[way] += 1
    assert min(tried.values()) >= 25


# -- a stranger makes the server call an address of his (CVE-2026-24423, CVE-2026-25067), or takes privilege from what he says
# (CVE-2026-23760)

ANSWERS_STRANGERS = ("/session/passkey-challenge", "/session/reset-request")  # and says the same to each of them


def properties(row):
    """The names of what a route takes in its body."""
    body = row.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return list(body.get("properties", {}))


def test_H35_no_request_of_a_stranger_makes_the_server_call_anybody(server):
    with socket.create_server(("127.0.0.1", 0)) as trap:
        there = f"https://127.0.0.1:{trap.getsockname()[1]}/"
        asked = 0
        for method, path, row in routes(server):
            if is_live(row):
                continue
            c = connection(server)
            c.request(method, "/api/v1" + re.sub(r"{\w+}", "x", path), json.dumps(dict.fromkeys(properties(row), there)),
                      {"Content-Type": "application/json", "Origin": server.api, "Referer": there, "X-Forwarded-Host": there})
            answer = c.getresponse()
            answer.read()
            c.close()
            assert answer.status in (400, 401, 403, 413, 422) or path in ANSWERS_STRANGERS, (method, path, answer.status)
            asked += 1
        assert asked > 100
        trap.setblocking(False)
        with pytest.raises(BlockingIOError):
            trap.accept()


@pytest.mark.parametrize("claim", [{"roles": ["owner"]}, {"is_admin": True}, {"IsSysAdmin": "true"}, {"domains": None}, {"proven": True}])
def test_H35_no_privilege_comes_from_what_a_request_claims(server, claim):
    b = Browser(server)
    good = {"name": server.admin, "password": server.admin_pass, "code": "000000"}
    assert b.call("POST", "/session", good | claim)[0] in (400, 401)
    token = json.loads(server.cli("--json", "password", "reset-link", server.address(1), check=True).stdout)["token"]
    status, said = b.call("POST", "/forgotten-password", {"token": token, "password": "gravel-Lantern-pickle-sonnet-78", "name": "admin"} | claim)
    assert status == 400 and "token" not in json.dumps(said.get("debug", "")), "what is not asked for is refused, and nothing is done"
    status, _ = b.call("POST", "/forgotten-password", {"token": "admin", "password": "gravel-Lantern-pickle-sonnet-78"} )
    assert status == 403


def test_H35_nobody_asks_for_an_administrators_password_to_be_reset(server):
    assert server.cli("password", "reset-link", "admin").returncode != 0
    assert server.cli("password", "reset-link", server.admin).returncode != 0


# -- ports that nobody asked for (CVE-2019-7214)

def listening(pids):
    """Ports on which these processes wait for connections."""
    inodes = set()
    for pid in pids:
        for fd in pathlib.Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                if (found := re.match(r"socket:\[(\d+)\]", str(fd.readlink()))):
                    inodes.add(found.group(1))
    ports = set()
    for table in ("tcp", "tcp6"):
        for line in pathlib.Path(f"/proc/{pids[0]}/net/{table}").read_text().splitlines()[1:]:
            row = line.split()
            if row[3] == "0A" and row[9] in inodes:
                ports.add(int(row[1].rsplit(":", 1)[1], 16))
    return ports


def test_H35_only_the_ports_that_the_settings_name_are_open(server):
    named = json.loads(json.loads(server.cli("settings", "show", "net.listeners", "--json", check=True).stdout)["value"])
    assert listening(server.pids) == {row["port"] for row in named}


def test_H35_what_administers_on_this_host_is_for_its_own_user(server):
    sockets = [path for path in pathlib.Path(server.dir).rglob("*") if path.is_socket()]
    assert sockets
    for path in sockets:
        assert path.parent.stat().st_mode & 0o077 == 0


# -- one key in every installation (CVE-2019-7212), keys that can be guessed (CVE-2026-40514)

def keys_of(server):
    return {path.read_bytes() for path in pathlib.Path(server.dir).rglob("*key*") if path.is_file() and path.stat().st_size >= 32}


def test_H35_two_installations_share_no_key_and_the_program_has_none(server):
    other = Server(*NO_GUARD, accounts=1)
    try:
        mine, others = keys_of(server), keys_of(other)
        assert mine and others and not mine & others
        program = (ROOT / "build" / "release" / "postern").read_bytes()
        assert not [key for key in mine | others if key.strip() in program]
        assert not re.search(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{40}", program)
    finally:
        other.end()


def test_H35_tokens_are_drawn_and_do_not_resemble_each_other(server):
    made = [json.loads(server.cli("--json", "password", "reset-link", server.address(2), check=True).stdout)["token"] for _ in range(12)]
    secrets = [re.sub(r"[^A-Za-z0-9_-]", "", token) for token in made]
    assert len(set(secrets)) == len(secrets) and min(map(len, secrets)) >= 22, "128 bits at least"
    for a, b in zip(secrets, secrets[1:]):
        same = sum(x == y for x, y in zip(a[-22:], b[-22:]))
        assert same < 12, (a, b)


# -- an administrator's page that runs programs (CVE-2026-24423; what intruders did next)

def test_H35_the_program_can_run_no_other():
    called = symbols(ROOT / "build" / "release" / "postern")
    assert "write" in called or "writev" in called  # the list is one
    runs = {"system", "popen", "execve", "execv", "execvp", "execvpe", "execl", "execlp", "execle", "fexecve", "posix_spawn", "posix_spawnp",
            "wordexp", "dlopen"}
    assert called & runs == {"execl"}
    callers = {path.name for path in (ROOT / "src").rglob("*.cpp")
               if not path.stem.endswith("_test") and re.search(r"\bexecl\(", path.read_text())}
    assert callers == {"break_out.cpp"}, "which tries to, so that it is seen to be refused"


# -- many connections at once (CVE-2004-2583)

def test_H35_hundreds_of_idle_and_slow_connections_disturb_nobody(server):
    def session():
        with server.connect("smtp", source="127.0.9.9") as s:
            file = s.makefile("rwb")
            assert file.readline().startswith(b"220 ")
            file.write(b"EHLO client.example\r\n")
            file.flush()
            while file.readline()[3:4] == b"-":
                pass
            file.write(b"QUIT\r\n")
            file.flush()
            assert file.readline().startswith(b"221 ")

    def longest():
        spent = []
        for _ in range(20):
            begin = time.monotonic()
            session()
            spent.append(time.monotonic() - begin)
        return max(spent)

    with contextlib.ExitStack() as held:
        for n in range(400):
            s = held.enter_context(server.connect("smtp", source=f"127.0.{10 + n % 40}.{1 + n // 40}"))
            if n % 2:
                s.sendall(b"EHL")  # the rest never comes
        assert longest() < 5  # no figure: only that nothing waits for those


# -- names of hosts that a stranger chose, in what is sent to others (Host header poisoning)

def test_H35_no_link_carries_a_host_that_a_request_named(server):
    status, _, made = call(server, "POST", f"/accounts/{server.address(3)}/password/reset-link", {}, X_Forwarded_Host="evil.test", Forwarded="host=evil.test")
    assert status == 200 and "evil.test" not in json.dumps(made)

"""What an attacker sends: commands before TLS, smuggled messages, relaying by tricks, forged senders, probing of names, memory."""
import base64
import os
import pathlib
import re
import socket
import ssl

import pytest
from clients import imap
from conftest import LIMITS_ONLY
from wire import Wire

GUARD = LIMITS_ONLY
OPTIONS = ["--set", "smtp.max_messages=0"]
PRODUCT = re.compile(rb"postern|version|\bv?\d+\.\d+", re.IGNORECASE)
STATUS = re.compile(rb"^\d{3}[ -](\d\.\d+\.\d+ )?", re.MULTILINE)


def subjects(server, n):
    m = imap(server, n)
    m.select("INBOX", readonly=True)
    found = m.uid("FETCH", "1:*", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
    m.logout()
    return [r[1].split(b":", 1)[1].strip().decode() for r in found if isinstance(r, tuple)]


# -- commands that come in one segment with STARTTLS (CVE-2011-0411 and its kin)

INJECTIONS = {
    "smtp": ("EHLO x\r\n", "STARTTLS\r\n", "MAIL FROM:<attacker@evil.example>\r\n", "NOOP\r\n"),
    "submission": ("EHLO x\r\n", "STARTTLS\r\n", "MAIL FROM:<attacker@evil.example>\r\n", "NOOP\r\n"),
    "imap": ("", "a STARTTLS\r\n", "b NOOP\r\n", "c NOOP\r\n"),
    "pop3": ("", "STLS\r\n", "CAPA\r\n", "NOOP\r\n"),
}


@pytest.mark.parametrize("service", INJECTIONS)
def test_H35_what_follows_starttls_in_one_segment_is_never_executed(server, service):
    hello, start, injected, _ = INJECTIONS[service]
    with Wire(server, service) as w:
        w.line()
        if hello:
            w.ask(hello.strip())
        w.send(start + injected)
        answer = w.line()
        try:
            w.start_tls(server)
        except (ssl.SSLError, OSError):
            return  # the session ended: nothing can come of it
        w.socket.settimeout(1)
        try:
            said = w.line()
        except (TimeoutError, socket.timeout):
            said = b""
        assert said == b"", (answer, said)


@pytest.mark.parametrize("service", INJECTIONS)
def test_what_was_said_before_tls_is_forgotten(server, service):
    hello, start, _, noop = INJECTIONS[service]
    with Wire(server, service) as w:
        w.line()
        if hello:
            w.ask(hello.strip())
        w.send(start)
        w.line()
        w.start_tls(server)
        if hello:
            assert w.ask("MAIL FROM:<a@other.example>").startswith(b"503")
        w.send(noop)
        assert re.match(rb"(250|c OK|\+OK|-ERR)", w.line())


# -- smuggling: one message or none, never two

ENDS = [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r.\r\n", b"\r\n.\r", b"\n.\r", b"\r\n\0.\r\n", b"\r\n.\0\r\n", b"\r\r\n.\r\r\n"]


@pytest.mark.parametrize("service", ["smtp", "submissions"])
@pytest.mark.parametrize("end", ENDS, ids=repr)
def test_H35_smuggling_makes_no_second_message(server, service, end):
    sender = "a@other.example" if service == "smtp" else server.address(1)
    to = server.address(4)
    before = subjects(server, 4)
    with Wire(server, service, tls=service == "submissions") as w:
        w.reply()
        w.ask("EHLO x")
        if service == "submissions":
            assert w.ask("AUTH PLAIN " + base64.b64encode(f"\0{server.address(1)}\0{server.password}".encode()).decode()).startswith(b"235")
        w.ask(f"MAIL FROM:<{sender}>")
        assert w.ask(f"RCPT TO:<{to}>").startswith(b"250")
        w.ask("DATA")
        inner = f"MAIL FROM:<{sender}>\r\nRCPT TO:<{to}>\r\nDATA\r\nSubject: smuggled\r\n\r\nx\r\n.\r\n".encode()
        w.send(f"From: <{sender}>\r\nSubject: outer\r\n\r\nfirst".encode() + end + inner)
        answer = w.reply()
        assert answer[:1] in b"52", answer
        assert w.ask("QUIT")  # whatever it answers, nothing of this is a second message
    after = subjects(server, 4)[len(before) :]
    assert "smuggled" not in after and len(after) <= 1


# -- relaying

TRICKS = [
    "<x@other.example>", "<@test.example:x@other.example>", "<@test.example,@other.example:x@third.example>", "<x%other.example@test.example>",
    "<other.example!x@test.example>", "<other.example!x>", '<"x@other.example"@test.example>', '<"x@other.example">', "<x@other.example@test.example>",
    "<x@[127.0.0.1]>", "<x@test.example.other.example>", "<x@other.example%test.example>", "<\"x%other.example\"@test.example>", "x@other.example",
    "<x@other.example\0@test.example>", "<u2@test.example> <x@other.example>", "<x@test.example.>", "<x@localhost>", "<x>",
]


@pytest.mark.parametrize("service", ["smtp", "submission", "submissions"])
def test_H25_nobody_relays_without_a_login(server, service):
    for trick in TRICKS:
        with Wire(server, service, tls=service == "submissions") as w:
            w.reply()
            w.ask("EHLO x")
            w.ask("MAIL FROM:<a@other.example>")
            answer = w.ask(f"RCPT TO:{trick}")
            assert answer[:1] == b"5", (trick, answer)
    assert server.cli("queue", "list", "--json").stdout.strip() == "[]"


def test_H05_a_forged_hosted_sender_is_refused(server):
    with Wire(server, "smtp") as w:
        w.reply()
        for sender in ("u1@test.example", "nobody@test.example", "U1@TEST.example", '"u1"@test.example', "@other.example:u1@test.example"):
            w.ask("EHLO x")
            first = w.ask(f"MAIL FROM:<{sender}>")
            second = w.ask("RCPT TO:<u2@test.example>")
            assert b"5" in (first[:1], second[:1]), (sender, first, second)


def test_the_null_sender_and_postmaster_are_accepted(server):
    with Wire(server, "smtp") as w:
        w.reply()
        w.ask("EHLO x")
        assert w.ask("MAIL FROM:<>").startswith(b"250")
        assert w.ask("RCPT TO:<postmaster@test.example>").startswith(b"250")
        assert w.ask("RCPT TO:<Postmaster>").startswith(b"250")


def test_H06_no_name_but_ones_own_can_send(server):
    with Wire(server, "submissions", tls=True) as w:
        w.reply()
        w.ask("EHLO x")
        w.ask("AUTH PLAIN " + base64.b64encode(f"\0{server.address(1)}\0{server.password}".encode()).decode())
        for sender in ("u2@test.example", "x@other.example", "nobody@test.example"):
            first = w.ask(f"MAIL FROM:<{sender}>")
            second = w.ask("RCPT TO:<x@other.example>")
            assert b"5" in (first[:1], second[:1]), (sender, first, second)
            w.ask("RSET")


# -- what a stranger learns

def smtp_login(server, user, password):
    with Wire(server, "submissions", tls=True) as w:
        w.reply()
        w.ask("EHLO x")
        yield w.ask("AUTH PLAIN " + base64.b64encode(f"\0{user}\0{password}".encode()).decode())
        w.ask("AUTH LOGIN")
        yield w.ask(base64.b64encode(user.encode()).decode())
        yield w.ask(base64.b64encode(password.encode()).decode())


def imap_login(server, user, password):
    with Wire(server, "imaps", tls=True) as w:
        w.line()
        yield w.tagged(f'LOGIN "{user}" "{password}"')
        yield w.tagged("AUTHENTICATE PLAIN " + base64.b64encode(f"\0{user}\0{password}".encode()).decode())


def pop3_login(server, user, password):
    with Wire(server, "pop3s", tls=True) as w:
        w.line()
        for command in (f"USER {user}", f"PASS {password}", "AUTH PLAIN " + base64.b64encode(f"\0{user}\0{password}".encode()).decode()):
            w.send(command + "\r\n")
            yield w.line()


@pytest.mark.parametrize("login", [smtp_login, imap_login, pop3_login])
def test_a_failed_login_does_not_tell_whether_the_user_exists(server, login):
    assert server.cli("account", "create", f"gone-{login.__name__}@test.example").returncode == 0
    assert server.cli("account", "update", f"gone-{login.__name__}@test.example", "--disable").returncode == 0
    answers = [list(login(server, user, "wrong-password-7")) for user in
               (server.address(1), "nobody@test.example", "u1@other.example", "u1", f"gone-{login.__name__}@test.example")]
    assert all(a == answers[0] for a in answers), answers


def test_vrfy_and_expn_tell_nothing(server):
    with Wire(server, "smtp") as w:
        w.reply()
        w.ask("EHLO x")
        for command in ("VRFY", "EXPN"):
            assert w.ask(f"{command} u1@test.example") == w.ask(f"{command} nobody@test.example")


def test_nothing_names_the_product_or_its_version(server):
    said = []
    for service in ("smtp", "submission"):
        with Wire(server, service) as w:
            said += [w.reply(), w.ask("EHLO x"), w.ask("HELP"), w.ask("NOOP"), w.ask("BOGUS"), w.ask("QUIT")]
    with Wire(server, "imaps", tls=True) as w:
        said.append(w.line())
        said += w.tagged("CAPABILITY") + w.tagged("ID NIL") + w.tagged("BOGUS")
        said += w.tagged(f"LOGIN {server.address(1)} {server.password}") + w.tagged('ID ("name" "x")') + w.tagged("LOGOUT")
    with Wire(server, "pop3s", tls=True) as w:
        said.append(w.line())
        w.send("CAPA\r\n")
        while (line := w.line()) not in (b".\r\n", b""):
            said.append(line)
        for command in ("BOGUS", "QUIT"):
            w.send(command + "\r\n")
            said.append(w.line())
    assert all(said)
    for text in said:
        assert not PRODUCT.search(STATUS.sub(b"", text).replace(server.host.encode(), b"")), text


# -- resources and rights

def resident(server):
    status = pathlib.Path(f"/proc/{server.pids[0]}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024


def test_announced_literals_take_no_memory_before_login(server):
    before = resident(server)
    sessions = []
    for announced in ("{4294967295}", "{4294967295+}", "{18446744073709551616}", "{64}"):
        for _ in range(50):
            w = Wire(server, "imap")
            sessions.append(w)
            w.send(f"a LOGIN {announced}\r\n")
    for w in sessions:
        w.line()
        w.line()  # the answer to the literal
    grown = resident(server) - before
    for w in sessions:
        w.close()
    assert grown < 64 * 1024 * 1024, grown


@pytest.mark.parametrize("service", ["smtp", "imap", "pop3"])
def test_an_endless_line_ends_the_session_or_is_refused(server, service):
    before = resident(server)
    with Wire(server, service) as w:
        w.line()
        try:
            for _ in range(256):
                w.send(b"x" * 65536)
            w.send(b"\r\n")
        except OSError:
            pass  # the server had enough
    assert resident(server) - before < 32 * 1024 * 1024


def test_H31_the_server_is_not_root_and_cannot_become_it(server):
    status = pathlib.Path(f"/proc/{server.pids[0]}/status").read_text()
    field = dict(line.split(":", 1) for line in status.splitlines())
    if os.getuid() == 0:
        assert "0" not in field["Uid"].split() and "0" not in field["Gid"].split()
        assert field["Groups"].split() == []
    assert int(field["CapEff"], 16) == 0 and int(field["CapPrm"], 16) == 0
    assert field["NoNewPrivs"].strip() == "1"
    assert field["Seccomp"].strip() == "2"

"""No password, token or body reaches a log, at any level, whatever protocol and mechanism carried it (H03)."""
import base64
import contextlib
import imaplib
import pathlib
import poplib
import smtplib
import time

import pytest
from clients import imap, message, pop, submit

WRONG = "wRong-Canary-93c1-pass"
BODY = "body-canary-5b7e2f10"
LITERAL = "literal-canary-0d41"
CHUNK = "chunk-canary-77aa"
NONCE = "nonce-canary-1f0e55"  # of a SCRAM exchange: what is sent in one is no more for a log than a password is
CHOSEN = "choSen-Canary-48d2-by-an-administrator"
WEAK = "weak-canary"  # refused by the policy


def set_all_logs(server, level):
    for n in ("smtp_in", "smtp_out", "delivery", "imap", "pop3", "web", "ids", "spam", "administration", "store", "server"):
        done = server.cli("settings", "set", f"logs.{n}", level)
        assert done.returncode == 0, done.stderr


def plain(user, password):
    return base64.b64encode(f"\0{user}\0{password}".encode()).decode()


def line_of(f, s, text):
    s.sendall(text.encode() + b"\r\n")
    return f.readline()


def coded(text):
    return base64.b64encode(text.encode()).decode()


def scram(say, user):
    """A SCRAM-SHA-256 exchange up to a proof that is wrong; `say` sends the base64 of one message and gives the base64 answered."""
    first = f"n={user},r={NONCE}"
    challenge = say(coded("n,," + first))
    with contextlib.suppress(ValueError):
        nonce = base64.b64decode(challenge).decode().split(",")[0]
        say(coded(f"c=biws,{nonce},p={coded(NONCE)}"))


def over_smtp(server, user, password):
    """AUTH PLAIN with and without initial response, LOGIN, SCRAM, cancelled exchanges, and credentials where none belong."""
    for method in ("auth_plain", "auth_login"):
        with smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", context=server.tls(), timeout=30) as s:
            s.ehlo()
            s.user, s.password = user, password
            for initial in (True, False):
                with contextlib.suppress(smtplib.SMTPException):
                    s.auth(method[5:].upper(), getattr(s, method), initial_response_ok=initial)
    with smtplib.SMTP(server.host, server.submission, local_hostname="client.example", timeout=30) as s:
        s.ehlo()
        for line in (f"AUTH PLAIN {plain(user, password)}", f"AUTH PLAIN {plain(user, password)} extra", f"AUTH {password}", "AUTH LOGIN", plain(user, password),
                     f"LOGIN {user} {password}", password):
            s.docmd(line)
    with smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", context=server.tls(), timeout=30) as s:
        s.ehlo()
        for lines in (
            ("AUTH PLAIN", plain(user, password) + "="),  # not base64
            ("AUTH PLAIN", "*"),
            ("AUTH LOGIN", coded(user), coded(password) + "!"),
            (f"AUTH LOGIN {coded(user)}", coded(password)),
            (f"AUTH PLAIN {plain(user, password)}", f"RSET {password}"),
            (f"AUTH XOAUTH2 {coded(password)}", coded(password)),
        ):
            for line in lines:
                with contextlib.suppress(smtplib.SMTPServerDisconnected):
                    s.docmd(line)
    with smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", context=server.tls(), timeout=30) as s:
        s.ehlo()
        assert s.docmd("AUTH SCRAM-SHA-256")[0] == 334
        scram(lambda text: s.docmd(text)[1], user)


def over_imap(server, user, password):
    with contextlib.suppress(imaplib.IMAP4.error):
        m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls(), timeout=30)
        m.login(user, password)
    with contextlib.suppress(imaplib.IMAP4.error):
        m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls(), timeout=30)
        m.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
    s = server.tls().wrap_socket(server.connect("imaps"))
    with s, s.makefile("rb") as f:
        f.readline()
        for line in (f"a LOGIN {user} {password} extra", f"b AUTHENTICATE PLAIN {plain(user, password)} extra", f"c LOGIN {user} {password}\x01",
                     f"LOGIN {user} {password}", f"d LOGIN {user} {{{len(password)}+}}\r\n{password} extra", f"e AUTHENTICATE LOGIN {plain(user, password)}"):
            line_of(f, s, line)
    for user_literal in (False, True):  # the client waits to be asked for each literal
        s = server.tls().wrap_socket(server.connect("imaps"))
        with s, s.makefile("rb") as f:
            f.readline()
            if user_literal:
                assert line_of(f, s, f"a LOGIN {{{len(user)}}}").startswith(b"+")
                assert line_of(f, s, f"{user} {{{len(password)}}}").startswith(b"+")
            else:
                assert line_of(f, s, f"a LOGIN {user} {{{len(password)}}}").startswith(b"+")
            line_of(f, s, password)
    s = server.tls().wrap_socket(server.connect("imaps"))
    with s, s.makefile("rb") as f:
        f.readline()
        assert line_of(f, s, "a AUTHENTICATE PLAIN").startswith(b"+")
        line_of(f, s, plain(user, password) + "!")  # not base64
        assert line_of(f, s, "b AUTHENTICATE PLAIN").startswith(b"+")
        line_of(f, s, "*")
        assert line_of(f, s, "c AUTHENTICATE SCRAM-SHA-256").startswith(b"+")
        scram(lambda text: line_of(f, s, text).removeprefix(b"+ "), user)
    s = server.connect("imap")
    with s, s.makefile("rb") as f:
        f.readline()
        line_of(f, s, f"a LOGIN {user} {password}")  # refused: no TLS
        line_of(f, s, f"b AUTHENTICATE PLAIN {plain(user, password)}")


def over_pop3(server, user, password):
    with contextlib.suppress(poplib.error_proto):
        p = poplib.POP3_SSL(server.host, server.pop3s, context=server.tls(), timeout=30)
        p.user(user)
        p.pass_(password)
        p.quit()
    s = server.tls().wrap_socket(server.connect("pop3s"))
    with s, s.makefile("rb") as f:
        f.readline()
        for line in (f"PASS {password}", f"APOP {user} {password}", f"AUTH PLAIN {plain(user, password)} extra", f"AUTH PLAIN {plain(user, password)}",
                     f"XAUTH {password}"):
            line_of(f, s, line)
    s = server.tls().wrap_socket(server.connect("pop3s"))
    with s, s.makefile("rb") as f:
        f.readline()
        assert line_of(f, s, "AUTH PLAIN").startswith(b"+ ")
        line_of(f, s, plain(user, password) + "!")  # not base64
        assert line_of(f, s, "AUTH SCRAM-SHA-256").startswith(b"+ ")
        scram(lambda text: line_of(f, s, text).removeprefix(b"+ "), user)
        line_of(f, s, f"USER {user} {password}")
    s = server.connect("pop3")
    with s, s.makefile("rb") as f:
        f.readline()
        line_of(f, s, f"USER {user}")
        line_of(f, s, f"PASS {password}")


def by_administrators(server):
    """Accounts with a chosen password, one that the policy refuses, and one for nobody."""
    server.cli("account", "create", "chosen@test.example", "--password", input=CHOSEN + "\n")
    for address, password in ((server.address(4), WEAK), ("nobody@test.example", CHOSEN), ("chosen@test.example", CHOSEN)):
        server.cli("account", "password", address, "--password", input=password + "\n")


def bodies(server):
    """A message by SMTP, one by APPEND, read over IMAP and POP3; one refused after its data."""
    submit(server, message("canary", body=f"{BODY}\r\n"), to=(2,))
    with smtplib.SMTP(server.host, server.smtp, local_hostname="client.example", timeout=30) as s:
        s.ehlo()
        s.docmd("MAIL FROM:<a@other.example>")
        s.docmd(f"RCPT TO:<{server.address(2)}>")
        s.docmd("DATA")
        s.send(f"Subject: x\r\n\r\n{BODY}\nbare\r\n.\r\n")
        assert s.getreply()[0] // 100 == 5  # the bare LF
    with smtplib.SMTP(server.host, server.smtp, local_hostname="client.example", timeout=30) as s:
        s.ehlo()
        s.docmd("MAIL FROM:<a@other.example>")
        s.docmd(f"RCPT TO:<{server.address(2)}>")
        part = f"Subject: x\r\n\r\n{CHUNK}\r\n"
        s.send(f"BDAT {len(part)}\r\n{part}")
        assert s.getreply()[0] == 250
        assert s.docmd("BDAT 0 LAST")[0] == 250
        s.docmd(CHUNK)
    m = imap(server, 2)
    with contextlib.suppress(imaplib.IMAP4.error):
        m.append("NoSuchMailbox", None, None, message("refused", body=f"{LITERAL}\r\n"))
    m.append("INBOX", None, None, message("literal", body=f"{LITERAL}\r\n"))
    m.select("INBOX")
    m.fetch("1:*", "(BODY[] BODYSTRUCTURE PREVIEW)")
    m.search(None, "BODY", f'"{LITERAL}"')
    m.logout()
    p = pop(server, 2)
    p.retr(1)
    p.top(1, 5)
    p.quit()


def encodings(secret):
    raw = secret.encode()
    yield raw
    yield raw.hex().encode()
    for lead in (b"", b"\0", b"\0\0"):  # base64 of it at each of the three places in a longer text
        coded = base64.b64encode(lead + raw)
        yield coded[4 if lead else 0 : -4]


def files_of(*folders):
    for folder in folders:
        for path in [folder] if folder.is_file() else folder.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()


@pytest.fixture(scope="module", params=["detailed", "normal", "exceptions"])
def used(server, request):
    set_all_logs(server, request.param)
    assert server.cli("settings", "set", "auth.offer_scram", "true").returncode == 0
    for user in (server.address(1), server.address(2), "nobody@test.example"):
        for password in (server.password, WRONG):
            over_smtp(server, user, password)
            over_imap(server, user, password)
            over_pop3(server, user, password)
    bodies(server)
    by_administrators(server)
    wait_until_written(server)
    if request.param == "detailed":
        for log in ("smtp_in", "imap", "pop3"):
            assert ".command" in server.cli("logs", "search", "--logs", log).stdout
    return server


def wait_until_written(server):
    """Until the lines so far are in the files: the log of changes is written at every level, after them."""
    hops = str(200 + server.cli("logs", "search", "smtp.max_hops").stdout.count("smtp.max_hops"))
    assert server.cli("settings", "set", "smtp.max_hops", hops).returncode == 0
    end = time.monotonic() + 10
    while f"after={hops}" not in server.cli("logs", "search", "smtp.max_hops").stdout:
        assert time.monotonic() < end, "the log does not tell of a change"
        time.sleep(0.05)


def test_H03_no_password_and_no_body_in_logs(used):
    place = pathlib.Path(used.dir)
    for path, content in files_of(place / "data" / "logs", place / "server.log"):
        for secret in (used.password, WRONG, BODY, LITERAL, CHUNK, NONCE, CHOSEN, WEAK):
            for form in encodings(secret):
                at = content.find(form)
                assert at < 0, (path.name, secret, content[max(0, at - 300) : at + 100])


def test_H35_no_password_in_the_data_folder(used):
    place = pathlib.Path(used.dir)
    for path, content in files_of(place / "data", place / "run"):
        for secret in (used.password, WRONG, CHOSEN, WEAK):
            for form in encodings(secret):
                assert form not in content, (path, secret)


def test_nothing_is_readable_by_others(used):
    place = pathlib.Path(used.dir)
    assert (place / "data").stat().st_mode & 0o777 == 0o700
    assert (place / "key").stat().st_mode & 0o777 == 0o600
    for path in (place / "data").rglob("*"):
        if path.is_file():
            assert path.stat().st_mode & 0o077 == 0, path

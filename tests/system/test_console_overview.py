"""The overview, in a browser: it answers what the server says, and leads to where it is mended (H34)."""
import imaplib
import json
import smtplib
import socket

from conftest import AS_SHIPPED
from walk import walk

GUARD = AS_SHIPPED
ZONES = {"test.": ""}  # which knows nothing of the server's domain


def run(server, *args):
    return json.loads(server.cli(*args, "--json", check=True).stdout)


def test_H34_what_is_weakened_is_seen_at_a_glance(server):
    run(server, "settings", "set", "password.minimum_length", "4")
    weak = json.loads(server.cli("audit", "--json").stdout)["checks"]
    assert "settings.password.minimum_length" in {row["check"] for row in weak}
    seen = walk(server, "overview")["overview"]
    # What is found is told once: certificates and releases have their own lines.
    assert seen["first"] == f"{len(weak)} things need you"
    assert [line for line in seen["lines"] if "password.minimum_length is 4; the hardened value is 12" in line]
    assert [line for line in seen["lines"] if "Mail is taken for one domain and 4 accounts" in line]
    assert seen["path"] == "/admin/audit?at=settings.password.minimum_length"


def test_a_scanner_that_does_not_answer_needs_somebody(server):
    run(server, "settings", "set", "scanners.clamav_down", "accept")
    run(server, "settings", "set", "scanners.clamav", "unix:/nobody/listens.here")
    try:
        for _ in range(3):
            with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.far.example", timeout=60) as s:
                s.sendmail("a@far.example", [server.address(1)], b"From: a@far.example\r\nSubject: hello\r\n\r\nhello\r\n")
        seen = walk(server, "overview", part="silent")
    finally:
        run(server, "settings", "reset", "scanners.clamav")
    lines = [line for line in seen["lines"] if "clamav" in line]
    assert len(lines) == 1 and "has not answered for 3 messages" in lines[0], lines
    assert seen["path"] == "/admin/audit?at=system.scanners"
    assert run(server, "server", "status")["silent_scanners"] == [], "it is asked no more"


class From(imaplib.IMAP4_SSL):
    """A client at that address of the loopback network."""

    def __init__(self, source, *args, **more):
        self.source = source
        super().__init__(*args, **more)

    def _create_socket(self, timeout):
        plain = socket.create_connection((self.host, self.port), timeout, source_address=(self.source, 0))
        return self.ssl_context.wrap_socket(plain, server_hostname=self.host)


def guess(server, user, source, n):
    """Somebody at that address tries so many passwords; the server lets him for a while. How often it has answered."""
    answers = 0
    for i in range(n):
        try:
            c = From(source, server.host, server.imaps, ssl_context=server.tls(), timeout=30)
        except OSError:
            break  # he is kept out
        try:
            c.login(user, f"guess {source} {i}")
        except imaplib.IMAP4.error:
            answers += 1
        c.shutdown()
    return answers


def test_H15_H16_H34_an_attack_that_goes_on_is_a_warning_with_what_to_do_about_it(server):
    user = server.address(3)
    assert sum(guess(server, user, f"127.0.7.{n}", 5) for n in range(1, 14)) >= 50
    seen = walk(server, "overview", part="attacked", guessed=user)
    assert seen["answer"] in ("Nearly: an attack goes on", "No, and an attack goes on")
    [refused] = [line for line in seen["lines"] if "logins were refused in the last hour" in line]
    assert "in most hours here it is 0" in refused and "imap" in refused and "See who" in refused
    [guessed] = [line for line in seen["lines"] if "tries to guess the password of one account" in line]
    assert user in guessed
    assert seen["account"] == f"/admin/accounts/{user.replace('@', '%40')}" and seen["blocks"] == "/admin/ids/blocks?only=imap"

"""The overview, in a browser: it answers what the server says, and leads to where it is mended (H34)."""
import imaplib
import json
import pathlib
import smtplib
import socket

import pytest
from conftest import AS_SHIPPED, Server
from test_tls import make
from test_version import Publisher, day
from walk import owner, walk
from zones import Zones

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
    assert seen["first"] == f"{len(weak)} things need you" and seen["answers"][-1] == f"{len(weak)} things"
    assert [line for line in seen["lines"] if f"{len(weak)} things weaken the server" in line]
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


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A server of which an audit finds nothing: it has a certificate, and no account with the password of the tests. Two owners of it."""
    with Zones({"test.": ""}) as zones:
        one = Server(*AS_SHIPPED, "--resolver", f"{zones.host}:{zones.port}", accounts=0)
        owners = [owner(one, name) for name in ("mender", "updater")]  # before the certificate: nobody signed it
        chain, key = make(tmp_path_factory.mktemp("sound"), "mail.test.example")
        one.cli("certificate", "install", chain, key, check=True)
        run(one, "audit", "daily")
        yield one, owners
        one.end()


def report(server):
    return json.loads(server.cli("audit", "--json", "--all").stdout)


def test_H34_all_is_well_with_its_proof_and_mend_next_leads_to_what_is_weak(sound):
    server, (me, _) = sound
    proven = report(server)
    assert (proven["failed"], proven["score"]) == (0, 100), [row for row in proven["checks"] if row["state"] == "failed"]
    seen = walk(server, "overview_well", me=me)
    assert run(server, "settings", "show", "password.minimum_length")["value"] == "12"
    assert report(server)["failed"] == 0
    for well in (seen["well"], seen["again"]):
        assert (well["headline"], well["verdict"]) == ("All is well", "ok")
        proof, last = well["proof"]
        assert proof.startswith("Proven at ") and proof.endswith(f": {proven['passed']} checks passed.")
        assert last.startswith("The last daily audit was at ") and last.endswith("with 100 of 100.")
    assert seen["well"]["answers"] == ["Yes", "Yes", "Nothing"]
    weak = seen["weak"]
    assert (weak["headline"], weak["verdict"]) == ("One thing needs you", "bad")
    assert weak["answers"] == ["No", "Yes", "One thing"], "and the same count stands at the question"
    assert [line for line in weak["lines"] if "password.minimum_length is 4; the hardened value is 12" in line]
    assert seen["path"] == "/admin/audit?at=settings.password.minimum_length"


def test_H34_a_release_that_closes_a_hole_is_told_by_the_overview_and_on_its_own_page(sound):
    server, (_, me) = sound
    publisher = Publisher(pathlib.Path(server.target["cli"][2]).parent)
    publisher.web.close()  # this server reads a file
    own = run(server, "version")["version"]
    feed = publisher.folder / "releases.feed"
    feed.write_bytes(publisher.sign(7, ("99.0.1", True), ("99.0.0", False), (own, False)))
    for key, value in (("key", publisher.key), ("file", feed.name)):
        run(server, "settings", "set", f"releases.{key}", value)
    try:
        assert server.cli("version", "--check").returncode == 3
        seen = walk(server, "overview_well", me=me, part="hole")
    finally:
        for key in ("file", "key"):
            run(server, "settings", "reset", f"releases.{key}")
    told = f"Release 99.0.1 closes a hole of {own}, which runs here"
    assert [line for line in seen["overview"]["lines"] if told in line], seen["overview"]
    assert (seen["overview"]["headline"], seen["overview"]["verdict"]) == ("One thing needs you", "bad")
    assert seen["path"] == "/admin/about"
    assert "A newer release closes a hole of this one: install it" in seen["standing"] and own in seen["standing"]
    closes, newer = seen["releases"]
    assert closes.startswith(f"99.0.1{day(-1)}") and "Closes a hole" in closes
    assert newer.startswith("99.0.0") and "Closes a hole" not in newer
    assert seen["links"] == [[f"https://releases.example/{version}", "noopener noreferrer"] for version in ("99.0.1", "99.0.0")]
    assert feed.name in seen["feed"] and "not yet" not in seen["feed"]

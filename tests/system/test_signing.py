"""What our users send is signed: verified by other software, with keys that it finds in a real name server."""
import email
import imaplib
import json
import smtplib

import dkim
import pytest
from conftest import NO_GUARD, Server
from zones import Zones

DOMAIN = "test.example"


@pytest.fixture(scope="module")
def zones():
    with Zones({"test.example.": "", "example.": ""}) as z:
        yield z


@pytest.fixture(scope="module")
def server(zones):
    # A record that was not there a moment ago is looked for again.
    s = Server(*NO_GUARD, "--resolver", f"127.0.0.1:{zones.port}", "--set", "dns.longest_kept_absence=0s")
    yield s
    s.end()


def run(server, *args):
    return json.loads(server.cli(*args, "--json", check=True).stdout)


def rows(server):
    return run(server, "domain", "dns", DOMAIN)


def publish(server, zones, *purposes):
    """Puts what `domain dns` says into the zone, as it says it."""
    zones.add("test.example.", "".join(r["row"] + "\n" for r in rows(server) if r["dns"] == "missing" and r["purpose"].startswith(purposes)))


def submit(server, body, size=0):
    text = f"From: Ann <u1@{DOMAIN}>\r\nTo: u2@{DOMAIN}\r\nSubject: {body}\r\n\r\n{body}  \r\n" + "a line of a long message\r\n" * (size // 26)
    with smtplib.SMTP(server.host, server.submission, timeout=60) as s:
        s.starttls(context=server.tls())
        s.login(server.address(1), server.password)
        s.sendmail(server.address(1), [server.address(2)], text.encode())


def received(server, subject):
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(server.address(2), server.password)
    m.select("INBOX")
    found = m.search(None, "SUBJECT", subject)[1][0].split()
    text = m.fetch(found[-1], "(BODY.PEEK[])")[1][0][1]
    m.logout()
    return text


def proven(text, zones):
    """The algorithms of the signatures that dkimpy takes."""
    def look_up(name, timeout=5):
        lines = [line for line in zones.ask(name.decode().rstrip("."), "TXT").splitlines() if "\tTXT\t" in line]
        return b"".join(part.encode() for part in lines[0].split("\tTXT\t")[1].split('"')[1::2]) if lines else b""

    def holds(index):
        try:
            return dkim.DKIM(text).verify(idx=index, dnsfunc=look_up)
        except dkim.ValidationError:
            return False

    fields = email.message_from_bytes(text).get_all("DKIM-Signature") or []
    good = [holds(i) for i in range(len(fields))]
    return sorted(field.split("a=")[1].split(";")[0] for field, ok in zip(fields, good) if ok)


def check(server, stage):
    stages = {key["stage"] for key in run(server, "dkim", "check", DOMAIN)}
    assert stage in stages, stages


def test_a_domain_has_its_keys_at_once_however_it_was_made(server):
    run(server, "domain", "create", "made.example")
    for domain in (DOMAIN, "made.example"):
        keys = run(server, "dkim", "show", domain)
        assert sorted(key["algorithm"] for key in keys) == ["ed25519-sha256", "rsa-sha256"] and {key["stage"] for key in keys} == {"pending"}
        shown = {row["purpose"]: row["name"] for row in run(server, "domain", "dns", domain) if row["purpose"].startswith("DKIM")}
        assert set(shown) == {"DKIM: pending RSA key", "DKIM: pending Ed25519 key"} and set(shown.values()) == {key["name"] for key in keys}
    run(server, "domain", "delete", "made.example")


def test_nothing_is_signed_before_the_dns_has_the_keys(server):
    submit(server, "first")
    assert b"DKIM-Signature" not in received(server, "first")


def test_mail_is_signed_by_both_algorithms_once_it_has_them(server, zones):
    publish(server, zones, "DKIM", "SPF", "MX")
    check(server, "active")
    submit(server, "second")
    text = received(server, "second")
    assert proven(text, zones) == ["ed25519-sha256", "rsa-sha256"]
    assert text.startswith(b"Return-Path: ")
    assert proven(text.replace(b"second  ", b"another"), zones) == []


def test_a_large_message_is_signed_too(server, zones):
    submit(server, "large", 2_000_000)
    assert proven(received(server, "large"), zones) == ["ed25519-sha256", "rsa-sha256"]


def test_domain_dns_says_what_is_there(server, zones):
    said = {r["purpose"].split(":")[0]: r["dns"] for r in rows(server)}
    assert said["MX"] == said["SPF"] == said["DKIM"] == "there" and said["DMARC"] == "missing"
    assert server.cli("domain", "dns", DOMAIN, check=True).stdout.startswith("; MX: where mail goes (there)\ntest.example. IN MX 10 mail.test.example.\n")


def test_new_keys_take_over_when_the_dns_has_them(server, zones):
    run(server, "dkim", "rotate", DOMAIN)
    submit(server, "third")
    before = received(server, "third")
    assert len(proven(before, zones)) == 2, "the old ones sign"
    publish(server, zones, "DKIM")
    check(server, "retired")
    submit(server, "fourth")
    after = received(server, "fourth")
    assert len(proven(after, zones)) == 2 and len(proven(before, zones)) == 2
    selectors = lambda text: {f.split("s=")[1].split(";")[0] for f in email.message_from_bytes(text).get_all("DKIM-Signature")}
    assert not selectors(before) & selectors(after)


def test_keys_survive_a_restart(server, zones):
    server.kill()
    server.start()
    submit(server, "fifth")
    assert len(proven(received(server, "fifth"), zones)) == 2

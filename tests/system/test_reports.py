"""Reports between domains: what two servers tell each other of TLS and of mail in their names, and what they make of it."""
import base64
import contextlib
import datetime
import email
import gzip
import json
import pathlib
import shutil
import smtplib
import xml.etree.ElementTree as xml

import pytest

from clients import imap, message
from conftest import NO_GUARD, Server
from https import HttpsServer
from patience import until
from peers import Peer, certificate
from ports import free_port
from zones import Zones

B, PLAIN, SECURE = "127.0.0.2", "127.0.0.3", "127.0.0.4"
FORGER = "127.0.0.66"
ZONE = f"""
mx2 IN A {B}
mx3 IN A {PLAIN}
mx4 IN A {SECURE}
a IN TXT "v=spf1 ip4:127.0.0.1 -all"
_dmarc.a IN TXT "v=DMARC1; p=reject; rua=mailto:postmaster@a.test"
b IN MX 10 mx2
b IN TXT "v=spf1 -all"
_smtp._tls.b IN TXT "v=TLSRPTv1; rua=mailto:postmaster@b.test"
_dmarc.b IN TXT "v=DMARC1; p=reject; rua=mailto:postmaster@b.test"
plain IN MX 10 mx3
_smtp._tls.plain IN TXT "v=TLSRPTv1; rua=mailto:reports@plain.test"
silent IN MX 10 mx3
secure IN MX 10 mx4
_smtp._tls.secure IN TXT "v=TLSRPTv1; rua=mailto:reports@secure.test"
_mta-sts.secure IN TXT "v=STSv1; id=1;"
mta-sts.secure IN A 127.0.0.1
web IN MX 10 mx3
_smtp._tls.web IN TXT "v=TLSRPTv1; rua=https://reports.web.test:{{WEB}}/tls"
reports.web IN A 127.0.0.1
feed IN A 127.0.0.1
hook IN A 127.0.0.1
"""


class Web(HttpsServer):
    """Of all names that it is called by: what it was asked."""

    def __init__(self, folder):
        super().__init__(folder, "web", self.answer, pair=certificate(folder, "reports.web.test", "feed.test", "hook.test"))
        self.asked, self.port = [], self.server.server_port

    def answer(self, request):
        request.rfile.read(int(request.headers.get("Content-Length", 0)))
        request.send_response(200)
        request.end_headers()
        self.asked.append((request.headers["Host"].partition(":")[0], request.path))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    port = free_port(B, PLAIN, SECURE)
    folder = tmp_path_factory.mktemp("keys")
    web = Web(folder)
    web.certificate.chmod(0o644)
    with contextlib.closing(web), Zones({"test.": ZONE.replace("{WEB}", str(web.port))}) as zones, Peer(PLAIN, port) as plain, Peer(SECURE, port, certificate=certificate(folder, "mx4.test")) as secure:
        dns = ["--resolver", f"{zones.host}:{zones.port}"]
        out = ["--set", f"delivery.port={port}", "--set", "delivery.inside=true", "--set", "queue.first_retry=1s"]
        b = Server(*NO_GUARD, *dns, *out, "--domain", "b.test", "--host", B, "--port", f"smtp={port}", accounts=2)
        a = Server(*NO_GUARD, *dns, *out, "--domain", "a.test", accounts=2)
        may_call(a, web)
        a.web = web
        keys = json.loads(a.cli("dkim", "rotate", "a.test", "--json", check=True).stdout)
        zones.add("test.", "".join(f'{key["name"]}. IN TXT {strings(key["record"])}\n' for key in keys))
        a.cli("dkim", "check", "a.test", "--unseen", check=True)
        a.b, a.plain, a.secure = b, plain, secure
        yield a
        a.end()
        b.end()


def may_call(server, web):
    """From its next start on, which is now."""
    ca = shutil.copy(web.certificate, pathlib.Path(server.target["cli"][2]).parent)
    for key, value in {"releases.url": f"https://feed.test:{web.port}/feed", "releases.key": base64.b64encode(bytes(32)).decode(), "releases.ca": ca,
                       "releases.inside": "on", "delivery.ca": ca, "notify.webhook_url": f"https://hook.test:{web.port}/notices",
                       "notify.webhook_ca": ca, "notify.webhook_inside": "on", "notify.collect": "1s"}.items():
        server.cli("settings", "set", key, value, check=True)
    server.cli("settings", "set-secret", "notify.webhook_secret", input="sesame-of-the-hook\n", check=True)
    server.stop()
    server.start()


def strings(text):
    return " ".join(f'"{text[i:i + 200]}"' for i in range(0, len(text), 200))


def today():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")


def answer(server, *words):
    return json.loads(server.cli(*words, "--json", check=True).stdout)


def send(server, to, name):
    with smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", timeout=30, context=server.tls()) as s:
        s.login(server.address(1), server.password)
        s.sendmail(server.address(1), to, message(name, sender=server.address(1)))


def arrived(server, name):
    m = imap(server, 1)
    m.select("INBOX", readonly=True)
    return m.search(None, "SUBJECT", name)[1] != [b""]


def file_of(bytes):
    mail = email.message_from_bytes(bytes)
    return mail, next(part for part in mail.walk() if part.get_filename())


def test_other_domains_are_told_how_tls_to_them_went(world):
    send(world, "u1@b.test", "with-tls")
    send(world, "x@plain.test", "without-tls")
    send(world, "x@silent.test", "nobody-asks")
    send(world, "x@secure.test", "without-policy")
    until(lambda: arrived(world.b, "with-tls") and len(world.plain.messages) == 2 and world.secure.messages, "the mail has arrived")
    sent = answer(world, "tlsrpt", "send", "--day", today())
    assert sent == {"sent": 3, "not_asked_for": 1, "waiting": 0, "given_up": 0}
    assert answer(world, "tlsrpt", "send", "--day", today())["sent"] == 0
    until(lambda: len(world.plain.messages) == 3, "the report has arrived")
    mail, part = file_of(world.plain.messages[-1]["text"])
    assert mail.get_content_type() == "multipart/report" and mail.get_param("report-type") == "tlsrpt"
    assert mail["TLS-Report-Domain"] == "plain.test" and mail["TLS-Report-Submitter"] == "a.test"
    assert "d=a.test" in mail["DKIM-Signature"]
    assert part.get_content_type() == "application/tlsrpt+gzip"
    report = json.loads(gzip.decompress(part.get_payload(decode=True)))
    (policy,) = report["policies"]
    assert policy["policy"] == {"policy-type": "no-policy-found", "policy-domain": "plain.test"}
    assert policy["summary"] == {"total-successful-session-count": 0, "total-failure-session-count": 1}
    assert policy["failure-details"][0]["result-type"] == "starttls-not-supported"
    assert policy["failure-details"][0]["receiving-mx-hostname"] == "mx3.test"

    until(lambda: len(world.secure.messages) == 2, "the report has arrived")
    _, part = file_of(world.secure.messages[-1]["text"])
    (policy,) = json.loads(gzip.decompress(part.get_payload(decode=True)))["policies"]
    assert policy["policy"]["policy-type"] == "sts" and policy["failure-details"][0]["result-type"] == "sts-policy-fetch-error"

    until(lambda: answer(world.b, "tlsrpt", "list", "b.test"), "the other server has read its report")
    (row,) = answer(world.b, "tlsrpt", "list", "b.test")
    assert (row["successes"], row["failures"], row["domain"]) == (1, 0, "b.test")
    assert row["contact"] == "postmaster@a.test"


def test_web_servers_are_found_by_our_own_resolver(world):
    """Their names are known to nobody but the zone of this test."""
    world.cli("version", "--check")
    assert ("feed.test", "/feed") in world.web.asked
    before = len(world.plain.messages)
    send(world, "x@web.test", "told-by-https")
    until(lambda: len(world.plain.messages) > before, "the mail has arrived")
    assert answer(world, "tlsrpt", "send", "--day", today())["sent"] == 1
    assert ("reports.web.test", "/tls") in world.web.asked
    world.cli("token", "add", "admin", "seen", "--roles", "reader", check=True)
    until(lambda: ("hook.test", "/notices") in world.web.asked, "the webhook is called")


def test_other_domains_are_told_who_sends_in_their_name(world):
    for _ in range(3):
        with smtplib.SMTP(world.host, world.smtp, local_hostname="forger.example", timeout=30, source_address=(FORGER, 0)) as s:
            with pytest.raises(smtplib.SMTPDataError) as refused:
                s.sendmail("u1@b.test", [world.address(1)], message("forged", sender="u1@b.test"))
        assert refused.value.smtp_code == 550
    assert answer(world, "dmarc", "send", "--day", today())["sent"] == 1
    until(lambda: answer(world.b, "dmarc", "reports", "b.test"), "the other server has read its report")
    (row,) = answer(world.b, "dmarc", "reports", "b.test")
    assert (row["source"], row["messages"], row["passed"], row["disposition"]) == (FORGER, 3, False, "reject")
    assert row["from"] == "b.test"
    # The message is in the mailbox as well, for people and for other programs.
    m = imap(world.b, 1)
    m.select("INBOX", readonly=True)
    number = m.search(None, "SUBJECT", "Report", "FROM", "postmaster@a.test", "BODY", "DMARC")[1][0].split()[-1]
    _, part = file_of(m.fetch(number, "(BODY.PEEK[])")[1][0][1])
    assert part.get_filename().startswith("a.test!b.test!") and part.get_filename().endswith(".xml.gz")
    root = xml.fromstring(gzip.decompress(part.get_payload(decode=True)))
    space = {"d": "urn:ietf:params:xml:ns:dmarc-2.0"}
    assert root.findtext("d:policy_published/d:p", namespaces=space) == "reject"
    assert root.findtext("d:record/d:row/d:count", namespaces=space) == "3"
    assert root.findtext("d:record/d:auth_results/d:spf/d:result", namespaces=space) == "fail"


def test_reports_that_nobody_has_proven_are_not_read(world):
    before = answer(world.b, "tlsrpt", "list", "b.test")
    report = {"organization-name": "Forger", "date-range": {"start-datetime": "2026-11-25T00:00:00Z", "end-datetime": "2026-11-25T23:59:59Z"},
              "report-id": "1", "policies": [{"policy": {"policy-type": "sts", "policy-domain": "b.test"}, "summary": {}}]}
    text = (b"From: x@nobody.test\r\nTo: postmaster@b.test\r\nSubject: made-up\r\nContent-Type: application/tlsrpt+json\r\n\r\n"
            + json.dumps(report).encode() + b"\r\n")
    with smtplib.SMTP(world.b.host, world.b.smtp, local_hostname="forger.example", timeout=30, source_address=(FORGER, 0)) as s:
        s.sendmail("x@nobody.test", ["postmaster@b.test"], text)
    until(lambda: arrived(world.b, "made-up"), "it is delivered")
    assert answer(world.b, "tlsrpt", "list", "b.test") == before


def test_a_stopped_server_shows_what_it_has_and_sends_nothing(world):
    world.b.stop()
    try:
        assert answer(world.b, "dmarc", "reports", "b.test")
        assert world.b.cli("dmarc", "send").returncode != 0
    finally:
        world.b.start()

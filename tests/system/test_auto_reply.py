"""Accounts that answer by themselves: whom, once, signed, and never each other."""
import email
import email.policy
import imaplib
import json
import smtplib

import dkim
import pytest

from conftest import NO_GUARD, Server
from peers import Peer
from ports import free_port
from test_outbound import until
from zones import Zones

MX = "127.0.0.2"
FAR = f'@ IN MX 10 mx\nmx IN A {MX}\n@ IN TXT "v=spf1 ip4:127.0.0.0/8 -all"\n'
count = 0


@pytest.fixture(scope="module")
def server():
    port = free_port(MX)
    zones = Zones({"far.test.": FAR, "open.test.": f"@ IN MX 10 mx\nmx IN A {MX}\n", "a.test.": ""})
    s = Server(*NO_GUARD, "--resolver", f"{zones.host}:{zones.port}", "--set", f"delivery.port={port}", "--set", "delivery.inside=true",
               "--set", "dns.longest_kept_absence=0s", "--set", "spam.greylist=false", "--domain", "a.test", accounts=3)
    s.far, s.zones = Peer(MX, port), zones
    s.cli("dkim", "rotate", "a.test", check=True)
    rows = json.loads(s.cli("domain", "dns", "a.test", "--json", check=True).stdout)
    zones.add("a.test.", "".join(row["row"] + "\n" for row in rows if row["purpose"].startswith("DKIM")))
    until(lambda: {key["stage"] for key in json.loads(s.cli("dkim", "check", "a.test", "--json", check=True).stdout)} == {"active"}, "no key is active")
    for n in (1, 2):
        s.cli("auto-reply", "set", s.address(n), "--text", f"Grüße von {n}\nbis Montag", check=True)
    yield s
    s.end()
    s.far.close()
    zones.close()


def bring(server, to, sender="ann@far.test", fields="", author=None, named=None):
    """A message from outside; what it is known by in the log."""
    global count
    count += 1
    text = f"{fields}From: {author or sender or 'x@far.test'}\r\nTo: {named or to}\r\nSubject: s{count:04}\r\nMessage-ID: <{count}@far.test>\r\n\r\nsecret words\r\n"
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mx.far.test", timeout=60) as s:
        s.ehlo()
        s.mail(sender)
        s.rcpt(to)
        return s.data(text.encode())[1].decode().split()[-1]


def log_of(server, message):
    lines = server.cli("logs", "search", message, "--logs", "delivery", "--raw", check=True).stdout.splitlines()
    return [line for line in lines if "answered" in line]


def withheld(server, message):
    until(lambda: log_of(server, message), "nothing is said of it")
    lines = log_of(server, message)
    assert len(lines) == 1 and "not-answered" in lines[0], lines
    return lines[0]


def far_texts(server):
    return [m["text"] for m in server.far.messages]


def test_who_writes_is_answered_once_and_the_answer_is_signed(server):
    message = bring(server, server.address(1))
    until(lambda: any(b"s%04d" % count in text for text in far_texts(server)), "no answer has come")
    sent = next(m for m in server.far.messages if b"s%04d" % count in m["text"])
    assert sent["from"].startswith("MAIL FROM:<>") and sent["to"] == ["ann@far.test"], sent
    m = email.message_from_bytes(sent["text"], policy=email.policy.default)
    assert m["Auto-Submitted"] == "auto-replied" and m["Subject"] == f"Auto: s{count:04}" and m["From"].addresses[0].addr_spec == server.address(1)
    assert m["In-Reply-To"] == f"<{count}@far.test>" and m["References"] == f"<{count}@far.test>"
    assert m.get_content().replace("\r\n", "\n") == "Grüße von 1\nbis Montag\n" and b"secret" not in sent["text"]

    def look_up(name, timeout=5):
        lines = [line for line in server.zones.ask(name.decode().rstrip("."), "TXT").splitlines() if "\tTXT\t" in line]
        return b"".join(part.encode() for part in lines[0].split("\tTXT\t")[1].split('"')[1::2]) if lines else b""

    assert dkim.verify(sent["text"], dnsfunc=look_up)
    assert "delivery.answered" in log_of(server, message)[0]
    assert "has had an answer" in withheld(server, bring(server, server.address(1)))
    server.cli("auto-reply", "set", server.address(1), "--subject", "Außer Haus", check=True)
    bring(server, server.address(1))
    until(lambda: any("Au\u00dfer Haus" == email.message_from_bytes(text, policy=email.policy.default)["Subject"] for text in far_texts(server)),
          "a new reply is not sent to who has had the old one")


def test_two_who_answer_each_other_stop_after_one(server):
    with smtplib.SMTP_SSL(server.host, server.submissions, context=server.tls(), timeout=60) as s:
        s.login(server.address(1), server.password)
        s.sendmail(server.address(1), [server.address(2)],
                   f"From: {server.address(1)}\r\nTo: {server.address(2)}\r\nSubject: ping-pong\r\n\r\nhello\r\n".encode())

    def subjects(n):
        m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
        m.login(server.address(n), server.password)
        try:
            m.select("INBOX", readonly=True)
            return len(m.search(None, "SUBJECT", "ping-pong")[1][0].split())
        finally:
            m.logout()

    until(lambda: subjects(1) == 1, "the first has no answer")
    log = server.cli("logs", "search", "answered", "--logs", "delivery", "--raw", check=True).stdout.splitlines()
    of_them = [line for line in log if server.address(1) in line and server.address(2) in line]
    assert len([line for line in of_them if "delivery.answered" in line]) == 1, of_them
    assert any("null reverse-path" in line for line in log), "the answer was not answered, and the log says why"
    assert (subjects(1), subjects(2)) == (1, 1)


@pytest.mark.parametrize("why, how", [
    ("null reverse-path", {"sender": ""}),
    ("program by his name", {"sender": "owner-talk@far.test"}),
    ("nothing proves", {"sender": "eve@open.test"}),
    ("Auto-Submitted", {"fields": "Auto-Submitted: auto-generated\r\n"}),
    ("mailing list", {"fields": "List-Id: <talk.far.test>\r\n"}),
    ("Precedence", {"fields": "Precedence: bulk\r\n"}),
    ("no address of the account", {"named": "all@far.test"})])
def test_whoever_must_not_be_answered_is_not(server, why, how):
    seen = len(server.far.messages)
    how = {"sender": "carl@far.test", **how}
    assert why in withheld(server, bring(server, server.address(2), **how))
    assert len(server.far.messages) == seen


def test_junk_is_not_answered(server):
    server.cli("sender", "block", server.address(2), "junk@far.test", check=True)
    assert "may be junk" in withheld(server, bring(server, server.address(2), sender="junk@far.test"))


def test_strangers_are_not_answered_where_the_domain_alone_is(server):
    server.cli("auto-reply", "set", server.address(2), "--to", "domain", check=True)
    assert "people of the domain" in withheld(server, bring(server, server.address(2), sender="dora@far.test"))
    server.cli("auto-reply", "set", server.address(2), "--to", "all", check=True)


def test_nobody_answers_before_its_time_after_it_or_when_the_server_says_so(server):
    for words in (["--from", "2099-01-01", "--until", ""], ["--from", "", "--until", "2020-01-01"]):
        server.cli("auto-reply", "set", server.address(2), *words, check=True)
        assert log_of(server, bring(server, server.address(2), sender="fred@far.test")) == []
    server.cli("auto-reply", "set", server.address(2), "--from", "", "--until", "", check=True)
    server.cli("settings", "set", "auto_reply.enabled", "false", check=True)
    assert log_of(server, bring(server, server.address(2), sender="fred@far.test")) == []
    server.cli("settings", "reset", "auto_reply.enabled", check=True)
    server.cli("auto-reply", "off", server.address(2), check=True)
    assert log_of(server, bring(server, server.address(2), sender="fred@far.test")) == []
    assert not any(b"fred@" in text for text in far_texts(server))


def test_an_account_answers_so_many_an_hour(server):
    server.cli("auto-reply", "set", server.address(3), "--text", "away", check=True)
    server.cli("settings", "set", "auto_reply.hourly", "2", check=True)
    try:
        for n in range(2):
            bring(server, server.address(3), sender=f"many{n}@far.test")
        assert "answered too many" in withheld(server, bring(server, server.address(3), sender="many2@far.test"))
    finally:
        server.cli("settings", "reset", "auto_reply.hourly", check=True)

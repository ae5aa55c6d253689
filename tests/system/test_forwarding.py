"""An alias that leads elsewhere: the reverse-path is ours and leads back, the seal is verified by other software, and some domains get nothing."""
import json
import smtplib

import dkim
import pytest

from clients import message
from conftest import NO_GUARD, Server
from patience import until
from peers import Peer
from ports import free_port
from zones import Zones

HOSTS = ["127.0.0.2", "127.0.0.3"]
FAR = '@ IN MX 10 mx\nmx IN A 127.0.0.2\n@ IN TXT "v=spf1 ip4:127.0.0.0/8 -all"\n'


@pytest.fixture(scope="module")
def world():
    port = free_port(*HOSTS)
    zones = Zones({"far.test.": FAR, "good.test.": "@ IN MX 10 mx\nmx IN A 127.0.0.3\n", "a.test.": "", "never.test.": "@ IN MX 10 mx\nmx IN A 127.0.0.3\n"})
    server = Server(*NO_GUARD, "--resolver", f"{zones.host}:{zones.port}", "--set", f"delivery.port={port}", "--set", "delivery.inside=true",
                    "--set", "dns.longest_kept_absence=0s", "--domain", "a.test", accounts=2)
    server.far, server.good, server.zones = Peer(HOSTS[0], port), Peer(HOSTS[1], port), zones
    server.cli("dkim", "rotate", "a.test", check=True)  # keys that nobody has looked for yet
    rows = json.loads(server.cli("domain", "dns", "a.test", "--json", check=True).stdout)
    zones.add("a.test.", "".join(row["row"] + "\n" for row in rows if row["purpose"].startswith("DKIM")))
    until(lambda: {key["stage"] for key in json.loads(server.cli("dkim", "check", "a.test", "--json", check=True).stdout)} == {"active"}, "no key is active")
    server.cli("alias", "create", "away@a.test", "bob@good.test", check=True)
    yield server
    server.end()
    server.far.close()
    server.good.close()
    zones.close()


def bring(server, sender, to, subject):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mx.far.test", timeout=30) as s:
        s.sendmail(sender, to, message(subject, sender="ann@far.test"))


def forwarded(server, subject):
    bring(server, "ann@far.test", ["away@a.test"], subject)
    until(lambda: any(subject.encode() in m["text"] for m in server.good.messages), "it has not come")
    return next(m for m in server.good.messages if subject.encode() in m["text"])


def test_what_goes_on_is_in_our_name_and_reports_find_the_sender(world):
    sent = forwarded(world, "onward")
    path = sent["from"].split("<")[1].split(">")[0]
    assert path.startswith("SRS0=") and path.endswith("=far.test=ann@a.test"), path
    bring(world, "", [path], "a report")
    until(lambda: world.far.messages, "the report has not come back")
    report = world.far.messages[-1]
    assert report["to"] == ["ann@far.test"] and report["from"].startswith("MAIL FROM:<>") and b"a report" in report["text"]


def test_nobody_sends_through_a_path_that_was_not_made_here(world):
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        bring(world, "", ["SRS0=aaaaaaaa=aa=far.test=ann@a.test"], "forged")


# RFC 8617, verified by dkimpy
def test_the_seal_on_it_holds_for_others(world):
    text = forwarded(world, "sealed")["text"]
    assert text.startswith(b"ARC-Seal:") and b"spf=pass" in text.split(b"Subject:")[0]

    def look_up(name, timeout=5):
        lines = [line for line in world.zones.ask(name.decode().rstrip("."), "TXT").splitlines() if "\tTXT\t" in line]
        return b"".join(part.encode() for part in lines[0].split("\tTXT\t")[1].split('"')[1::2]) if lines else b""

    verdict, results, reason = dkim.arc_verify(text, dnsfunc=look_up)
    assert verdict == b"pass", (verdict, results, reason)
    assert dkim.arc_verify(text.replace(b"hello", b"other"), dnsfunc=look_up)[0] == b"fail"


def test_some_domains_get_nothing_and_the_sender_hears_of_it(world):
    world.cli("alias", "create", "there@a.test", "eve@never.test", check=True)
    world.cli("settings", "set", "forwarding.never_to", '["never.test"]', check=True)
    refused = world.cli("alias", "create", "again@a.test", "eve@never.test")
    assert refused.returncode == 1 and "never_to" in refused.stderr
    seen = len(world.far.messages)
    bring(world, "ann@far.test", ["there@a.test"], "not there")
    until(lambda: len(world.far.messages) > seen, "no report has come")
    assert b"Status: 5.7.1" in world.far.messages[-1]["text"] and b"eve@never.test" in world.far.messages[-1]["text"]
    assert not any(b"not there" in m["text"] for m in world.good.messages)
    world.cli("settings", "reset", "forwarding.never_to", check=True)

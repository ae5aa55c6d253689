"""Mail out into a small internet on loopback: names from a name server of the tests, servers that behave and that do not, and a second Postern."""
import json
import pathlib
import smtplib
import tempfile
import time

import pytest

from clients import imap, message
from conftest import NO_GUARD, Server
from patience import until
from peers import Peer, certificate
from ports import free_port
from zones import Zones

HOSTS = [f"127.0.0.{n}" for n in range(2, 11)]
ZONE = "".join(f"mx{n} IN A 127.0.0.{n}\n" for n in range(2, 11)) + """
good IN MX 10 mx2
fourth IN MX 10 mx2
greylisting IN MX 10 mx3
refusing IN MX 10 mx4
hanging IN MX 10 mx5
backup IN MX 10 mx9
backup IN MX 20 mx2
another IN MX 10 mx10
another IN MX 20 mx2
null IN MX 0 .
secure IN MX 10 mx6
silent IN MX 10 mx7
b IN MX 10 mx8
implicit IN A 127.0.0.2
nothing IN TXT "no addresses, no mail"
"""


@pytest.fixture(scope="module")
def world():
    port = free_port(*HOSTS)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postern.peers."))
    keys = certificate(folder, "mx6.test")
    zones = Zones({"test.": ZONE})
    dns = ["--resolver", f"{zones.host}:{zones.port}"]
    out = ["--set", f"delivery.port={port}", "--set", "delivery.inside=true", "--set", "queue.first_retry=1s", "--set", "queue.longest_retry=2s",
           "--set", "smtp_client.connect_timeout=5s"]
    peers = {
        "good": Peer(HOSTS[0], port),
        "greylisting": Peer(HOSTS[1], port, {"RCPT": ["451 4.7.1 come back later", "250 2.1.5 ok"]}),
        "refusing": Peer(HOSTS[2], port, {"RCPT nobody@refusing.test": ["550 5.1.1 no such user"]}),
        "hanging": Peer(HOSTS[3], port, hangs=True),
        "secure": Peer(HOSTS[4], port, certificate=keys),
        "putting off": Peer(HOSTS[8], port, {"RCPT": ["450 4.2.0 not now"]}),
        "silent": Peer(HOSTS[5], port, leaves=""),
    }
    other = Server(*NO_GUARD, *dns, *out, "--domain", "b.test", "--host", HOSTS[6], "--port", f"smtp={port}", accounts=2)
    ours = Server(*NO_GUARD, *dns, *out, "--domain", "a.test", accounts=2)
    ours.peers, ours.other = peers, other
    yield ours
    ours.end()
    other.end()
    for peer in peers.values():
        peer.close()
    zones.close()


def send(server, to, name, text="hello", sender=None, header="", **options):
    sender = sender or server.address(1)
    with smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", timeout=30, context=server.tls()) as s:
        s.login(server.address(1), server.password)
        text = message(name, sender=sender, body=text)
        s.sendmail(sender, to, header.encode() + b"\r\n" + text if header else text, **options)


def waiting(server, domain=None):
    return json.loads(server.cli("queue", "list", *(["--domain", domain] if domain else []), "--json", check=True).stdout)


def subjects(server, n):
    m = imap(server, n)
    m.select("INBOX", readonly=True)
    found = []
    for i in m.search(None, "ALL")[1][0].split():
        found.append(m.fetch(i, "(BODY.PEEK[])")[1][0][1].decode())
    m.logout()
    return found


def reports(server, about):
    return [text for text in subjects(server, 1) if "multipart/report" in text and about in text]


def test_mail_reaches_another_server_as_it_was_written(world):
    peer = world.peers["good"]
    send(world, ["bob@good.test", "eve@good.test"], "plain", text=".a line that begins with a dot\r\n..two\r\nend")
    until(lambda: any(b"plain" in m["text"] for m in peer.messages), "it has not come")
    got = next(m for m in peer.messages if b"plain" in m["text"])
    assert sorted(got["to"]) == ["bob@good.test", "eve@good.test"]
    assert got["from"].startswith(f"MAIL FROM:<{world.address(1)}>")
    assert b"\r\n.a line that begins with a dot\r\n..two\r\nend" in got["text"]
    assert not got["text"].startswith(b"Return-Path:")
    until(lambda: not waiting(world, "good.test"), "it still waits")


def test_two_postern_servers_write_to_each_other(world):
    send(world, [world.other.address(1)], "there")
    until(lambda: any("there" in text for text in subjects(world.other, 1)), "it has not come")
    text = next(text for text in subjects(world.other, 1) if "there" in text)
    assert "with ESMTPS" in text, "encrypted, whatever the certificate"


def test_what_is_put_off_comes_at_the_next_try(world):
    send(world, ["bob@greylisting.test"], "again")
    until(lambda: any(b"again" in m["text"] for m in world.peers["greylisting"].messages), "it has not come")
    assert sum(c.startswith("RCPT") for c in world.peers["greylisting"].commands) == 2


def test_of_what_is_refused_the_sender_is_told_and_the_others_get_it(world):
    send(world, ["nobody@refusing.test", "somebody@refusing.test"], "half")
    until(lambda: reports(world, "nobody@refusing.test"), "nobody is told")
    report = reports(world, "nobody@refusing.test")[0]
    assert "Diagnostic-Code: smtp; 550 5.1.1 no such user" in report
    assert "Remote-MTA: dns; mx4.test" in report
    assert "somebody@refusing.test" not in report
    assert [m["to"] for m in world.peers["refusing"].messages] == [["somebody@refusing.test"]]


@pytest.mark.parametrize("domain, status", [("null.test", "5.1.10"), ("nowhere.test", "5.1.2"), ("nothing.test", "5.4.4")])
def test_a_domain_that_takes_no_mail_is_no_reason_to_wait(world, domain, status):
    send(world, [f"bob@{domain}"], domain)
    until(lambda: reports(world, f"bob@{domain}"), "nobody is told")
    assert f"Status: {status}" in reports(world, f"bob@{domain}")[0]


def test_a_server_that_is_down_has_another_beside_it_and_a_domain_may_be_its_own_host(world):
    for domain in ("backup.test", "implicit.test"):
        send(world, [f"bob@{domain}"], domain)
        until(lambda: any(f"bob@{domain}" in m["to"] for m in world.peers["good"].messages), f"nothing for {domain}")


def test_whom_one_server_puts_off_another_of_the_domain_may_take(world):
    send(world, ["bob@another.test"], "another")
    until(lambda: any("bob@another.test" in m["to"] for m in world.peers["good"].messages), "it waits for the first server")
    assert "RCPT TO:<bob@another.test>" in " ".join(world.peers["putting off"].commands)
    until(lambda: not waiting(world, "another.test"), "it is still waiting")


def test_a_server_that_hangs_holds_up_nobody_else(world):
    for i in range(5):
        send(world, ["bob@hanging.test"], f"slow-{i}")
    begun = time.monotonic()
    send(world, ["bob@good.test"], "overtakes")
    until(lambda: any(b"overtakes" in m["text"] for m in world.peers["good"].messages), "it waits for the others")
    assert time.monotonic() - begun < 20
    assert len(waiting(world, "hanging.test")) == 5
    assert json.loads(world.cli("queue", "delete", "--domain", "hanging.test", "--json", check=True).stdout)["messages"] == 5


def test_one_connection_carries_many_messages(world):
    peer = world.peers["good"]
    world.cli("queue", "hold", "--domain", "good.test")
    before = peer.connections
    for i in range(20):
        send(world, ["bob@good.test"], f"many-{i}")
    until(lambda: sum(b"many-" in m["text"] for m in peer.messages) == 20, "they have not come")
    assert peer.connections - before < 20


def test_a_kept_connection_that_has_ended_costs_a_message_no_wait(world):
    for i in range(4):
        send(world, ["bob@silent.test"], f"silent-{i}")
        until(lambda i=i: len(world.peers["silent"].messages) == i + 1, "it has not come")
    said = world.cli("logs", "search", "delivery.put-off", "--logs", "delivery").stdout
    assert "silent.test" not in said, said


def test_mail_goes_encrypted_where_it_can(world):
    send(world, ["bob@secure.test"], "private")
    until(lambda: world.peers["secure"].messages, lambda: waiting(world), patience=8)
    assert world.peers["secure"].messages[0]["tls"]


def test_mail_of_a_domain_goes_out_from_its_own_address_and_by_its_own_name(world):
    world.cli("settings", "set", "delivery.senders", '[{"domain": "a.test", "v4": "127.0.0.77", "name": "out.a.test"}]', check=True)
    peer = world.peers["good"]
    seen = len(peer.messages)
    send(world, ["bob@good.test"], "from here")
    until(lambda: len(peer.messages) > seen, "it has not come")
    assert peer.messages[-1]["address"] == "127.0.0.77"
    assert "EHLO out.a.test" in peer.commands
    world.cli("settings", "reset", "delivery.senders", check=True)


def test_over_kill_9_what_was_accepted_is_delivered(world):
    peer = world.peers["good"]
    names = [f"kill-{i}-" for i in range(10)]
    world.cli("queue", "hold", "--domain", "good.test")
    for name in names:
        send(world, ["bob@good.test"], name)
    world.kill()
    world.start()
    until(lambda: all(any(name.encode() in m["text"] for m in peer.messages) for name in names), "some are lost")
    # The one that was in flight may come twice.
    assert sum(b"kill-" in m["text"] for m in peer.messages) <= len(names) + 2


def test_by_one_family_alone_a_server_that_has_only_the_other_is_not_called(world):
    peer = world.peers["good"]
    world.cli("settings", "set", "delivery.families", "v6", check=True)
    try:
        send(world, ["sixth@fourth.test"], "by-six")
        until(lambda: reports(world, "sixth@fourth.test"), "no report")
    finally:
        world.cli("settings", "set", "delivery.families", "v4", check=True)
    assert "no address of the family that mail is sent by" in reports(world, "sixth@fourth.test")[0]
    send(world, ["fourth@fourth.test"], "by-four")
    until(lambda: any(b"by-four" in m["text"] for m in peer.messages), "it has not come")
    assert not any(b"by-six" in m["text"] for m in peer.messages)
    world.cli("settings", "reset", "delivery.families", check=True)

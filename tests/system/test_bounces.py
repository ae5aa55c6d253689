"""An account much of whose mail comes back has its mail held, and only what it really sent counts (H19)."""
import json

import pytest

from conftest import AS_SHIPPED
from small_internet import World, until
from wire import Wire


@pytest.fixture(scope="module")
def world():
    w = World(guard=AS_SHIPPED)
    yield w
    w.close()


def blocks(server):
    return {row["subject"]: row for row in json.loads(server.cli("ids", "blocks", "--json", check=True).stdout)}


def test_H19_mail_that_comes_back_has_the_accounts_mail_held_until_it_is_looked_at(world):
    peer = world.peer({"RCPT": ["550 5.1.1 no such user"]})
    ledger = world.ledger(peer, sender=2)
    sender = world.server.address(2)
    for batch in range(6):
        ledger.send(*(f"nobody{batch}-{n}@{peer.domain}" for n in range(10)))
    until(lambda: sender in blocks(world.server), lambda: blocks(world.server), 60)
    held = blocks(world.server)[sender]
    assert held["rule"] == "bounces" and held["action"] == "hold-queue"
    ledger.send(f"ann@{peer.domain}")
    assert [f"ann@{peer.domain}"] in [m["to"] for m in json.loads(world.server.cli("queue", "list", "--json", check=True).stdout)]
    world.server.cli("ids", "unblock", sender, check=True)
    world.settled(ledger)


def test_H19_reports_of_mail_that_an_account_never_sent_do_not_count(world):
    """Whoever forges his address must not be able to have his mail held."""
    report = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\nSubject: no\r\n\r\n--b\r\n\r\nno\r\n--b--\r\n"
    with Wire(world.server, "smtp", source="127.0.19.1") as wire:
        wire.reply()
        wire.ask("EHLO elsewhere.test")
        for _ in range(60):
            wire.ask("MAIL FROM:<>")
            wire.ask(f"RCPT TO:<{world.server.address(3)}>")
            wire.ask("DATA")
            assert wire.ask(report + ".").startswith(b"250")
    assert world.server.address(3) not in blocks(world.server)

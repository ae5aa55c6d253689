"""A disk that is low, and one that has no room at all, while mail is on its way: what was taken before is delivered or bounced in the end."""
import os
import smtplib
import threading

import pytest

from ledger import GONE
from small_internet import World, until
from test_disk import SmallDisk

BODY = "x" * 70 + "\r\n"


class FullDisk(SmallDisk):
    def fill_up(self):
        """Not an octet is left, whoever wants it."""
        with open(os.path.join(self.dir, "filler"), "wb", buffering=0) as f:
            size = 1 << 20
            while size:
                try:
                    f.write(bytes(size))
                except OSError:
                    size //= 2


@pytest.fixture(scope="module")
def world():
    if os.geteuid() != 0:
        pytest.skip("not run: needs root to mount a file system")
    w = World(kind=FullDisk)
    yield w
    w.close()


def is_taken(ledger, to):
    try:
        ledger.send(to, word="probe")
    except smtplib.SMTPException:
        return False
    return True


def tries(peer):
    return sum(c.startswith("MAIL") for c in peer.commands)


def test_on_a_low_disk_mail_that_waits_is_delivered_and_put_off_and_bounces_wait_for_room(world):
    busy, good, refusing = (world.peer({"RCPT": ["451 4.2.1 busy"]}) for _ in range(3))
    ledger = world.ledger(busy, good, refusing, readers=[2])
    for to in (busy, good, refusing):
        ledger.send(f"ann@{to.domain}", world.server.address(2), count=5, body=BODY * 10)
    world.server.fill()
    until(lambda: not is_taken(ledger, f"ann@{good.domain}"), "mail is still taken")
    good.answers.clear()
    until(lambda: not ledger.waiting(good.domain), "what waited is not delivered")
    refusing.answers["RCPT"] = ["550 5.1.1 no such user"]
    before = {peer: tries(peer) for peer in (busy, refusing)}
    until(lambda: all(tries(peer) > before[peer] + 10 for peer in before), "it is not tried")
    assert (len(ledger.waiting(busy.domain)), len(ledger.waiting(refusing.domain)), sum(ledger.bounced().values())) == (5, 5, 0)
    world.server.free()
    until(lambda: is_taken(ledger, f"ann@{good.domain}"), "mail is still refused")
    until(lambda: not ledger.waiting(refusing.domain), ledger.waiting)
    busy.answers.clear()
    world.settled(ledger)
    ledger.account()
    assert sum(ledger.bounced().values()) == 5


def test_a_disk_without_room_while_mail_comes_and_goes(world):
    """What cannot be written stops the store until the server starts again; what was acknowledged before is there then."""
    good, busy = world.peer(), world.peer({"RCPT": ["451 4.2.1 busy"]})
    ledger = world.ledger(good, busy, readers=[2, 3])
    stop, refused = threading.Event(), threading.Event()

    def send():
        while not stop.is_set():
            try:
                with ledger.session() as session:
                    while not stop.is_set():
                        ledger.hand_in(session, [f"ann@{good.domain}", f"ann@{busy.domain}", world.server.address(2), world.server.address(3)], "full", BODY * 300)
            except GONE:
                if len(ledger.promised) > 20:
                    refused.set()
                stop.wait(0.05)

    senders = [threading.Thread(target=send, daemon=True) for _ in range(2)]
    for t in senders:
        t.start()
    until(lambda: len(ledger.promised) > 30, "nothing is taken")
    world.server.fill_up()
    assert refused.wait(60), "mail is still taken"
    stop.set()
    for t in senders:
        t.join(60)
        assert not t.is_alive()
    world.server.free()
    world.again()
    busy.answers.clear()
    world.settled(ledger)
    ledger.account(doubles=40)  # twenty connections to each of two domains, whose last answers could not be written down

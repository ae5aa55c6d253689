"""What got its 250 is delivered or bounced in the end, whatever is killed, full or silent meanwhile; and doubled is at most what was in flight."""
import contextlib
import os
import random
import smtplib
import subprocess
import threading
import time

import pytest

from commands import ok
from ledger import GONE
from peers import Gate
from small_internet import LAST, World, until
from test_quarantine import closed

SECONDS = float(os.environ.get("POSTERN_CRASH_SECONDS", "15"))
BODY = "x" * 70 + "\r\n"
LARGE = BODY * 60_000  # more than the buffers between two servers hold


@pytest.fixture(scope="module")
def world():
    w = World()
    yield w
    w.close()


def killed_at(gate, world):
    assert gate.reached.wait(60), "nobody has come so far"
    world.server.kill()
    gate.opened.set()
    world.server.start()


# --- the process ends at a point that a next server chooses: what it had in hand may come twice, nothing else may ---


@pytest.mark.parametrize("step", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "TEXT", "END"])
def test_killed_while_a_next_server_is_at(world, step):
    gate = Gate()
    peer = world.peer({step: [gate, None]})
    ledger = world.ledger(peer)
    ledger.send(f"ann@{peer.domain}", f"eve@{peer.domain}", body=LARGE if step == "TEXT" else BODY)
    killed_at(gate, world)
    ledger.send(f"ann@{peer.domain}")
    world.settled(ledger)
    ledger.account(doubles=2 if step == "END" else 0)


def test_killed_as_soon_as_a_next_server_has_said_that_it_has_it(world):
    chance = random.Random(7)
    answered = threading.Event()
    peer = world.peer(then=answered.set)
    ledger = world.ledger(peer)
    kills = 3
    for _ in range(kills):
        answered.clear()
        ledger.send(f"ann@{peer.domain}", count=3)
        assert answered.wait(60)
        time.sleep(chance.uniform(0, 0.02))  # before it is noted, while it is, or after
        world.again()
    world.settled(ledger)
    ledger.account(doubles=kills * 2)  # two connections to a domain of which little is known


def test_killed_while_a_bounce_is_made(world):
    chance = random.Random(11)
    refused = threading.Event()

    def refuse(_):
        refused.set()
        return "550 5.1.1 no such user"

    peer = world.peer({"RCPT": [refuse]})
    ledger = world.ledger(peer)
    kills = 4
    for _ in range(kills):
        refused.clear()
        ledger.send(f"nobody@{peer.domain}", count=3)
        assert refused.wait(60)
        time.sleep(chance.uniform(0, 0.05))
        world.again()
    world.settled(ledger)
    fates = ledger.account(doubles=kills * 2)
    assert all(bounced >= 1 and taken == 0 for taken, bounced in fates.values())


def serve_until(server, point):
    """As ./dev up starts it, but that it ends by itself at the n-th time that a point of a commit is reached."""
    program, _, boot = server.target["cli"]
    ready, tell = os.pipe()
    environment = {**os.environ, "POSTERN_KILL_POINT": point, "ASAN_OPTIONS": "detect_container_overflow=0:detect_leaks=0"}
    with open(os.path.join(server.dir, "server.log"), "ab") as log:
        process = subprocess.Popen([program, "--config", boot, "serve", "--ready-fd", str(tell)], env=environment, pass_fds=[tell], stdin=subprocess.DEVNULL,
                                   stdout=log, stderr=log, start_new_session=True, cwd="/")
    os.close(tell)
    said = os.read(ready, 5)
    os.close(ready)
    return process, said == b"ready"


# A message to somebody here, somebody elsewhere, somebody who is refused and somebody who is put off once: each commit on its way.
def test_killed_at_each_commit(world):
    peer = world.peer({"RCPT": ["451 4.2.1 busy", None]})
    refusing = world.peer({"RCPT": ["550 5.1.1 no such user"]})
    ledger = world.ledger(peer, refusing, readers=[2])
    server, kills = world.server, 0
    server.stop()
    for n in range(1, 60):
        peer.answers["RCPT"] = ["451 4.2.1 busy", None]
        process, is_up = serve_until(server, f"commit.before-{'write' if n % 2 else 'observers'}:{n}")
        with contextlib.suppress(*GONE):
            if is_up:
                ledger.send(server.address(2), f"ann@{peer.domain}", f"bob@{refusing.domain}", word=f"commit{n}")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(4)  # twice as long as the next try takes to come
        if process.poll() is None:
            break
        kills += 1
    else:
        raise AssertionError("the kill points never end")
    process.kill()
    process.wait()
    server.start()
    world.settled(ledger)
    ledger.account(doubles=2 * kills)
    assert kills > 5 and ledger.promised


def test_a_storm_of_messages_and_kills_at_random(world):
    seed = random.randrange(1 << 32)
    print("seed", seed)
    chance = random.Random(seed)
    good, moody, refusing = world.peer(), world.peer(), world.peer({"RCPT": ["550 5.1.1 no such user"]})
    moody.said = lambda verb, usual: "451 4.3.0 not now" if verb in ("MAIL", "RCPT", "END") and chance.random() < 0.2 else usual
    ledger = world.ledger(good, moody, refusing, readers=[2, 3])
    stop = threading.Event()

    def send(n):
        mine = random.Random(seed + n)
        places = [f"ann@{good.domain}", f"ann@{moody.domain}", world.server.address(2), world.server.address(3)]
        while not stop.is_set():
            try:
                with ledger.session() as session:
                    while not stop.is_set():
                        to = mine.sample(places, mine.randrange(1, 4)) + [f"no@{refusing.domain}"] * (mine.random() < 0.05)
                        ledger.hand_in(session, to, f"storm{n}", body=BODY * mine.choice([1, 1, 1, 50, 2000]))
            except GONE:
                stop.wait(0.05)

    senders = [threading.Thread(target=send, args=(n,), daemon=True) for n in range(3)]
    for t in senders:
        t.start()
    end, kills = time.monotonic() + SECONDS, 0
    while time.monotonic() < end or kills < 2:  # a slow machine takes longer
        time.sleep(chance.uniform(0.5, 4))
        world.again()
        kills += 1
    stop.set()
    for t in senders:
        t.join(60)
        assert not t.is_alive()
    world.settled(ledger, patience=180)
    # In flight at a kill: up to twenty connections to each of three domains, of one message with up to four recipients each.
    fates = ledger.account(doubles=kills * 60)
    print(kills, "kills,", len(ledger.promised), "messages", len(fates), "recipients,", ledger.doubled, "doubles")
    assert kills >= 2 and len(ledger.promised) > 100


# --- administrators, killed in the middle ---


def held_mail(world, peer, count):
    """Messages that wait and go nowhere, and their ids in the queue."""
    ledger = world.ledger(peer)
    ledger.send(f"ann@{peer.domain}", word="held", count=count)
    until(lambda: len(ledger.waiting(peer.domain)) == count, "they are not there")
    ok(world.server, "queue", "hold", "--domain", peer.domain)
    return ledger


def run_and_kill(world, delay, *command):
    """The command is under way when the server ends."""
    process = subprocess.Popen([*world.server.target["cli"], *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    world.server.kill()
    process.wait(60)
    world.server.start()


def test_killed_while_mail_is_redirected_and_while_it_is_deleted(world):
    chance = random.Random(13)
    old, new = world.peer({"MAIL": ["451 4.3.0 not now"]}), world.peer()
    ledger = held_mail(world, old, 10)
    run_and_kill(world, chance.uniform(0.2, 0.6), "queue", "redirect", "--domain", old.domain, "--to", f"bob@{new.domain}")
    left = ledger.waiting(old.domain)
    if left:
        ok(world.server, "queue", "redirect", "--domain", old.domain, "--to", f"bob@{new.domain}")
    until(lambda: not ledger.waiting(), ledger.waiting)
    came = {m["text"].split(b"Subject: ")[1].split(b"\r\n")[0].decode() for m in new.messages}
    assert came == set(ledger.promised), "some have gone neither way"

    ledger = held_mail(world, old, 10)
    run_and_kill(world, chance.uniform(0.2, 0.6), "queue", "delete", "--domain", old.domain)
    ok(world.server, "queue", "delete", "--domain", old.domain) if ledger.waiting() else None
    assert ledger.waiting() == [] and old.messages == []


def test_mail_that_is_redirected_while_it_is_tried_goes_to_whom_it_was_redirected(world):
    gate = Gate("451 4.3.0 not now")
    peer = world.peer({"MAIL": [gate, None]})
    ledger = world.ledger(peer)
    ledger.send(f"amy@{peer.domain}")
    assert gate.reached.wait(60)
    ok(world.server, "queue", "redirect", ledger.waiting()[0]["id"], "--to", f"ann@{peer.domain}")
    gate.opened.set()
    world.settled(ledger)
    assert [m["to"] for m in peer.messages] == [[f"ann@{peer.domain}"]]


def test_killed_while_mail_is_released_from_quarantine(world):
    chance = random.Random(17)
    server, peer = world.server, world.peer()
    ok(server, "alias", "create", "both@test.example", server.address(2), server.address(3))
    ledger = world.ledger(peer, readers=[2, 3])
    for _ in range(2):
        subject = ledger.name("release")
        with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
            s.sendmail("ann@peer.test", [server.address(2), server.address(3)], closed(subject))
        ledger.promised[subject] = [server.address(2), server.address(3)]
        [held] = ok(server, "quarantine", "list")
        run_and_kill(world, chance.uniform(0.2, 0.6), "quarantine", "release", held["id"])
        if ok(server, "quarantine", "list"):
            ok(server, "quarantine", "release", held["id"])
        world.settled(ledger)
        ledger.account()


# --- the DNS ---


@pytest.mark.parametrize("how", ["silent", "servfail"])
def test_mail_waits_for_a_resolver_that_is(world, how):
    peer = world.peer()
    ledger = world.ledger(peer)
    world.resolver.how[peer.domain.split(".")[0]] = how
    ledger.send(f"ann@{peer.domain}", count=3)
    until(lambda: world.resolver.asked.get(peer.domain.split(".")[0], 0) > 0, "it is not asked")
    until(lambda: all("The DNS does not say" in e["answers"][0]["answer"] for e in ledger.waiting()), ledger.waiting)
    assert peer.connections == 0
    world.resolver.how.clear()
    world.settled(ledger)
    ledger.account()
    assert len(peer.messages) == 3


def test_a_resolver_that_is_gone_while_mail_waits_takes_nothing_away(world):
    peer = world.peer({"MAIL": ["451 4.3.0 not now"]})
    ledger = world.ledger(peer)
    ledger.send(f"ann@{peer.domain}", f"eve@{peer.domain}")
    until(lambda: any(c.startswith("MAIL") for c in peer.commands), "nobody has come")
    world.resolver.how[""] = "silent"
    world.again()  # what was known of the DNS is forgotten
    until(lambda: all("The DNS does not say" in e["answers"][0]["answer"] for e in ledger.waiting()), ledger.waiting)
    peer.answers.clear()
    world.resolver.how.clear()
    world.settled(ledger)
    ledger.account()


def test_a_domain_that_does_not_exist_is_told_at_once_and_the_others_are_delivered(world):
    peer = world.peer()
    ledger = world.ledger(peer)
    [subject] = ledger.send(f"ann@{peer.domain}", "bob@nowhere.test")
    world.settled(ledger)
    fates = ledger.account()
    assert fates == {(subject, f"ann@{peer.domain}"): (1, 0), (subject, "bob@nowhere.test"): (0, 1)}
    [told] = [fields for about, _, fields in ledger.reports() if about == subject]
    assert told["Status"] == "5.1.2"


def test_where_a_forged_answer_leads_nothing_goes(world):
    trap = world.peer(place=LAST)
    ledger = world.ledger(trap)
    ledger.send("ann@bogus.test")
    until(lambda: all(e["answers"][0]["attempts"] > 1 for e in ledger.waiting()), ledger.waiting)
    assert trap.connections == 0 and len(ledger.waiting("bogus.test")) == 1
    ok(world.server, "queue", "delete", "--domain", "bogus.test")


# --- accounts and domains that change while mail waits ---


def test_an_account_that_is_full_gets_its_mail_later_and_one_that_goes_is_told_of(world):
    server, peer = world.server, world.peer()
    ledger = world.ledger(peer, readers=[5])  # to whom no other test writes: who is full already is refused at RCPT
    ok(server, "account", "create", "gone@test.example", "--password", input=server.password + "\n")
    for who in (server.address(5), "gone@test.example"):
        ok(server, "account", "update", who, "--quota", "1")
    [subject] = ledger.send(f"ann@{peer.domain}", server.address(5), "gone@test.example")
    until(lambda: len(ledger.waiting()) == 1 and len(ledger.waiting()[0]["to"]) == 2, ledger.waiting)
    ok(server, "account", "delete", "gone@test.example")
    ok(server, "account", "update", server.address(5), "--quota", "0")
    world.settled(ledger)
    assert ledger.account() == {(subject, f"ann@{peer.domain}"): (1, 0), (subject, server.address(5)): (1, 0), (subject, "gone@test.example"): (0, 1)}


def test_mail_for_a_domain_that_is_given_up_is_told_of(world):
    server, peer = world.server, world.peer()
    ledger = world.ledger(peer)
    ok(server, "domain", "create", "leaving.test")
    ok(server, "account", "create", "bob@leaving.test", "--password", input=server.password + "\n")
    ok(server, "account", "update", "bob@leaving.test", "--quota", "1")
    [subject] = ledger.send(f"ann@{peer.domain}", "bob@leaving.test")
    until(lambda: len(ledger.waiting()) == 1, ledger.waiting)
    ok(server, "account", "delete", "bob@leaving.test")
    ok(server, "domain", "delete", "leaving.test")
    world.settled(ledger)
    assert ledger.account() == {(subject, f"ann@{peer.domain}"): (1, 0), (subject, "bob@leaving.test"): (0, 1)}

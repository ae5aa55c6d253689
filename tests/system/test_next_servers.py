"""Next servers that are slow, gone, in the way or lying, at every step: whatever they do, each recipient gets the message at a later try, or its
sender is told in their words; and it takes the time and the memory that our limits say, not theirs."""
import collections
import itertools
import os
import pathlib
import shutil
import tempfile
import time

import pytest

from peers import certificate, deaf, hangs, leaves, resets, says, sips, trickles
from small_internet import World, until

# What the sanitizer keeps of freed memory is not what the server holds.
os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "detect_container_overflow=0") + ":quarantine_size_mb=8"
STEPS = ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "END")
DELIVERED, BOUNCED = "delivered", "bounced"

# What a peer does at first, after which it does as usual; and what becomes of a message then.
Row = collections.namedtuple("Row", "answers fate status to how seen body", defaults=(DELIVERED, "", ("ann",), {}, None, "hello\r\n"))
LARGE = ("x" * 70 + "\r\n") * 60_000  # more than the buffers between two servers hold


def once(step, what):
    return {step: [what, None]}


def code_of(step):
    return b"220" if step == "CONNECT" else b"250"


ROWS = {}
for step in STEPS:
    ROWS[f"put off at {step}"] = Row(once(step, "451 4.3.0 not now"))
    ROWS[f"too busy at {step}"] = Row(once(step, "421 4.3.2 too many connections"))
    ROWS[f"refused at {step}"] = Row({step: ["550 5.7.1 not from you"], "HELO": ["550 5.7.1 not from you"]}, BOUNCED, "5.7.1")
    ROWS[f"refused without a status at {step}"] = Row({step: ["554 no"], "HELO": ["554 no"]}, BOUNCED, "5.0.0")
    ROWS[f"garbage at {step}"] = Row(once(step, says(b"\0\xff\x80 what\r\n")))
    ROWS[f"a bare line feed at {step}"] = Row(once(step, says(code_of(step) + b" yes\n")))
    ROWS[f"two codes in one at {step}"] = Row(once(step, says(code_of(step) + b"-yes\r\n550 no\r\n")))
    ROWS[f"a line without end at {step}"] = Row(once(step, says(code_of(step) + b"-" + b"x" * 65536, again=10_000)))
    ROWS[f"lines without end at {step}"] = Row(once(step, says((code_of(step) + b"-more\r\n") * 1000, again=10_000)))
    ROWS[f"a slow answer without end at {step}"] = Row(once(step, trickles(code_of(step) + b"-x")))
    # What was read to its end without an answer comes again: who has kept the first one has it twice, and nobody can know better.
    seen = 2 if step == "END" else 1
    ROWS[f"hangs at {step}"] = Row(once(step, hangs), seen=seen)
    ROWS[f"leaves at {step}"] = Row(once(step, leaves), seen=seen)
    ROWS[f"resets at {step}"] = Row(once(step, resets), seen=seen)
ROWS |= {
    "resets within the text": Row(once("TEXT", resets), seen=1),
    "hangs within the text": Row(once("TEXT", hangs), seen=1),
    "reads no text": Row(once("TEXT", deaf), seen=1, body=LARGE),
    "reads text slowly": Row(once("TEXT", sips), seen=1, body=LARGE),
    "resets within much text": Row(once("TEXT", resets), seen=1, body=LARGE),
    "takes the message without having asked for it": Row(once("DATA", "250 2.0.0 taken"), seen=1),
    "asks for the text at MAIL": Row(once("MAIL", "354 go")),
    "asks for more at the end": Row(once("END", "354 go on"), seen=2),
    "greets and says more": Row(once("CONNECT", "220 peer.test\r\n250 2.0.0 early")),
    "answers twice": Row({"END": ["250 2.0.0 taken\r\n250 2.0.0 taken"]}, seen=1),
    "has absurd limits": Row({"EHLO": ["250-peer.test\r\n250-SIZE 99999999999999999999999999\r\n250-LIMITS RCPTMAX=0 MAILMAX=-1 =\r\n250-AUTH " +
                                       "X " * 800 + "\r\n250-\r\n250 LIMITS"]}),
    "takes nothing so large": Row({"EHLO": ["250-peer.test\r\n250 SIZE 10"]}, BOUNCED, "5.3.4"),
    "takes one recipient at a time": Row({"RCPT eve": [None, "452 4.5.3 too many"], "RCPT joe": ["452 4.5.3 too many", None]}, to=("ann", "eve", "joe")),
    "puts one of three off": Row({"RCPT eve": ["450 4.2.1 busy", None]}, to=("ann", "eve", "joe")),
    "has TLS that is none": Row(once("STARTTLS", says(b"220 go\r\n")), how={"certificate": True}),
    "has TLS that is garbage": Row({"STARTTLS": [lambda session: garbage_for_tls(session)]}, how={"certificate": True}),
    "leaves in place of TLS": Row({"STARTTLS": [leaves, None]}, how={"certificate": True}),
    "has no TLS today": Row({"STARTTLS": ["454 4.7.0 not now"]}, how={"certificate": True}),
    "says more before TLS": Row(once("STARTTLS", says(b"220 go\r\n250 injected\r\n")), how={"certificate": True}),
}


def garbage_for_tls(session):
    """After the word to begin, what is no handshake."""
    session.say("220 2.0.0 go")
    session.socket.recv(4096)
    session.socket.sendall(b"\x16\x03\x01\xff\xff" + b"x" * 70_000)
    hangs(session)


def answers_for(row, domain):
    """Recipients by their whole address."""
    return {f"{verb}@{domain}" if verb.startswith("RCPT ") else verb: said for verb, said in row.answers.items()}


def memory(server):
    """The most that the server has held at a time, in MiB."""
    return max(int(line.split()[1]) // 1024 for pid in server.pids for line in open(f"/proc/{pid}/status") if line.startswith("VmHWM"))


@pytest.fixture(scope="module")
def world():
    """All rows at once: what hangs for one holds up none of the others."""
    w = World(accounts=1)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postern.peers."))
    w.rows, w.before = {}, memory(w.server)
    w.main = w.ledger()
    with w.main.session() as session:
        for name, row in ROWS.items():
            how = dict(row.how)
            if how.get("certificate"):
                how["certificate"] = certificate(folder, f"mx{name.replace(' ', '')}.test")
            peer = w.peer(**how)
            peer.answers = {verb: list(said) for verb, said in answers_for(row, peer.domain).items()}
            w.main.peers.append(peer)
            w.rows[name] = peer, w.main.hand_in(session, [f"{who}@{peer.domain}" for who in row.to], "row", row.body)
    end = time.monotonic() + 120
    while w.main.waiting() and time.monotonic() < end:
        time.sleep(0.2)
    w.left = {e["domain"] for e in w.main.waiting()}
    w.taken, w.reports = w.main.elsewhere(), list(w.main.reports())
    yield w
    w.close()
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", ROWS)
def test_whatever_a_next_server_does(world, name):
    row, (peer, subject) = ROWS[name], world.rows[name]
    assert peer.domain not in world.left, "it still waits"
    told = {to: fields for about, to, fields in world.reports if about == subject}
    for who in row.to:
        to = f"{who}@{peer.domain}"
        assert (world.taken[subject, to], len(told)) == ((1, 0) if row.fate == DELIVERED else (0, len(row.to))), (peer.commands, told)
        if row.fate == BOUNCED:
            assert told[to]["Status"] == row.status
    assert row.seen in (None, peer.seen), peer.commands


def test_all_of_it_is_accounted_for(world):
    world.main.account()


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.fate == BOUNCED and row.status == "5.7.1"])
def test_the_sender_reads_what_was_answered(world, name):
    peer, subject = world.rows[name]
    [fields] = [fields for about, _, fields in world.reports if about == subject]
    assert fields["Diagnostic-Code"] == "smtp; 550 5.7.1 not from you" and "The other server says: 550 5.7.1 not from you" in fields["text"]
    assert fields["Remote-MTA"] == f"dns; mx{peer.place}.test"


def test_what_has_no_end_is_not_held_in_memory(world):
    """The rows together said several GiB, of which a few KiB each were heard."""
    assert memory(world.server) - world.before < 400


def test_what_is_to_be_secret_is_not_said_in_the_clear_because_tls_is_broken(world):
    peer = world.peer({"STARTTLS": [garbage_for_tls, garbage_for_tls, None]}, certificate=world.rows["has no TLS today"][0].certificate)
    world.server.cli("settings", "set", "delivery.routes", f'[{{"domain": "{peer.domain}", "tls": "encrypted"}}]', check=True)
    ledger = world.ledger(peer)
    ledger.send(f"ann@{peer.domain}")
    world.settled(ledger)
    ledger.account()
    assert [m["tls"] for m in peer.messages] == [True]
    world.server.cli("settings", "reset", "delivery.routes", check=True)


def test_what_a_server_has_against_one_of_our_addresses_holds_up_no_other_mail(world):
    server, ours = world.server, "127.0.0.77"
    peer = world.peer({"CONNECT": [lambda session: "421 4.7.0 not from there" if session.address == ours else None]})
    for command in (["domain", "create", "other.test"], ["alias", "create", "ann@other.test", server.address(1)],
                    ["settings", "set", "delivery.senders", f'[{{"domain": "test.example", "v4": "{ours}"}}]']):
        server.cli(*command, check=True)
    bad, good = world.ledger(peer), world.ledger(peer)
    bad.send(f"eve@{peer.domain}")
    until(lambda: bad.waiting(peer.domain)[0]["answers"][0]["attempts"] >= 5, bad.waiting)
    good.send(f"eve@{peer.domain}", sender="ann@other.test")
    until(lambda: peer.messages, bad.waiting, patience=10)
    good.account()
    assert len(bad.waiting(peer.domain)) == 1
    server.cli("settings", "reset", "delivery.senders", check=True)
    world.settled(bad)
    bad.account()


@pytest.fixture
def patient(world):
    """As shipped, minutes for a reply: what hangs does so until the test is over."""
    world.server.cli("settings", "set", "smtp_client.command_timeout", "5min", check=True)
    yield world
    world.server.cli("settings", "set", "smtp_client.command_timeout", "3s", check=True)


def wide(world, peer):
    """Any number of domains whose mail this peer takes."""
    world.zones.add("test.", f"*.wide{peer.place} IN MX 10 mx{peer.place}\n")
    return (f"ann@w{n}.wide{peer.place}.test" for n in itertools.count())


def test_one_that_hangs_holds_up_nobody_else(patient):
    world, hanging, good = patient, patient.peer(hangs=True), patient.peer()
    slow, ledger = world.ledger(hanging), world.ledger(good)
    others = list(itertools.islice(wide(world, good), 50))
    slow.send(f"ann@{hanging.domain}", count=40)
    until(lambda: hanging.open > 0, "nobody has called")
    for to in others:
        ledger.send(to)
    until(lambda: sum(ledger.elsewhere().values()) == len(others), "it waits for the one that hangs")
    ledger.account()
    assert hanging.open > 0 and len(slow.waiting(hanging.domain)) == 40, "it was given up before the others were done"
    world.server.cli("queue", "delete", "--domain", hanging.domain, check=True)
    until(lambda: hanging.hang_up() or hanging.open == 0, "somebody still waits for it")


def test_many_that_hang_never_have_all_places(patient):
    world, hanging, good = patient, patient.peer(hangs=True), patient.peer()
    slow, ledger = world.ledger(hanging), world.ledger(good)
    world.server.cli("settings", "set", "queue.most_at_once", "8", check=True)
    ledger.send(f"ann@{good.domain}")
    until(lambda: not ledger.waiting(), ledger.waiting)
    for to in itertools.islice(wide(world, hanging), 12):
        slow.send(to)
    until(lambda: hanging.open == 6, lambda: f"{hanging.open} hang, of six that may")
    ledger.send(f"ann@{good.domain}", count=20)
    until(lambda: not ledger.waiting(good.domain), ledger.waiting)
    ledger.account()
    assert hanging.open == 6 and len(slow.waiting()) == 12
    world.server.cli("queue", "delete", "--text", f"wide{hanging.place}.test", check=True)
    world.server.cli("settings", "reset", "queue.most_at_once", check=True)

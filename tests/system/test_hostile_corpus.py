"""What others have tried on pages that clean HTML, all of it in every word of mail that is held or waits: it is text on each page that shows it,
to the end or to that page's own bound, nothing of it runs, and nobody is asked for anything."""
import json
import socket

import pytest

import hostile_corpus
from commands import ok
from hostile_attack import Attack, look_at_files
from hostile_corpus import IN_LIST, SHOWN, Tracker, first_octets, one_line, shown_answer, squeezed
from hostile_words import Page
from small_internet import World, until
from test_hostile_ways import CALM
from walk import walk


@pytest.fixture(scope="module")
def world():
    tracker = Tracker()
    payloads = hostile_corpus.payloads(tracker)  # before there is a server: it may be that there are none
    one = World(accounts=4, **CALM)
    one.attack, one.tracker, one.payloads = Attack(one.server), tracker, payloads
    yield one
    tracker.close()
    one.close()


@pytest.fixture
def attack(world):
    world.attack.pages = []
    return world.attack


def look_beside(server, *paths, **more):
    """What is told beside the lists, each row's apart, and what is in them as files."""
    seen = walk(server, "hostile_rows", pages=" ".join(paths), **more)
    assert not seen["found"], "\n".join(seen["found"])
    assert seen["dialogs"] == []
    for saved in seen["saved"]:
        look_at_files(Page(saved["path"], [], beside=True), saved)
    return seen["rows"], squeezed("".join(told for saved in seen["saved"] for row in json.loads(saved["json"]) for told in strings(row)))


def strings(value):
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for one in inner for text in strings(one)]


def test_whoever_comes_to_the_tracker_is_counted():
    tracker = Tracker()
    with socket.create_connection(("127.0.0.1", tracker.port)) as s:
        s.sendall(b"GET /")
        until(lambda: tracker.hits == [b"GET /"], tracker.hits)
    tracker.close()


def test_payloads_in_mail_that_is_held(world):
    letters = hostile_corpus.letters(world.payloads)
    hostile_corpus.hold(world.server, letters)
    beside, files = look_beside(world.server, *(f"/admin/quarantine?find=.corpus{n}" for n in range((len(letters) + IN_LIST - 1) // IN_LIST)))
    rows = {row["title"]: row for row in beside}
    assert len(rows) == len(letters)
    for n, letter in enumerate(letters):
        row = rows[hostile_corpus.sender(n)]
        assert squeezed(row["facts"]["Subject"]) == squeezed(first_octets(letter.subject, SHOWN)), n
        assert squeezed(row["facts"]["Says it is from"]) == squeezed(first_octets(letter.author, SHOWN)), n
        assert squeezed(row["reason"]).startswith(squeezed(letter.reason())), n
        assert not [word for word in letter.words("t") if squeezed(word) not in squeezed(row["text"])], n
        assert squeezed(letter.reason()) in files, n
    assert world.tracker.hits == []


# The text of each holds a part of the payloads, and the rest of what is told of it the same ones as another server's answers.
def test_payloads_in_mail_that_waits_and_in_answers_to_it(world, attack, tmp_path):
    server, payloads = world.server, world.payloads
    peer = world.peer(offers=("PIPELINING", "8BITMIME", "SIZE 10000000", "SMTPUTF8"), answers={})
    hostile_corpus.wait(server, peer, payloads)

    def waiting():
        rows = [row for row in ok(server, "queue", "list") if row["domain"] == peer.domain]
        return rows if sum(bool(one["answer"]) for row in rows for one in row["answers"]) == len(payloads) else []
    until(waiting, "not all was tried")
    rows, _ = look_beside(server, f"/admin/queue?find={peer.domain}")
    assert len(rows) == len(waiting())
    texts, beside = (squeezed(" ".join(row[which] for row in rows)) for which in ("text", "all"))
    assert not [n for n, payload in enumerate(payloads) if squeezed(f"qt{n}q{one_line(payload)}") not in texts]
    answers = [shown_answer(n, payload) for n, payload in enumerate(payloads)]
    assert not [answer for answer in answers if answer not in beside]
    for row in waiting():  # each payload behind its mark
        attack.shows(f"/admin/messages/{row['message']}", "a", [to.split("@")[0].removeprefix("c") for to in row["to"]], each=False)
    attack.shows("/admin/queue/answers", "", [], each=False)
    attack.shows("/admin/logs?text=451+4.3.0", "", [], each=False)
    attack.look(tmp_path)
    assert world.tracker.hits == []

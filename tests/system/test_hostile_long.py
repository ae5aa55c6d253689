"""Words of 10,000 characters that nobody has cut: what takes them shows as much of them as it says, on pages that hold; all else refuses them,
with an answer that says so. And hostile words of all kinds by LMTP."""
import json
import re

import pytest

import hostile_lines
import hostile_long
from clients import imap
from commands import free_port, ok
from hostile_attack import LINES, Attack
from hostile_corpus import OF_NAME, SHOWN, first_octets
from hostile_senders import IN_LOCAL, LOCAL, TO, bring
from hostile_words import mark, word
from small_internet import World
from test_hostile_corpus import look_beside
from test_hostile_ways import CALM
from test_listeners import listeners, put, row

IN_LOG = 1024  # octets of a field: logs/line.h
IN_TEXT = 1000  # octets of a line of a message: admin/message_text.cpp


@pytest.fixture(scope="module")
def world():
    one = World(accounts=4, **CALM)
    one.attack = Attack(one.server)
    one.server.target["lmtp"] = free_port(one.server)
    put(one.server, [*listeners(one.server), row(one.server, one.server.target["lmtp"], "lmtp", tls="none")])
    yield one
    one.close()


@pytest.fixture
def attack(world):
    world.attack.pages = []
    return world.attack


@pytest.fixture
def server(world):
    return world.server


def nothing_longer_is_logged(server):
    assert not re.search(f"x{{{IN_LOG + 1}}}", server.cli("logs", "search", "x" * 100, "--raw", check=True).stdout)


def test_long_words_in_mail(server, attack, tmp_path):
    hostile_long.bring(server)
    beside, files = look_beside(server, "/admin/quarantine?find=long.test", narrow=12)
    rows = {one["title"]: one for one in beside}
    assert "x" * 100 in files
    held = {one["from"]: one["message"] for one in ok(server, "quarantine", "list")}
    for _, place, how, name in hostile_long.ways():
        told = rows[f"{name}@long.test"]
        lines = told["text"].split("\n")
        assert max(len(line) for line in lines) <= IN_TEXT, name
        if place == "subject":
            assert told["facts"]["Subject"] == first_octets(hostile_long.shown(place, how), SHOWN), name
        elif place == "author":
            assert told["facts"]["Says it is from"].strip('"') == first_octets(hostile_long.shown(place, how), SHOWN - (not how)), name
        elif place == "file":
            end = mark(place, "long") + ".exe"
            assert told["reason"] == f"{'x' * (OF_NAME - len(end))}{end}: names that end in .exe are not taken", name
        else:
            assert mark(place, "long") in told["text"], name
        if how == 0 and name.endswith(".smtp"):  # a page each
            attack.shows(f"/admin/messages/{held[f'{name}@long.test']}", place, ["long"] if place == "file" else [], each=False)
    attack.shows("/admin/logs?text=long.test", "", [], each=False)
    attack.look(tmp_path)
    nothing_longer_is_logged(server)


@pytest.mark.parametrize("way", hostile_long.REFUSED, ids=lambda way: way[0])
def test_longer_lines_are_refused(server, way):
    name, service, lines, answer = way
    assert hostile_lines.say(server, service, lines(word(name, "long").encode())).startswith(answer)
    assert mark(name, "long") not in server.cli("logs", "search", f"q{name}", "--raw", check=True).stdout


LOGGED = {"tehlo", "tlhlo", "tmail", "tlmail", "trcpt", "tid", "thpath"}


def test_the_longest_words_that_lines_take(server, attack, tmp_path):
    for name, service, lines, longest, answer in hostile_long.TAKEN:
        said = hostile_lines.say(server, service, lines(word(name, "long", longest).encode()))
        assert said.startswith(answer), (name, said)
        told = server.cli("logs", "search", f"q{name}", "--raw", check=True).stdout
        assert (mark(name, "long") in told) == (name in LOGGED), name
        if name in LOGGED:
            attack.shows(f"/admin/logs?text=q{name}", name, ["long"], each=False)
    attack.look(tmp_path)
    nothing_longer_is_logged(server)


def test_names_of_mailboxes(server):
    m = imap(server, 1)
    assert m.create("x" * 200)[0] == "OK"
    assert m.create("x" * 1024) == ("NO", [b"[CANNOT] Mailbox name is empty or too long"])
    with pytest.raises(m.error, match="A mailbox name is too long"):
        m.create(word("box", "long"))
    m.logout()


# Browsers are told by names that are known: what one calls itself is on no page, and of the longest the beginning alone is kept.
def test_what_a_browser_calls_itself(server, attack, tmp_path):
    assert hostile_lines.sign_in(server, server.address(1), word("agent", "long"))
    sessions = json.dumps(attack.call("GET", "/sessions", None))
    assert server.address(1) in sessions and "agent" in sessions and "x" * 301 not in sessions
    attack.shows("/admin/connections/sessions", "agent", [], each=False)
    attack.look(tmp_path)


# Whoever brings mail in front of this server is no better than those who brought it there.
def test_words_of_all_kinds_by_lmtp(server, attack, tmp_path):
    bring(server, "l", lambda kind: f'"u3+{word("lto", kind, IN_LOCAL - 3)}"@test.example' if kind in TO else server.address(3), "exe", "lmtp")
    names = [kind for kind in LINES if kind != "script"]  # of which only what stands behind "/" is a name
    for way, kinds in {"lfile": names, "lsender": LOCAL, "lto": TO, "lsubject": LINES, "lfrom": LINES, "lfield": LINES, "ltext": LINES}.items():
        attack.shows("/admin/quarantine?find=peer.test", way, kinds, beside=True)
    for one in [("lhlo", "lmtp", lambda text: [b"LHLO " + text], set(LINES)),
                ("lmail", "lmtp", lambda text: [b"LHLO x", b"MAIL FROM:<" + text + b"@peer.test>"], set(LINES)),
                ("lrcpt", "lmtp", lambda text: [b"LHLO x", b"MAIL FROM:<a@peer.test>", b"RCPT TO:<" + text + b"@test.example>"], set(LINES)),
                ("lverb", "lmtp", lambda text: [text], set())]:
        hostile_lines.bring_in(attack, one)
    attack.look(tmp_path)

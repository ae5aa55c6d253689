"""Words that would run, turn the text round, run over the edge or be formulas, brought in by the API and by SMTP, on the pages that show them."""
import re

import pytest

from commands import ok, refused
from conftest import NO_GUARD, Server
from doors import AS_OFTEN_AS_LIKED
from hostile_attack import LINES, QUOTED, UNSEEN, Attack
from hostile_words import BYTES, Page, vectors, word


@pytest.fixture(scope="module")
def attacked():
    one = Attack(Server(*NO_GUARD, "--resolver", "127.0.0.1:1", *AS_OFTEN_AS_LIKED))
    yield one
    one.server.end()


@pytest.fixture
def attack(attacked):
    attacked.pages = []
    return attacked


# By the API: the way in, the call, its body with a word, how long that may be, which kinds are refused there, and where the others are seen.
# A page of a list that leads to pages of its own is not opened row by row.
DISPLAY = ("display", "POST", "/accounts", lambda n, text: {"address": f"n{n}@test.example", "display_name": text}, 256, UNSEEN)
SERVICE = ("service", "POST", "/service-accounts", lambda n, text: {"address": f"s{n}@test.example", "networks": ["127.0.0.1"], "description": text}, 200, UNSEEN)
PROGRAM = ("program", "POST", "/accounts/u2@test.example/app-passwords", lambda n, text: {"label": text, "protocols": ["imap"]}, 100, UNSEEN)
ALIAS = ("alias", "POST", "/aliases", lambda n, text: {"alias": f"al{n}@test.example", "targets": [f'"{text}"@x.test']}, 60, QUOTED)
BLOCK = ("block", "POST", "/ids/blocks", lambda n, text: {"network": f"203.0.113.{n}", "description": text}, 500, UNSEEN)
DENY = ("deny", "POST", "/deny", lambda n, text: {"network": f"198.51.100.{n}", "owner": text, "description": text}, 500, UNSEEN)
ALLOW = ("allow", "POST", "/allow", lambda n, text: {"network": f"192.0.2.{n}", "owner": text, "description": text}, 500, UNSEEN)
SENDER = ("sender", "POST", "/smtp-blocks", lambda n, text: {"kind": "sender", "name": f'"{text}"@x.test', "description": "x"}, 62, QUOTED)
REASON = ("reason", "POST", "/smtp-blocks", lambda n, text: {"kind": "sender", "name": f"a{n}@x.test", "description": text}, 500, UNSEEN)


def test_words_of_people_and_of_their_programs(attack, tmp_path):
    attack.by_api("/admin/accounts", DISPLAY, each=False)
    attack.by_api("/admin/service-accounts", SERVICE)
    attack.by_api("/admin/accounts/u2@test.example/sign-in", PROGRAM, each=False)
    attack.by_api("/admin/domains/test.example/aliases", ALIAS, each=False)
    attack.look(tmp_path)


def test_reasons_of_blocks_and_names_of_senders(attack, tmp_path):
    attack.by_api("/admin/ids/blocks", BLOCK)
    attack.by_api("/admin/access/deny", DENY)
    attack.by_api("/admin/access/allow", ALLOW)
    attack.by_api("/admin/access/smtp", SENDER)
    attack.by_api("/admin/access/smtp", REASON)
    attack.look(tmp_path)


TURNING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_words_on_the_command_line_turn_nothing_round_and_are_the_same_values_to_programs(attacked):
    server, said = attacked.server, {kind: word("cli", kind, 200) for kind in ("turned", "closing", "isolated", "stacked")}
    for n, text in enumerate(said.values()):
        ok(server, "deny", "add", f"203.0.113.{n}", "--description", text)
    for form in ((), ("--json",)):
        told = server.cli("deny", "list", *form, check=True).stdout
        assert not TURNING.search(told) and "\\u202eqcliturnedq~" in told
    assert set(said.values()) <= {row["description"] for row in ok(server, "deny", "list")}
    assert "cannot be shown" in refused(server, "deny", "add", "203.0.113.99", "--owner", "a\x1b[31m")
    told = refused(server, "account", "show", said["turned"] + "@test.example")
    assert not TURNING.search(told) and "\\u202eqcliturnedq~" in told


# By the protocols, each word in a session of its own; what a line cannot hold ends it.
def say(server, service, *lines):
    """All that is answered to these lines, and to no more."""
    with server.connect(service) as s:
        s.recv(4096)
        for line in lines:
            s.sendall(line + b"\r\n")
            if not s.recv(4096):
                break


def by_lines(attack, way, service, lines, longest=400):
    """`lines`: of a word. What is no UTF-8 stands behind each."""
    for kind in LINES:
        say(attack.server, service, *lines(word(way, kind, longest).encode() + BYTES))
    attack.shows(f"/admin/logs?text=q{way}", way, LINES)


def test_words_of_strangers_in_the_logs(attack, tmp_path):
    by_lines(attack, "ehlo", "smtp", lambda text: [b"EHLO " + text])
    by_lines(attack, "mail", "smtp", lambda text: [b"EHLO x", b"MAIL FROM:<" + text + b"@peer.test>"])
    attack.look(tmp_path)


def test_what_others_try_on_pages_that_clean_html_is_text_in_the_logs(attack, tmp_path):
    lines = [payload.replace("\r", " ").replace("\n", " ")[:400].encode() for payload in vectors()]
    with attack.server.connect("smtp") as s:
        s.recv(4096)
        for n, line in enumerate(lines):
            s.sendall(b"EHLO qvector%dq%s\r\n" % (n, line))
            assert s.recv(4096)
    # Those in sight: the last ones.
    attack.pages = [Page("/admin/logs?text=qvector", [f"qvector{n}q" for n in range(len(lines) - 20, len(lines))], each=False)]
    attack.look(tmp_path)

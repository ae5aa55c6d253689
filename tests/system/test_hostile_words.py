"""Words that would run, turn the text round, run over the edge or be formulas, brought in by the API and by SMTP, on the pages that show them."""
import json
import re

import pytest

from commands import ok, refused
from conftest import NO_GUARD, RULES, Server
from doors import AS_OFTEN_AS_LIKED
from hostile_attack import LINES, QUOTED, UNSEEN, Attack
from hostile_senders import said
from hostile_words import BYTES, KINDS, Page, mark, vectors, word
from wire import Wire


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


TRUSTED = ("trusted", "POST", "/senders/{owner}/trusted", lambda _, text: {"senders": [f'"{text}"@x.test']}, 60, QUOTED)
BLOCKED = ("blocked", "POST", "/senders/{owner}/blocked", lambda _, text: {"senders": [f'"{text}"@x.test']}, 60, QUOTED)


def test_senders_that_a_domain_and_a_person_trust_and_block(attack, tmp_path):
    shown = [kind for kind in KINDS if kind not in QUOTED]
    for owner, page in (("test.example", "/admin/domains/test.example/settings"), ("u1@test.example", "/admin/accounts/u1@test.example/mail")):
        for way, method, path, *rest in (TRUSTED, BLOCKED):
            attack.by_api(page, (way, method, path.format(owner=owner), *rest), each=False)
    for list in ("trusted", "blocked"):
        senders = [f'"{word(list[0], kind, 60)}"@x.test' for kind in shown]
        attack.call("PUT", f"/settings/spam.{list}_senders", {"value": json.dumps(senders)})
        attack.shows("/admin/spam/senders", list[0], shown, each=False)
    attack.look(tmp_path)


def test_texts_of_settings(attack, tmp_path):
    shown = [kind for kind in KINDS if kind not in UNSEEN]
    values = {
        "password.also_forbidden": lambda kind, _: word("forbidden", kind, 200),
        "delivery.routes": lambda kind, n: {"domain": f"a{n}.test", "host": "b.test", "user": word("user", kind, 200)},
        "spam.rules": lambda kind, n: {"pattern": f"a{n}", "words": word("rule", kind, 100)},
    }
    for key, value in values.items():
        for kind in UNSEEN - {"return", "tab"}:  # what is around a word is left out of some
            attack.call("PUT", f"/settings/{key}", {"value": json.dumps([value(kind, 0)])}, (400,))
        attack.call("PUT", f"/settings/{key}", {"value": json.dumps([value(kind, n) for n, kind in enumerate(shown)])})
    attack.by_api("/admin/changes", ("organization", "PUT", "/settings/reports.organization", lambda _, text: {"value": text}, 100, UNSEEN))
    attack.shows("/admin/changes?list=log&find=qorganization", "organization", shown, each=False)
    attack.shows("/admin/settings/password", "forbidden", shown, each=False)
    attack.shows("/admin/settings/delivery", "user", shown, each=False)
    attack.shows("/admin/settings/spam", "rule", shown, each=False)
    rules = [{"id": f"r{n:02}", "kind": "denial-of-service", "description": word("guard", kind, 200), "services": ["smtp"], "threshold": 100} for n, kind in enumerate(shown)]
    before = attack.call("GET", "/settings/guard.rules", None)["value"]
    kept = [{**rule, "enabled": False} for rule in json.loads(before) if rule["id"] in RULES]
    attack.call("PUT", "/settings/guard.rules", {"value": json.dumps([*kept, *rules])})
    for rule, kind in zip(rules, shown, strict=True):
        if kind in ("html", "svg", "closing", "stacked", "long"):  # a page each
            attack.shows(f"/admin/ids/rules/{rule['id']}", "guard", [kind], each=False)
    attack.look(tmp_path)
    attack.call("PUT", "/settings/guard.rules", {"value": before})
    for key in (*values, "reports.organization"):
        attack.call("DELETE", f"/settings/{key}", None)


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


STRANGER = "127.0.0.66"


def test_how_a_stranger_calls_his_host_in_what_is_told_of_his_connections(attack, tmp_path):
    server = attack.server
    for kind in LINES:
        with Wire(server, "smtp", source=STRANGER) as wire:
            wire.reply()
            said(wire, b"EHLO " + word("host", kind, 200).encode() + BYTES)
            said(wire, b"HELO " + word("helo", kind, 200).encode() + BYTES)
    told = server.cli("logs", "search", "--ip", STRANGER, "--sessions", "--raw", "--json", check=True).stdout
    sessions = {kind: next(row["s"] for row in json.loads(told) if mark("host", kind) in json.dumps(row)) for kind in LINES}
    for kind, session in ((kind, sessions[kind]) for kind in ("html", "closing", "stacked", "long")):  # a page each
        attack.shows(f"/admin/logs?since=24h&session={session}&whole=1", "host", [kind], each=False)
        attack.shows(f"/admin/logs?since=24h&session={session}&whole=1", "helo", [kind], each=False)
    for way in ("host", "helo"):
        attack.shows(f"/admin/logs?since=24h&ip={STRANGER}&whole=1", way, LINES[-4:], each=False)  # those in sight
    attack.call("POST", "/ids/blocks", {"network": STRANGER, "description": "x"})
    attack.shows(f"/admin/ids/blocks?at={STRANGER}%2F32", "host", [], each=False)
    attack.look(tmp_path)
    attack.call("DELETE", f"/ids/blocks/{STRANGER}", None)


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

"""Hostile words in mail that is held, waits and is answered, in commands and logins of all protocols, in what administrators say and in what
others report: on the pages that show them, which are those of administrators, of a domain's own administrator, and of a person."""
import urllib.parse

import pytest

import hostile_lines
import hostile_reports
from commands import ok
from doors import UNCOUNTED
from hostile_attack import LINES, QUOTED, UNSEEN, Attack
from hostile_senders import IN_LOCAL, LOCAL, TO, agreed, bring, greet, message, send, submitted
from hostile_words import BYTES, KINDS, word
from small_internet import World, until
from test_session import Browser
from walk import administrator
from wire import Wire

PERSON = '"<b data-evil>\u202egnp~"'
CALM = {
    "queue.first_retry": "1h", "queue.longest_retry": "1h", "attachments.inbound_name": "quarantine", "spam.greylist": "off",
    "reports.proven_only": "off", **UNCOUNTED,
    **{f"logs.{log}": "detailed" for log in ("smtp_in", "imap", "pop3", "web")},
}


@pytest.fixture(scope="module")
def world():
    one = World(accounts=4, **CALM)
    one.attack = Attack(one.server)
    yield one
    one.close()


@pytest.fixture
def attack(world):
    world.attack.pages = []
    return world.attack


def hold(attack):
    """For the name of an attachment."""
    bring(attack.server, "h", lambda kind: f'"u2+{word("hto", kind, IN_LOCAL - 3)}"@test.example' if kind in TO else attack.server.address(2), "exe")
    names = [kind for kind in LINES if kind != "script"]  # of which only what stands behind "/" is a name
    for way, kinds in {"hfile": names, "hsender": LOCAL, "hto": TO, "hsubject": LINES, "hfrom": LINES, "hfield": LINES, "htext": LINES}.items():
        attack.shows("/admin/quarantine", way, kinds, beside=True)


# What has neither space nor mark of HTML is taken for the name of a host.
HOSTS = [kind for kind in LINES if kind not in ("html", "script", "svg", "template", "equals")]


def call_oneself(attack):
    for kind in HOSTS:
        with Wire(attack.server, "smtp") as wire:
            wire.reply()
            agreed(wire, b"EHLO " + word("host", kind, 200).encode() + BYTES)
            send(wire, f"{kind}.host@peer.test", [attack.server.address(2)], message("html", f"host{kind}", "exe"))
    held = {row["from"]: row["message"] for row in ok(attack.server, "quarantine", "list")}
    attack.shows("/admin/quarantine?find=.host", "host", [kind for kind in HOSTS if kind != "controls"], beside=True)
    for kind in ("turned", "closing", "stacked", "long"):  # a page each
        attack.shows(f"/admin/messages/{held[f'{kind}.host@peer.test']}", "host", [kind], each=False)


def wait(attack):
    """For a mailbox that is full."""
    server = attack.server
    ok(server, "alias", "create", "both@test.example", server.address(3), server.address(4))
    ok(server, "account", "update", server.address(3), "--quota", "1")
    bring(server, "w", lambda _: "both@test.example")
    attack.shows("/admin/queue?find=qwsender", "wsender", LOCAL, each=False)
    attack.shows("/admin/queue/senders", "wsender", LOCAL, each=False)


def be_answered(world, attack):
    """By a next server, to each recipient differently: all of one message, and then one by one."""
    server = world.server
    peer = world.peer(offers=("PIPELINING", "8BITMIME", "SIZE 10000000", "SMTPUTF8"))
    to = {kind: f'"{word("oto", kind, IN_LOCAL)}"@{peer.domain}' if kind in TO else f"plain{n}@{peer.domain}" for n, kind in enumerate(LINES)}
    peer.answers = {f"RCPT {to[kind]}": [f"451 4.3.0 {word('answer', kind, 400)}"] for kind in LINES}
    submitted(server, [list(to.values()), *([one] for one in to.values())])

    def waiting():
        rows = [row for row in ok(server, "queue", "list") if row["domain"] == peer.domain]
        return rows if len(rows) == len(to) + 1 and all(one["answer"] for row in rows for one in row["answers"]) else []
    until(waiting, "not all was tried")
    story = next(row["message"] for row in waiting() if len(row["to"]) > 1)
    for page, how in ((f"/admin/queue?find={peer.domain}", {}), (f"/admin/messages/{story}", {"each": False})):
        attack.shows(page, "oto", TO, **how)
        attack.shows(page, "answer", LINES, **how)
    attack.shows("/admin/queue/answers", "answer", LINES, each=False)
    attack.shows("/admin/messages", "oto", TO, each=False, find=server.address(1))


def test_words_as_the_name_of_a_host_that_sends(attack, tmp_path):
    call_oneself(attack)
    attack.look(tmp_path)


def test_words_in_mail_that_is_held_waits_and_is_answered(world, attack, tmp_path):
    hold(attack)
    wait(attack)
    be_answered(world, attack)
    attack.look(tmp_path)
    # The administrator of the domain sees what is held for its people.
    attack.pages = []
    attack.shows("/admin/quarantine", "hsender", LOCAL, each=False)
    attack.shows("/admin/quarantine", "hto", TO)
    attack.look(tmp_path, me=administrator(attack.server, "keeper", ["domains"], domains=["test.example"]))


def test_words_in_commands_and_logins(attack, tmp_path):
    for row in hostile_lines.WAYS:
        hostile_lines.bring_in(attack, row)
    attack.look(tmp_path)


# As in test_hostile_words.py.
LABEL = ("label", "POST", "/tokens", lambda n, text: {"name": "admin", "label": text, "roles": ["reader"]}, 100, UNSEEN)
LIST = ("list", "PUT", "/deny-lists/l{n}", lambda n, text: {"file": f"198.18.{n}.1\n{text}", "owner": text, "description": text}, 200, UNSEEN)
NAME = ("name", "POST", "/accounts", lambda n, text: {"address": f'"{text}"@test.example'}, 60, QUOTED)
ALIAS = ("alias", "POST", "/aliases", lambda n, text: {"alias": f'"{text}"@test.example', "targets": ["u1@test.example"]}, 60, QUOTED)
TOKEN = ("token", "POST", "/accounts/u1@test.example/oauth-tokens", lambda n, text: {"label": text, "protocols": ["imap"]}, 100, UNSEEN)
SHUT = ("shut", "POST", "/accounts/u4@test.example/contain", lambda n, text: {"reason": text}, 200, {"controls", "nul", "lines"})


def act_in_names(attack):
    """For reasons: only who has shown a second factor may."""
    who = administrator(attack.server, "helper", ["owner"])
    browser = Browser(attack.server)
    assert browser.log_in(who["admin"], who["admin_pass"], who["code"])[0] == 201
    refused = {"controls", "nul", "lines"}
    for kind in KINDS:
        status = browser.call("POST", "/accounts/u2@test.example/impersonate", {"reason": word("act", kind, 200)})[0]
        assert status == (400 if kind in refused else 200), kind
    shown = [kind for kind in KINDS if kind not in refused]
    attack.shows("/admin/connections/sessions", "act", shown, each=False)
    attack.shows("/admin/changes?list=log&find=qact", "act", shown, each=False)


def describe_networks(attack):
    """All of one administrator, who is opened beside the list."""
    administrator(attack.server, "hostile", ["reader"])
    rules = {kind: f"203.0.113.{n} {word('net', kind, 200)}" for n, kind in enumerate(KINDS)}
    shown = [kind for kind in KINDS if kind not in UNSEEN]
    for kind in UNSEEN:
        attack.call("PUT", "/administrators/hostile/networks", {"networks": ["127.0.0.0/8 here", rules[kind]]}, (400,))
    attack.call("PUT", "/administrators/hostile/networks", {"networks": ["127.0.0.0/8 here", *(rules[kind] for kind in shown)]})
    attack.shows("/admin/administrators?at=hostile", "net", shown, each=False, beside=True)


def answer_by_itself(attack):
    words = [word("reply", kind, 400) for kind in LINES if kind != "controls"]
    attack.call("PUT", "/accounts/u1@test.example/auto-reply", {"text": "\n".join(words), "subject": word("subject", "turned")})
    for page in ("mail", "trail"):
        attack.shows(f"/admin/accounts/u1@test.example/{page}", "reply", [kind for kind in LINES if kind != "controls"], each=False, beside=page == "trail")


def test_words_of_administrators(attack, tmp_path):
    attack.by_api("/admin/api-keys", LABEL)
    attack.by_api("/admin/access/deny", LIST, each=False)
    attack.by_api("/admin/accounts", NAME, each=False)
    attack.by_api("/admin/domains/test.example/aliases", ALIAS, each=False)
    attack.by_api("/admin/accounts/u1@test.example/sign-in", TOKEN, each=False)
    attack.by_api("/admin/changes?list=log&find=qshut", SHUT, each=False)
    act_in_names(attack)
    describe_networks(attack)
    answer_by_itself(attack)
    attack.look(tmp_path)


def test_words_in_reports(attack, tmp_path):
    with Wire(attack.server, "smtp") as wire:
        greet(wire)
        for make, kinds, *_ in hostile_reports.WAYS:
            for kind in kinds:
                send(wire, "postmaster@peer.test", ["postmaster@test.example"], make(kind))
    for _, kinds, command, page, ways in hostile_reports.WAYS:
        until(lambda: len(ok(attack.server, *command.split(), "test.example")) == len(kinds), "not all is read")  # noqa: B023
        for way in ways:
            attack.shows(f"/admin/domains/test.example/reports?kind={page}", way, kinds, beside=True)
    attack.look(tmp_path)


# In the local part of a person's name, and in what he has called his things.
def test_words_on_a_persons_own_pages(attack, tmp_path):
    attack.call("POST", "/accounts", {"address": f"{PERSON}@test.example", "password": attack.server.password})
    path = f"/accounts/{urllib.parse.quote(PERSON)}@test.example"
    attack.call("PATCH", path, {"recovery_address": f'"{word("elsewhere", "turned")}"@x.test'})
    attack.by_api("/mail/security/programs", ("program", "POST", path + "/app-passwords", lambda _, text: {"label": text, "protocols": ["imap"]}, 100, UNSEEN),
                  each=False)
    # Beside that list, and not in its files.
    attack.by_api("/mail/security/programs?order=used", TOKEN[:2] + (path + "/oauth-tokens",) + TOKEN[3:], each=False, beside=True)
    attack.by_api("/mail/security", ("leads", "POST", "/aliases", lambda _, text: {"alias": f'"{text}"@test.example', "targets": [f"{PERSON}@test.example"]},
                                     60, QUOTED), each=False)
    for kind in LINES:
        assert hostile_lines.sign_in(attack.server, f"{PERSON}@test.example", word("agent", kind, 400)) != (kind == "controls"), kind
    for page in ("sessions", "sign-ins", "set-up"):
        attack.shows(f"/mail/security/{page}", "agent", [], each=False)  # browsers are told by names that are known
    attack.look(tmp_path, me={"admin": f"{PERSON}@test.example", "admin_pass": attack.server.password, "code": ""}, home="/mail/security")

"""Hostile words as names of passkeys, of addresses and in certificates, in reports of delivery, and over what is looked at in another's name."""
import email
import json
import re

import pytest

from clients import imap
from commands import ok
from hostile_attack import LINES, UNSEEN, Attack
from hostile_names import FORGED, FORWARD, IN_MX, KNOWN, NAMES, REVERSE, SPELLED, SPELLED_ROWS, SURE, UNSURE, WORDS, certificate, come_from, listen_behind, write_from
from hostile_senders import IN_LOCAL, TO, greet, send
from hostile_words import KINDS, mark, word
from small_internet import World, until
from test_hostile_ways import CALM, PERSON
from walk import administrator, walk
from wire import Wire

SHOWN = [kind for kind in KINDS if kind not in UNSEEN]
# What a page could take for a part of itself, or what could upset its layout: all of it but formulas.
DRAWN = ["html", "script", "svg", "template", "turned", "closing", "isolated", "stacked", "long"]
MOST_PASSKEYS = 10


@pytest.fixture(scope="module")
def world():
    one = World(accounts=4, zones={"2.0.192.in-addr.arpa.": REVERSE}, rows=FORWARD + SPELLED_ROWS, **CALM)
    listen_behind(one.server)
    one.attack = Attack(one.server)
    yield one
    one.close()


@pytest.fixture
def attack(world):
    world.attack.pages = []
    return world.attack


def look(attack, flow, **more):
    seen = walk(attack.server, flow, **more)
    assert not seen["found"] + seen["missing"], "\n".join(seen["found"] + seen["missing"])
    assert seen["dialogs"] == []


def told(folder, rows):
    (folder / "told.json").write_text(json.dumps(rows))
    return folder / "told.json"


@pytest.mark.parametrize("home", ["/admin/me", "/mail/security"])
def test_words_as_names_of_passkeys(attack, tmp_path, home):
    site = attack.server.api.replace("127.0.0.1", "localhost")  # browsers have passkeys for names alone
    for n, kinds in enumerate((SHOWN[:MOST_PASSKEYS], SHOWN[MOST_PASSKEYS:])):
        if home == "/admin/me":
            who = administrator(attack.server, f"keys{n}", ["owner"])
        else:
            who = {"admin": f"keys{n}@test.example", "admin_pass": attack.server.password, "code": "", "codes": "1"}
            attack.call("POST", "/accounts", {"address": who["admin"], "password": who["admin_pass"]})
        names = told(tmp_path, [{"label": word("key", kind, 200), "mark": mark("key", kind)} for kind in kinds])
        look(attack, "hostile_passkeys", me=who, names=names, home=home, api=site)


def test_words_over_what_is_looked_at_in_anothers_name(attack, tmp_path):
    for kind in (kind for kind in KINDS if kind != "long"):  # an administrator has no such name
        attack.call("POST", "/administrators", {"name": word("chief", kind, 60), "roles": ["owner"]}, (400,))
    chief = administrator(attack.server, word("chief", "long", 60), ["owner"])
    address = f"{PERSON}@test.example"
    attack.call("POST", "/accounts", {"address": address, "password": attack.server.password})
    reasons = told(tmp_path, [{"reason": word("why", kind, 200), "mark": mark("why", kind)} for kind in DRAWN])
    look(attack, "hostile_acts", me=chief, address=address, part="<b data-evil>", reasons=reasons)


def test_words_in_certificates_and_names_of_files(attack, tmp_path):
    kinds = [kind for kind in KINDS if kind != "nul"]
    for n, kind in enumerate(kinds):
        chain, key = (file.read_text() for file in certificate(tmp_path, "byapi", kind, f"a{n:02}.certs.test"))
        rows = attack.call("POST", "/certificates", {"chain": chain, "key": key})
        assert next(row for row in rows if f"a{n:02}.certs.test" in row["names"])["names"] == [f"a{n:02}.certs.test"], "what no host is called is no name"
    for way in ("byapio", "byapin"):
        attack.shows("/admin/certificates", way, kinds, beside=True)
    attack.shows("/admin", "byapio", [], each=False)
    attack.look(tmp_path)
    for n in range(len(kinds)):
        attack.call("DELETE", f"/certificates/a{n:02}.certs.test", None)
    files = []
    for n, kind in enumerate(DRAWN):
        chain, key = certificate(tmp_path, "file", kind, f"f{n:02}.certs.test")
        files.append({"chain": str(chain), "key": str(key), "host": f"f{n:02}.certs.test", "marks": [mark("fileo", kind), mark("filen", kind)]})
    look(attack, "hostile_files", files=told(tmp_path, files))
    for n in range(len(files)):
        attack.call("DELETE", f"/certificates/f{n:02}.certs.test", None)


def test_words_as_names_of_addresses(attack, tmp_path):
    server = attack.server
    for n in range(len(KNOWN)):
        for first in (SURE, UNSURE):
            write_from(server, first + n, server.address(2))
    stories = {row["from"]: row["message"] for row in ok(server, "quarantine", "list")}
    judged = server.cli("logs", "search", "qsure", "--raw", check=True).stdout
    assert not [kind for kind in NAMES if mark("sure", kind) not in judged]
    assert FORGED in server.cli("logs", "search", "forged.test", "--raw", check=True).stdout, "what the page must not take for a result"
    assert not [kind for kind in ("controls", "turned") if mark("sure", kind) in judged], "what is no name of a host is none"
    for way, first in (("sure", SURE), ("unsure", UNSURE)):
        attack.shows("/admin/quarantine", way, NAMES, beside=True)
        attack.shows(f"/admin/logs?text=q{way}", way, NAMES, each=False)
        for n, kind in enumerate(KNOWN):
            attack.shows(f"/admin/messages/{stories[f'n{first + n}@peer.test']}", way, [kind] if kind in NAMES else [], each=False)
    attack.shows("/admin/connections", "sure", [], each=False)
    attack.shows("/admin/ids/blocks", "sure", [], each=False)
    with come_from(server, SURE), come_from(server, UNSURE):
        attack.look(tmp_path)


def test_words_in_what_the_dns_says_of_a_domain(attack, tmp_path):
    attack.call("POST", "/domains", {"name": SPELLED})
    for way, kinds in WORDS.items():
        attack.shows(f"/admin/domains/{SPELLED}", way, kinds, each=False)
    attack.shows(f"/admin/domains/{SPELLED}", "mx", IN_MX, each=False)

    def unanswered():
        return [row["name"] for row in ok(attack.server, "domain", "dns", SPELLED) if row["type"] in ("mx", "txt") and row["dns"] == "unknown"]
    until(lambda: not unanswered(), unanswered)  # what a busy machine has not heard in time is remembered once it has
    attack.look(tmp_path)


FIELDS = {"Reporting-MTA", "Arrival-Date", "Final-Recipient", "Action", "Status", "Remote-MTA", "Diagnostic-Code", "Last-Attempt-Date"}


def report_to(server, subject):
    """The report of a message, in the mailbox of u1."""
    def found():
        box = imap(server, 1)
        box.select("INBOX", readonly=True)
        rows = [row[1] for row in box.uid("FETCH", "1:*", "(BODY.PEEK[])")[1] if isinstance(row, tuple)]
        box.logout()
        return next((text for text in rows if b"multipart/report" in text and subject.encode() in text), b"")
    until(found, lambda: ok(server, "queue", "list"))
    return found()


def hold_together(report, answers):
    """Three parts, and in that of programs a block for each recipient: no word has made a field, a block or a part."""
    parts = email.message_from_bytes(report).get_payload()
    assert [part.get_content_type().split("/")[0] for part in parts] == ["text", "message", "message"] and len(parts) == 3
    status = report.split(b"delivery-status\r\n")[1].split(b"\r\n\r\n--=_")[0].decode().split("\r\n\r\n", 1)[1]
    blocks = [block.splitlines() for block in status.strip().split("\r\n\r\n")]
    assert len(blocks) == 1 + len(answers)
    assert {line.split(":")[0] for block in blocks for line in block} == FIELDS
    assert not [one for one in answers if status.count(one) != 1]
    assert not re.search("[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", status)


def give_back(world, peer, senders):
    """What these write to goes on elsewhere and is refused there; the reports wait, for nobody answers where they go to."""
    server, home = world.server, world.nobody()
    ok(server, "alias", "create", "onward@test.example", f"onward@{peer.domain}")
    with Wire(server, "smtp") as wire:
        greet(wire)
        for sender in senders:
            send(wire, f"{sender}@{home}", ["onward@test.example"], b"From: x@peer.test\r\nSubject: x\r\n\r\nx")

    def waiting():
        rows = [row for row in ok(server, "queue", "list") if row["domain"] == home and row["from"] == "<>" and row["answers"][0]["attempts"]]
        return rows if len(rows) == len(senders) else []
    until(waiting, lambda: ok(server, "queue", "list"))
    return home, waiting()[0]["message"]


# What one server says of each recipient goes back to who wrote to them.
def test_words_in_reports_of_delivery(world, attack, tmp_path):
    server = world.server
    peer = world.peer(offers=("PIPELINING", "8BITMIME", "SIZE 10000000", "SMTPUTF8"))
    to = {kind: f'"{word("rto", kind, IN_LOCAL)}"@{peer.domain}' if kind in TO else f"plain{n}@{peer.domain}" for n, kind in enumerate(LINES)}
    peer.answers = {f"RCPT {to[kind]}": [f"550 5.1.1 {word('said', kind, 400)}"] for kind in LINES}
    peer.answers[f"RCPT onward@{peer.domain}"] = [f"550 5.1.1 {word('said', 'html', 400)}"]
    with Wire(server, "submissions", tls=True) as wire:
        greet(wire, server)
        fields = "".join(f"X-{n}: {word('field', kind, 400)}\r\n" for n, kind in enumerate(LINES))
        send(wire, server.address(1), list(to.values()), f"From: u1@test.example\r\nSubject: qfirst {word('subject', 'turned')}\r\n{fields}\r\nx".encode())
    hold_together(report_to(server, "qfirst"), [mark("said", kind) for kind in LINES])
    line, = (line for line in ok(server, "logs", "search", "delivery.sender-told", "--raw") if line["count"] == len(to))
    attack.shows(f"/admin/messages/{line['message']}", "said", LINES, each=False)
    attack.shows(f"/admin/messages/{line['message']}", "rto", TO, each=False)
    attack.shows(f"/admin/messages/{line['text']}", "said", [], each=False)
    attack.shows("/admin/messages", "rto", TO[:1], each=False, find=server.address(1))
    attack.shows("/admin/logs?text=qsaid", "said", LINES, each=False)
    attack.shows("/admin/accounts/u1@test.example/trail", "said", [], each=False)
    home, report = give_back(world, peer, [f'"{word("back", kind, IN_LOCAL)}"' for kind in TO])
    attack.shows(f"/admin/queue?find={home}", "back", TO)
    attack.shows(f"/admin/messages/{report}", "said", [], each=False)
    attack.look(tmp_path)

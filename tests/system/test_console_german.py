"""A German reader: what the server declares in English is German on the pages (web/locales/de/declared)."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import smtplib
import sys

import pytest
from clients import imap
from conftest import AS_SHIPPED, NO_GUARD, ROOT, Server
from doors import UNCOUNTED
from peers import Peer
from ports import free_port
from test_attachments import mail
from test_console_mail import ok, until
from test_guard import login
from test_logs import cut
from test_outbound import send
from test_people import PASSWORD
from test_quarantine import bring
from test_setup import link
from test_tls import make
from walk import walk
from zones import Zones

sys.path.insert(0, str(ROOT / "tools"))
from declared_words import german as translated  # noqa: E402
sys.path.insert(0, str(ROOT / "tools" / "dev"))
from a_day import overfull  # noqa: E402

GUARD = AS_SHIPPED
ZONES = {"test.": ""}
ROOMS = ["smtp", "password", "net", "spam", "guard", "logs"]


def test_pages_of_a_german_show_no_english_text_of_the_server(server):
    bring(server, "held")
    until(lambda: len(ok(server, "quarantine", "list")) == 1, "it is not held")
    german = translated()
    words = json.loads(server.cli("reference", "words", check=True).stdout)
    english = {one["text"] for group in words.values() for one in group if german.get(one["text"]) != one["text"]}
    forms = [re.compile(".+".join(map(re.escape, re.split(r"\{[^{}]*\}", text)))) for text in english if "{}" in text and len(text) > 14]
    assert len(english) > 800 and len(forms) > 20

    seen = walk(server, "german", domain="test.example", rooms=",".join(ROOMS))
    pages = seen["pages"]
    assert all("smtp.max_message_size" in found for found in seen["found"]), seen["found"]
    assert len(pages) == len(ROOMS) + 7
    for path, texts in pages.items():
        assert [text for text in texts if text in english or any(form.fullmatch(text) for form in forms)] == [], path
    assert german["SPF: who may send"] in pages["/admin/domains/test.example"]
    assert german["mail, and the lines of logs"] in pages["/admin/about"]
    assert {german["Every listener answers"], german["Passwords of one account are guessed"]} <= {
        text for path in ("/admin/audit?at=listeners.answer", "/admin/ids/rules/brute-force-by-account") for text in pages[path]}


def test_what_a_reader_chooses_in_the_menus_is_shown_at_once_and_kept(server):
    seen = walk(server, "chosen_look")
    for name, theme, kept in (("first", "", None), ("dark", "dark", "dark"), ("darkAgain", "dark", "dark"), ("light", "light", "light"),
                              ("german", "light", "light"), ("germanAgain", "light", "light"), ("last", "", None)):
        assert (seen[name]["theme"], seen[name]["kept"][0]) == (theme, kept), name
    dark = {"dark", "darkAgain", "last"}  # the last one as the system, which is dark by then
    assert {name for name, one in seen.items() if one["background"] < 60 and 0 <= one["plot"] < 80} == dark, seen
    assert {name for name, one in seen.items() if one["background"] > 200 and one["plot"] > 200} == set(seen) - dark, seen
    spoken = {name: (one["language"], one["title"]) for name, one in seen.items()}
    german = {"german", "germanAgain"}
    assert {name for name, said in spoken.items() if said == ("de", "Zahlen")} == german, spoken
    assert {said for name, said in spoken.items() if name not in german} == {("en", "Figures")}
    assert seen["germanAgain"]["kept"][1] == "de"


# Words without which there is hardly an English sentence, and which no German one has; not within names, addresses and keys of settings.
ENGLISH = re.compile(
    r"(?<![\w.@/$-])(?:the|of|is|are|were|with|from|for|not|by|has|have|had|it|its|to|that|this|these|which|than|and|or|no|does|do|cannot|can|be|been|there|they|"
    r"who|what|when|where|at|as|too|many|much|more|other|answers?|messages?|failed|passed|unknown|wrong|password|networks?|blocks|blocked|refused|found|guesses)"
    r"(?![\w@/-]|\.\w)", re.I)
# Of SMTP, and what was asked, as it was said; and our own commands.
REPLY = re.compile(r"(?<!\d)[245]\d\d[ -].*|\b(?:MAIL FROM|RCPT TO):<[^<>]*>|\bpostern [a-z]+ [a-z-]+")
SUPPLIER, STRANGER, FORGER = "127.0.50.4", "127.0.66.9", "127.0.66.21"
PEERS = {"slow.test": "127.0.51.1", "full.test": "127.0.51.2", "dead.test": "127.0.51.3"}  # nobody is at the last one
ROWS = "".join(f"{name.removesuffix('.test')} IN MX 10 mx.{name}.\nmx.{name}. IN A {address}\n" for name, address in PEERS.items())
ROWS += f'supplier IN TXT "v=spf1 ip4:{SUPPLIER} -all"\n_dmarc.supplier IN TXT "v=DMARC1; p=quarantine"\nsloppy IN TXT "v=spf1 ?all"\n'
DAY = {"spam.greylist": "off", "delivery.inside": "true", "queue.first_retry": "1h", "queue.longest_retry": "1h", "attachments.inbound_content": "quarantine",
       "logs.smtp_in": "detailed", **UNCOUNTED}


@pytest.fixture(scope="module")
def eventful():
    port = free_port(*PEERS.values())
    options = [word for key, value in {**DAY, "delivery.port": port}.items() for word in ("--set", f"{key}={value}")]
    with Zones({"test.": ROWS}) as zones, Peer(PEERS["slow.test"], port, {"RCPT": ["451 4.7.1 Greylisted"]}), \
            Peer(PEERS["full.test"], port, {"RCPT": ["550 5.1.1 No such mailbox"]}):
        server = Server(*AS_SHIPPED, "--resolver", f"{zones.host}:{zones.port}", *options)
        yield server
        server.end()


def english_in(pages):
    """What of it is English, by the page that shows it."""
    found = {path: [text for text in texts if ENGLISH.search(REPLY.sub("", text))] for path, texts in pages.items()}
    return {path: texts for path, texts in found.items() if texts}


def comes(server, source, helo, sender, subject, *files, header=None):
    """From outside; whatever is said of it."""
    raw = mail(subject, *files, to=server.address(1), sender=header or sender)
    with contextlib.suppress(smtplib.SMTPException), \
            smtplib.SMTP(server.host, server.smtp, local_hostname=helo, timeout=60, source_address=(source, 0)) as s:
        s.sendmail(sender, [server.address(1)], raw)


def some_hours(server):
    comes(server, SUPPLIER, "mail.supplier.test", "ann@supplier.test", "Lieferschein")
    comes(server, STRANGER, "host-66-9.dsl.test", "ann@supplier.test", "Rechnung")
    comes(server, STRANGER, "nowhere", "bob@sloppy.test", "Angebot", header="other@supplier.test")
    comes(server, FORGER, "mail.forger.test", server.address(2), "Eilig")
    comes(server, SUPPLIER, "mail.supplier.test", "ann@supplier.test", "Archiv", ("archive.zip", overfull()))
    comes(server, SUPPLIER, "mail.supplier.test", "ann@supplier.test", "Programm", ("report.pdf", b"MZ\x90\0\3\0\0\0" + bytes(300)))
    comes(server, SUPPLIER, "mail.supplier.test", "ann@supplier.test", "Rechnung", ("invoice.pdf.js", b"var a = 1;"))
    for domain in PEERS:
        send(server, [f"m.keller@{domain}"], "unterwegs")
    imap(server, 1).logout()
    for source, accounts in (("127.0.70.14", range(90, 96)), ("127.0.71.88", [3] * 6)):
        for n in accounts:
            with contextlib.suppress(OSError):
                login(server, n, "Sommer2026!", source)


def test_no_page_of_a_german_after_some_hours_of_mail_and_attacks_has_a_word_of_english(eventful):
    ok(eventful, "auto-reply", "set", eventful.address(1), "--text", "Ich bin bis Montag nicht da.")
    some_hours(eventful)
    ok(eventful, "account", "create", "neu@test.example", "--password", input="ein Gewitter zieht heute vorbei\n")
    token = ok(eventful, "password", "reset-link", "neu@test.example")["token"]
    told = [json.loads(line) for line in eventful.cli("logs", "search", "--raw", "smtp.", check=True).stdout.splitlines()]
    stories = sorted({f"/admin/messages/{line['message']}" for line in told if line.get("message")})
    assert len(stories) >= 8
    pages = walk(eventful, "german_day", paths=",".join(stories), token=token)["pages"]
    assert english_in(pages) == {}

    # What is there only once something has happened was seen.
    german = translated()
    assert any(german["has too many files in it"] in text for text in pages["/admin/quarantine"])
    assert any(german["Connection refused"] in text for text in pages["/admin/queue"])
    assert german["Guesses passwords"] in pages["/admin/ids/blocks"]
    assert any(german["neither SPF nor DKIM passed for the domain in From"] in pages[path] for path in stories)
    assert any(german["nothing proves that it is from its reverse-path"] in pages[path] for path in stories), "why nobody was answered"
    refusal = f"{german['The password cannot be used.']} {german['It needs at least {} {character|characters}.'].replace('{}', '12')} "
    assert any(text.startswith(refusal) for text in pages["/login#reset"]), pages["/login#reset"]
    wrong = {german["It contains a character that cannot be used in a password."], german["The password is empty or has a character that cannot be used"]}
    assert wrong & set(pages["/mail/security#refused"]), pages["/mail/security#refused"]


def test_no_page_of_a_german_who_sets_a_server_up_has_a_word_of_english():
    server = Server("--bare", *NO_GUARD, accounts=1)
    try:
        shown = link(server).replace("localhost", server.host)
        pages = walk(server, "german_setup", me={}, link=shown, password=PASSWORD, to=server.address(1))["pages"]
        made = ok(server, "admin", "add", "gregor", "--roles", "reader", "--networks", "127.0.0.0/8 here")
        later = walk(server, "german_setup", me={}, guest="gregor", guest_pass=made["password"])
    finally:
        server.end()
    assert later["home"].startswith("/admin")
    assert english_in(pages) == {} and english_in(later["pages"]) == {}

    # The pages were there, with what they say once something is refused; who is let in later sees no step of the first run.
    german = translated()
    assert {"no link", "owner", "factor", "factor codes", "domain", "dns", "certificate", "message", "message sent"} <= pages.keys()
    assert german["SPF: who may send"] in pages["dns"]
    for step in ("owner", "factor", "domain", "certificate", "message"):
        answer = set(pages[f"{step} refused"]) - set(pages[step])
        assert len(answer) == 1 and (answer <= set(german.values()) or step == "owner"), (step, answer)
    assert any(text.startswith(german["The password cannot be used."]) for text in pages["owner refused"])
    assert german["The code is wrong, or was used already"] in later["pages"]["enrol refused"]
    assert "Schritt 2 von 6" in pages["factor"] and not any(text.startswith("Schritt") for text in later["pages"]["enrol"])


def test_a_german_is_told_in_german_which_certificate_cannot_be_read_and_which_lines_are_missing():
    server = Server(*NO_GUARD, accounts=1)
    try:
        cut(server)
        folder = pathlib.Path(server.dir) / "certificates"
        folder.mkdir()
        chain, key = make(folder, "files.example")
        if os.getuid() == 0:
            shutil.chown(key, "postern")
        ok(server, "settings", "set", "tls.files", json.dumps([{"chain": str(chain), "key": str(key)}]))
        key.write_text("half a key")
        seen = walk(server, "german_broken")
    finally:
        server.end()
    german = translated()
    why = german["{} with the key {}: {}"].format(chain, key, german["There is no private key in PEM form without a passphrase"])
    assert seen["certificates"] == [german["{}; the one read before stays in use"].format(why)]
    [told] = seen["log"]
    assert re.fullmatch(rf"administration\.[^ ]+, nach \d+ Zeilen: {german['a file before it is missing or was changed']}", told), told

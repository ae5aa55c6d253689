"""What a message is worth: a name server of the tests' own, lists in it, and where the mail goes."""
import email
import imaplib
import json
import smtplib
import subprocess

import pytest
from conftest import BUILD, NO_GUARD, ROOT, Server
from zones import Zones

PROGRAM = ROOT / "build" / BUILD / "postern"
GOOD, LISTED = "127.0.0.9", "127.0.0.66"
FIELD = "X-Spam-Verdict"
GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n"
ROWS = {
    "peer.test.": '@ IN TXT "v=spf1 ip4:127.0.0.0/24 -all"\n@ IN A 127.0.0.9\nmail IN A 127.0.0.9\n_dmarc IN TXT "v=DMARC1; p=none"\n',
    "nopolicy.test.": '@ IN TXT "v=spf1 ip4:127.0.0.9 ~all"\n',
    "soft.test.": '_dmarc IN TXT "v=DMARC1; p=quarantine"\n',
    "bl.test.": "66.0.0.127 IN A 127.0.0.4\n9.0.0.127 IN A 203.0.113.1\n",
    "uri.test.": "bad.test IN A 127.0.0.8\n",
    "test.": "",
}


LISTS = [{"zone": "bl.test", "kind": "address", "answers": "127.0.0.2-127.0.0.5", "weight": 12},
         {"zone": "uri.test", "kind": "link", "answers": "&8", "weight": 11}]


@pytest.fixture(scope="module")
def zones():
    with Zones(ROWS) as z:
        yield z


@pytest.fixture(scope="module")
def server(zones):
    s = Server(*NO_GUARD, "--resolver", f"127.0.0.1:{zones.port}", "--set", "spam.greylist=false", "--set", "spam.reputation=0")
    s.cli("settings", "set", "spam.lists", json.dumps(LISTS), check=True)
    yield s
    s.end()


count = 0


def send(server, body="hello\r\n", source=GOOD, author="ann@peer.test", to=("u1@test.example",), fields=""):
    global count
    count += 1
    text = f"{fields}From: {author}\r\nTo: u1@test.example\r\nSubject: s{count:04}\r\n\r\n{body}"
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60, source_address=(source, 0)) as s:
        s.sendmail(author, to, text.encode())


def refusal(*args, **kw):
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(*args, **kw)
    return f"{refused.value.smtp_code} {refused.value.smtp_error.decode()}"


def found(server, n=1):
    """The mailbox of user n that has the last message, and its field."""
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(server.address(n), server.password)
    try:
        for mailbox in ("INBOX", "Junk"):
            m.select(mailbox, readonly=True)
            if hits := m.search(None, "SUBJECT", f'"s{count:04}"')[1][0].split():
                fields = email.message_from_bytes(m.fetch(hits[-1], "(BODY.PEEK[])")[1][0][1]).get_all(FIELD)
                assert len(fields) == 1
                return mailbox, " ".join(fields[0].split())
    finally:
        m.logout()
    return None, ""


def test_mail_of_a_peer_in_order_is_in_the_inbox_and_the_field_says_why(server):
    send(server)
    mailbox, field = found(server)
    assert mailbox == "INBOX"
    assert field.startswith("none; score=-1.00;") and "dmarc -1.00 (pass: peer.test)" in field, field


def test_a_list_that_has_the_client_makes_it_junk_and_one_that_is_parked_cannot_say(server):
    send(server, source=LISTED)
    mailbox, field = found(server)
    assert mailbox == "Junk" and field.startswith("medium; score=11.00;"), field
    assert 'inbox-without="list bl.test"' in field and "list bl.test +12.00 (has 127.0.0.66: 127.0.0.4)" in field
    send(server)
    mailbox, field = found(server)
    assert mailbox == "INBOX" and "list bl.test ? (the answer is not one of a list)" in field, field


def test_a_link_is_found_in_html_in_base64_and_makes_it_junk(server):
    fields = "MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n"
    send(server, "PGEgaHJlZj0iaHR0cCYjNTg7Ly93d3cuQmFkLnRlc3QveCI+aGVyZTwvYT4=\r\n", fields=fields)
    mailbox, field = found(server)
    assert mailbox == "Junk" and "list uri.test +11.00 (has bad.test: 127.0.0.8)" in field, field


def test_a_domain_that_asks_for_quarantine_gets_it(server):
    send(server, author="ann@soft.test")
    mailbox, field = found(server)
    assert mailbox == "Junk" and "dmarc +10.00 (fail, soft.test asks for quarantine)" in field, field


def test_the_test_message_is_refused_and_junk_where_an_administrator_says_so(server):
    assert refusal(server, GTUBE).startswith("550 5.7.1 This message looks like spam.")
    assert found(server)[0] is None
    server.cli("settings", "set", "spam.high_action", "junk", check=True)
    try:
        send(server, GTUBE)
        mailbox, field = found(server)
        assert mailbox == "Junk" and field.startswith("high; score=999.00") and 'inbox-without="test-message"' in field, field
    finally:
        server.cli("settings", "reset", "spam.high_action", check=True)


def test_it_is_refused_only_when_all_want_that_and_each_has_it_where_he_wants(server):
    server.cli("account", "update", server.address(2), "--spam-actions", "high=inbox", check=True)
    try:
        assert refusal(server, GTUBE, to=["u1@test.example"]).startswith("550")
        send(server, GTUBE, to=["u1@test.example", "u2@test.example"])
        assert found(server, 1)[0] == "Junk" and found(server, 2)[0] == "INBOX"
        server.cli("domain", "update", "test.example", "--spam-high", "junk", check=True)
        send(server, GTUBE)
        assert found(server, 1)[0] == "Junk"
    finally:
        server.cli("domain", "update", "test.example", "--spam-high", "server", check=True)
        server.cli("account", "update", server.address(2), "--spam-actions", "", check=True)


def test_mail_of_users_is_judged_too_and_carries_no_field(server):
    with smtplib.SMTP_SSL(server.host, server.submissions, context=server.tls(), timeout=60) as s:
        s.login(server.address(1), server.password)
        with pytest.raises(smtplib.SMTPDataError) as refused:
            s.sendmail(server.address(1), ["u2@test.example"], f"From: {server.address(1)}\r\nSubject: x\r\n\r\n{GTUBE}".encode())
        assert refused.value.smtp_code == 550
        s.sendmail(server.address(1), ["u2@test.example"], f"From: {server.address(1)}\r\nSubject: plain\r\n\r\nhi\r\n".encode())
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(server.address(2), server.password)
    m.select("INBOX", readonly=True)
    last = m.search(None, "SUBJECT", "plain")[1][0].split()[-1]
    assert FIELD.encode() not in m.fetch(last, "(BODY.PEEK[HEADER])")[1][0][1]
    m.logout()


# ---- who is trusted, who is blocked ----


@pytest.fixture
def lists(server):
    """Forgets what a test has put into the lists of u1, u2 and their domain."""
    owners = (server.address(1), server.address(2), "test.example")
    yield lambda verb, owner, *senders: server.cli("sender", verb, owner, *senders, check=True)
    for owner in owners:
        has = json.loads(server.cli("sender", "list", owner, "--json", check=True).stdout)
        for entry in has["trusted"] + has["blocked"]:
            server.cli("sender", "forget", owner, entry, check=True)


def test_trust_of_an_account_needs_a_proof_and_the_verdict_says_whose_list_it_is(server, lists):
    lists("trust", server.address(1), "nopolicy.test")
    send(server, source=LISTED, author="ann@nopolicy.test")
    mailbox, field = found(server)
    assert mailbox == "Junk" and "ann@nopolicy.test is trusted by u1@test.example" in field and "but neither SPF nor DKIM proves" in field, field
    server.cli("settings", "set", "spam.rules", '[{"where": "subject", "pattern": "^s", "weight": 15, "words": "any"}]', check=True)
    try:
        send(server, author="ann@nopolicy.test")
        mailbox, field = found(server)
        assert mailbox == "INBOX" and field.startswith("none; score=0.00") and "and proven by SPF" in field, field
        send(server, author="ann@nopolicy.test", to=["u3@test.example"])
        assert found(server, 3)[0] == "Junk", "another account does not trust him"
    finally:
        server.cli("settings", "reset", "spam.rules", check=True)


def test_each_recipient_has_it_where_his_own_lists_say(server, lists):
    lists("trust", "test.example", "peer.test")
    lists("block", server.address(2), "ann@peer.test")
    send(server, to=["u1@test.example", "u2@test.example"])
    assert found(server, 1)[0] == "INBOX" and found(server, 2)[0] == "Junk"
    _, field = found(server, 2)
    assert "u2@" not in field and "trusted by test.example" in field, "the field says nothing of one to the other"
    log = server.cli("logs", "search", "smtp.sender-listed", "--logs", "smtp_in", "--raw", check=True).stdout
    assert "ann@peer.test is blocked by u2@test.example as ann@peer.test" in log, log


def test_mail_of_who_is_blocked_is_junk_held_or_refused_as_is_said(server, lists):
    lists("block", server.address(1), ".peer.test", "peer.test")
    send(server)
    mailbox, field = found(server)
    assert mailbox == "Junk" and 'inbox-without="block"' in field, field
    try:
        server.cli("account", "update", server.address(1), "--spam-actions", "blocked=refuse", check=True)
        assert refusal(server).startswith("550")
        send(server, to=["u1@test.example", "u2@test.example"])
        assert found(server, 1)[0] == "Junk" and found(server, 2)[0] == "INBOX", "it is refused only when all want that"
        server.cli("account", "update", server.address(1), "--spam-actions", "", check=True)
        server.cli("settings", "set", "spam.blocked_action", "quarantine", check=True)
        send(server)
        held = json.loads(server.cli("quarantine", "list", "--json", check=True).stdout)
        assert any("is blocked by u1@test.example" in one["reason"] for one in held), held
    finally:
        server.cli("account", "update", server.address(1), "--spam-actions", "", check=True)
        server.cli("settings", "reset", "spam.blocked_action", check=True)


def test_colleagues_are_trusted_and_blocked_like_others_and_never_refused(server, lists):
    lists("block", server.address(2), server.address(1))
    with smtplib.SMTP_SSL(server.host, server.submissions, context=server.tls(), timeout=60) as s:
        s.login(server.address(1), server.password)
        s.sendmail(server.address(1), ["u2@test.example"], f"From: {server.address(1)}\r\nSubject: colleague\r\n\r\nhi\r\n".encode())
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(server.address(2), server.password)
    m.select("Junk", readonly=True)
    assert m.search(None, "SUBJECT", "colleague")[1][0].split()
    m.logout()


# Where our users are says nothing of what they send, nor does where a server in front stands.
def test_lists_of_addresses_are_for_strangers(server):
    server.cli("settings", "set", "spam.lists", '[{"zone": "bl.test", "kind": "address", "answers": "127.0.0.2-127.0.0.5", "weight": 40}]', check=True)
    assert refusal(server, source=LISTED).startswith("550")
    with smtplib.SMTP(server.host, server.submission, timeout=60, source_address=(LISTED, 0)) as s:
        s.starttls(context=server.tls())
        s.login(server.address(1), server.password)
        s.sendmail(server.address(1), [server.address(2)], f"From: {server.address(1)}\r\nSubject: from home\r\n\r\nhello\r\n".encode())
    server.cli("settings", "set", "spam.lists", json.dumps(LISTS), check=True)


def test_who_is_spared_is_not_judged(server):
    """H23"""
    server.cli("allow", "add", "127.0.0.67", "--spare", "spam-checks", "--for", "1h", check=True)
    send(server, GTUBE, source="127.0.0.67", fields=f"{FIELD}: none\r\n", author="ann@none.test")
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(server.address(1), server.password)
    m.select("INBOX", readonly=True)
    last = m.search(None, "SUBJECT", f'"s{count:04}"')[1][0].split()[-1]
    assert FIELD.encode() not in m.fetch(last, "(BODY.PEEK[HEADER])")[1][0][1], "nor can it say so itself"
    m.logout()


def test_suspicious_mail_of_who_is_not_known_is_put_off_once(server):
    server.cli("settings", "set", "spam.greylist_delay", "0s", check=True)
    server.cli("settings", "set", "spam.greylist", "true", check=True)
    try:
        send(server)
        assert found(server)[0] == "INBOX", "what is in order waits for nothing"
        assert refusal(server, source=LISTED, author="ann@other.test").startswith("451 4.7.1 Not known here yet")
        server.cli("allow", "add", "127.0.0.66", "--spare", "greylisting", "--for", "1h", check=True)
        send(server, source=LISTED, author="ann@third.test")
        assert found(server)[0] == "Junk", "spared the waiting, not the judgement (H23)"
        server.cli("allow", "remove", "127.0.0.66", check=True)
        send(server, source=LISTED, author="ann@other.test")
        send(server, source=LISTED, author="ann@third.test")
        assert found(server)[0] == "Junk", "the network is known"
        said = server.cli("logs", "search", "ann@other.test", "--logs", "smtp_in", check=True).stdout
        assert said.count("smtp.message-judged") == 1, "counted when it is decided"
        assert said.count("smtp.message-refused") == 1 and "greylisted" in said
    finally:
        server.cli("settings", "set", "spam.greylist", "false", check=True)


def move(server, first, last, to):
    """Of u3's inbox, what has been sent from the first to the last."""
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(server.address(3), server.password)
    m.create("Kept")
    m.select("INBOX")
    for n in range(first, last + 1):
        uid = m.uid("SEARCH", "SUBJECT", f'"s{n:04}"')[1][0].split()[-1]
        assert m.uid("MOVE", uid, to)[0] == "OK"
    m.logout()


def test_an_account_learns_from_what_it_moves(server):
    pills, fence = "cheap pills casino winner lottery\r\n", "the minutes of the meeting about the garden fence\r\n"
    for text, to in ((pills, "Junk"), (fence, "Kept")):
        first = count + 1
        for _ in range(11):
            send(server, text, to=["u3@test.example"])
        move(server, first, count, to)
    send(server, pills, to=["u3@test.example"])
    mailbox, field = found(server, 3)
    assert "learnt +" in field and "like what was moved into junk" in field, field
    send(server, fence, to=["u3@test.example"])
    assert "learnt -" in found(server, 3)[1]
    send(server, pills)
    assert "learnt" not in found(server)[1], "each account for itself"


def test_the_log_explains_the_verdict(server):
    log = server.cli("logs", "search", "smtp.message-judged", "--logs", "smtp_in", "--raw", check=True).stdout
    assert "list bl.test" in log and "test-message" in log and "refuse" in log


def test_the_command_line_explains_without_a_server(zones, tmp_path):
    file = tmp_path / "message"
    file.write_text("From: ann@soft.test\nSubject: free money\n\nhttps://www.bad.test/\n")
    rules = json.dumps([{"where": "subject", "pattern": "free\\s+money", "weight": 3, "words": "money"}])
    lists = json.dumps([{"zone": "uri.test", "kind": "link", "answers": "", "weight": 4}])
    done = subprocess.run([PROGRAM, "--json", "check", "judge", file, "--ip", GOOD, "--helo", "mail.peer.test", "--from", "x@peer.test",
                           "--resolver", f"127.0.0.1:{zones.port}", "--set", "spam.rules=" + rules, "--set", "spam.lists=" + lists],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["level"], said["points"], said["action"], said["inbox_without"]) == ("medium", "17.00", "junk", ["dmarc"])
    assert [(s["stage"], s["points"]) for s in said["stages"]][:3] == [("dmarc", "10.00"), ("list uri.test", "4.00"), ("rule", "3.00")]
    bad = subprocess.run([PROGRAM, "check", "judge", file, "--set", "spam.low=x"], capture_output=True, text=True, timeout=60)
    assert bad.returncode == 1 and "spam.low" in bad.stderr

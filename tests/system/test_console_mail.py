"""The pages of the console about mail and connections, in a browser: what they do is seen by other servers, by IMAP and by the command line
(H18, H22, H27)."""
import imaplib
import json
import smtplib
import threading

import pytest

from clients import imap, message, submit
from commands import ok
from small_internet import World, until
from test_connections import login, of_account
from test_outbound import send
from test_quarantine import closed, found
from test_session import Browser
from walk import administrator, walk

HOSTILE = "451 4.3.0 come back <img src=x onerror=alert(1)> \u202elater"


@pytest.fixture(scope="module")
def world():
    # What is put off waits until somebody forces it.
    one = World(accounts=4, **{"spam.greylist": "off", "queue.first_retry": "1h", "queue.longest_retry": "1h"})
    yield one
    one.close()


def verdict(server, n, subject):
    """What the judge says of the last message with that subject, wherever it was put."""
    m = imap(server, n)
    for mailbox in ("INBOX", "Junk"):
        m.select(mailbox, readonly=True)
        if hits := m.search(None, "SUBJECT", subject)[1][0].split():
            said = m.fetch(hits[-1], "(BODY.PEEK[HEADER.FIELDS (X-Spam-Verdict)])")[1][0][1]
    m.logout()
    return said


def waiting(server):
    return {to: row for row in ok(server, "queue", "list") for to in row["to"]}


def test_waiting_mail_is_forced_held_redirected_and_deleted_in_the_page(world):
    server = world.server
    forced, held, moved, deleted = (world.peer({"RCPT": [HOSTILE, None]}), *(world.peer({"RCPT": [HOSTILE]}) for _ in range(3)))
    sink, nobody = world.peer(), world.nobody()
    long_one = f"katharina-elisabeth.von-und-zu-hohenberg@{deleted.domain}"
    addresses = [*(f"ann@{peer.domain}" for peer in (forced, held, moved)), f"one@{deleted.domain}", f"two@{deleted.domain}", long_one]
    for n, address in enumerate(addresses):
        send(server, [address], f"waits-{n}")
    until(lambda: {to for to, row in waiting(server).items() if row["answers"][0]["attempts"]} == set(addresses), lambda: str(waiting(server)))

    for row in ok(server, "queue", "domains"):
        assert row["oldest"] == min(one["queued"] for one in ok(server, "queue", "list") if one["domain"] == row["domain"])

    assert [row["domain"] for row in ok(server, "queue", "domains", "--name", held.domain.upper())] == [held.domain]
    assert len(ok(server, "queue", "list", "--sender", server.address(1))) == len(addresses) and ok(server, "queue", "list", "--sender", held.domain) == []
    assert len(ok(server, "queue", "list", "--answer", "come back <IMG")) == len(addresses) and ok(server, "queue", "list", "--answer", "go away") == []

    def come_late():
        until(lambda: waiting(server)[addresses[1]]["due"] is None, "it is not held")
        send(server, [f"late@{nobody}"], "late")

    late = threading.Thread(target=come_late)
    late.start()
    since = waiting(server)[addresses[1]]["queued"]
    seen = walk(server, "queue", forced=addresses[0], held=addresses[1], moved=addresses[2], deleted=deleted.domain, late=f"late@{nobody}",
                to=f"bob@{sink.domain}", sender=server.address(1))
    late.join()
    assert seen["shown"].startswith("/admin/queue?at=")
    assert all(set(read) == set(addresses) for read in seen["addresses"]) and len(seen["addresses"]) == 3, seen["addresses"]
    assert seen["restarted"] > since
    assert "Subject: waits-0" in seen["text"]
    assert "queue.look" in server.cli("logs", "search", "queue.look", "--logs", "administration", check=True).stdout
    assert [message["to"] for message in forced.messages] == [[addresses[0]]]
    assert [message["to"] for message in sink.messages] == [[f"bob@{sink.domain}"]] and moved.messages == []
    left = {to: row for row in seen["before"] for to in row["to"]}
    assert set(left) == {addresses[1], f"late@{nobody}"} and deleted.messages == [] == held.messages
    assert left[addresses[1]]["due"] is None
    assert held.domain in seen["found"]["destinations"][0] and "come back" in seen["found"]["answers"][0]
    assert server.address(1) in seen["found"]["senders"][0] and "2" in seen["found"]["senders"][0], "with all that it has sent"
    assert len(seen["senders"]) == 1 and server.address(1) in seen["senders"][0]
    assert any("come back <img src=x" in row for row in seen["answers"])
    assert set(waiting(server)) == {f"late@{nobody}"}, "what was told that is deleted"


def test_delivery_to_others_is_paused_and_goes_on_in_the_page(world):
    server, peer = world.server, world.peer()
    address = f"paused@{peer.domain}"

    def send_while_it_is_paused():
        until(lambda: ok(server, "queue", "status")["paused"], "it is not paused")
        send(server, [address, server.address(2)], "while-paused")

    sender = threading.Thread(target=send_while_it_is_paused)
    sender.start()
    seen = walk(server, "queue_paused", to=address)
    sender.join()
    assert seen["attempts"] == 0, "nobody has tried it, though it was forced"
    assert len(seen["due"]) == 1 and "paused" in seen["due"][0], "no time is promised that will not be"
    until(lambda: [message["to"] for message in peer.messages] == [[address]], lambda: str(peer.messages))
    assert found(server, 2, "while-paused") == 1, "who has a home here did not wait"
    assert not ok(server, "queue", "status")["paused"]
    assert ok(server, "settings", "show", "delivery.paused")["value"] == "off"


def test_of_three_held_messages_one_is_let_go_and_one_deleted_in_the_page_and_one_elsewhere(world):
    server = world.server
    good, bad, elsewhere = "ann@peer.test", "eve@peer.test", "cat@peer.test"
    for sender in (good, bad, elsewhere):
        with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
            s.sendmail(sender, [server.address(2), server.address(3)], closed("<b>held</b>"))
    until(lambda: len(ok(server, "quarantine", "list")) == 3, "they are not held")
    seen = walk(server, "quarantine", good=good, bad=bad, elsewhere=elsewhere, needle="Subject: <b>held</b>")
    assert seen["chips"] == ["All3", "Attachments3"], "a chip for each kind that is there"
    assert seen["side"] == "/admin/quarantine?side=in"
    assert "too many files" in seen["reason"] and seen["drawn"] == 0 and "Subject<b>held</b>" in seen["facts"]
    assert ok(server, "quarantine", "list") == []
    until(lambda: [found(server, n, "held") for n in (2, 3)] == [1, 1], "it has not come")


def test_H09_the_administrator_of_a_domain_sees_to_its_people_and_its_mail(world):
    server, held = world.server, "dan@peer.test"
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail(held, [server.address(2)], closed("his-to-judge"))
        s.sendmail("ann@peer.test", [server.address(2)], message("plainly", sender="ann@peer.test", to=server.address(2)))
    until(lambda: ok(server, "quarantine", "list") and found(server, 2, "plainly"), "one is not held, or the other has not come")
    refusing = world.peer({"RCPT": ["550 5.1.1 no such user"]})
    send(server, [f"nobody@{refusing.domain}"], "in-vain")

    def bounced():
        return sum(ok(server, "domain", "counts", "test.example", "--since", "24h")["series"]["mail.bounced"])

    until(bounced, "nobody has given it up")
    seen = walk(server, "domain_work", me=administrator(server, "warden", ["domains"], domains=["test.example"]), held=held)
    until(lambda: found(server, 2, "his-to-judge") == 1, "it has not come")
    assert seen["counted"]["Recipients not reached"] == bounced()
    assert seen["counted"]["Put into mailboxes"] >= 1 and {"Handed in", "Junk folder", "Quarantine", "Let in"} < set(seen["counted"])
    for name in ("counter", "whoever"):
        with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
            s.sendmail("ann@peer.test", [f"{name}@test.example"], message(f"to-{name}", sender="ann@peer.test", to=f"{name}@test.example"))
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login("joan@test.example", seen["password"])

    def has_come():
        m.select("INBOX", readonly=True)
        return all(m.search(None, "SUBJECT", f"to-{name}")[1][0] for name in ("counter", "whoever"))

    until(has_come, "what leads to her has not come")
    m.logout()
    known = [row["row"] for row in ok(server, "domain", "dns", "test.example") if row["dns"] not in ("own", "there")]
    assert known and all(row in seen["zone"] for row in known)
    ok(server, "domain", "update", "test.example", "--catch-all", "")
    ok(server, "alias", "delete", "counter@test.example")
    ok(server, "account", "delete", "joan@test.example")


def test_a_day_of_mail_is_worked_by_keys_alone(world):
    server = world.server
    peer = world.peer({"RCPT": [HOSTILE, None]})
    waits, held, machine = f"keys@{peer.domain}", "keys@peer.test", "scanner@test.example"
    send(server, [waits], "by keys")
    until(lambda: waits in waiting(server) and waiting(server)[waits]["answers"][0]["attempts"], lambda: str(waiting(server)))
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail(held, [server.address(2)], closed("handed-on-by-keys"))
    until(lambda: ok(server, "quarantine", "list"), "it is not held")
    ok(server, "domain", "update", "test.example", "--plus-addressing", "no")
    walk(server, "keyboard_work", part="mail", waits=waits, held=held, machine=machine)
    assert [message["to"] for message in peer.messages] == [[waits]]
    until(lambda: found(server, 2, "handed-on-by-keys") == 1, "it has not come")
    assert ok(server, "settings", "show", "spam.low")["value"] == "6"
    service = ok(server, "service-account", "show", machine)
    assert (service["networks"], service["status"]) == (["192.0.2.7"], "active")
    assert ok(server, "domain", "show", "test.example")["plus_addressing"] is True
    ok(server, "settings", "reset", "spam.low")


def test_connections_are_dropped_and_sessions_ended_in_the_page(world):
    server = world.server
    reader = login(server, 2)
    user = Browser(server)
    assert user.log_in(server.address(3), server.password)[0] == 201 and user.call("GET", "/session")[0] == 200
    earlier, later = Browser(server), Browser(server)
    for one in (earlier, later):
        assert one.log_in(server.address(4), server.password)[0] == 201 and one.call("GET", "/session")[0] == 200
    with server.connect("smtp", source="127.0.0.9") as stranger, server.connect("smtp", source="127.0.0.17") as gone:
        assert stranger.recv(4) == gone.recv(4) == b"220 "
        seen = walk(server, "connections", me={}, reader=server.address(2), stranger="127.0.0.9", gone="127.0.0.17", other=server.address(3),
                    twice=server.address(4))
        assert any("imap" in row and server.address(2) in row and "waits for a command" in row for row in seen["shown"])
        assert any("127.0.0.9" in row and "said nothing yet" in row for row in seen["shown"])
        assert seen["blocking"] == ["/admin/ids/blocks?form=add&with=127.0.0.9", "/admin/ids/blocks"], "the form, filled in, and then no more of it"
        assert [row for row in seen["sessions"] if "(this one)" in row and server.target["admin"] in row], seen["sessions"]
        while stranger.recv(1000):
            pass
    with pytest.raises((imaplib.IMAP4.abort, OSError)):
        reader.noop()
    assert of_account(server, 2) == []
    assert user.call("GET", "/session")[0] == 401
    assert sorted(one.call("GET", "/session")[0] for one in (earlier, later)) == [200, 401], "one of the two, and no more"
    assert [one for one in ok(server, "admin", "sessions") if one["administrator"] == server.target["admin"]] == []


def one_too_many(server, n, to):
    """Sends to so many at once, and then to one more."""
    raw = message("many", sender=server.address(n))
    submit(server, raw, n, to)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        submit(server, raw, n, to[:1])
    assert refused.value.smtp_code == 550


def test_who_went_beyond_a_limit_is_shown_and_another_gets_one_in_the_page(world):
    server = world.server
    slow, over, limited = (server.address(n) for n in (2, 3, 4))
    first = [{"of": over, "hourly": 2, "action": "reject"}, {"of": slow, "hourly": 1, "action": "delay"}]
    ok(server, "settings", "set", "throttle.rows", json.dumps(first))
    one_too_many(server, 3, [1, 2])
    for subject in ("at once", "for later"):
        submit(server, message(subject, sender=slow), 2, [1])
    seen = walk(server, "throttles", over=over, limited=limited, slow=slow)
    for who, outcome in ((over, "Refused"), (slow, "Waits")):
        assert any(who in row and outcome in row for row in seen["lately"])
    used = {row["of"]: row for row in ok(server, "queue", "throttles")}
    assert used[over]["recipients"] >= used[over]["hourly"] > 0 and any(row.startswith(over) and "is refused" in row for row in seen["now"])
    assert seen["chip"].startswith("For later"), "the queue is narrowed to what waits for its time"
    assert seen["waiting"] and all(slow in row for row in seen["waiting"])
    ok(server, "queue", "delete", "--account", slow)
    rows = json.loads(ok(server, "settings", "show", "throttle.rows")["value"])
    assert rows[2] == {"of": limited, "hourly": 1, "action": "reject"} and len(rows) == 3
    one_too_many(server, 4, [1])
    ok(server, "settings", "reset", "throttle.rows")


def comes_in(server, source):
    """Whether mail that looks suspicious does, of somebody with that address; else it is put off."""
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60, source_address=(source, 0)) as s:
        try:
            s.sendmail("ann@peer.test", [server.address(2)], message("lottery", sender="ann@peer.test"))
        except smtplib.SMTPDataError as refused:
            assert refused.smtp_code == 451
            return False
        return True


def lottery_weighs(server, points):
    ok(server, "settings", "set", "spam.rules", json.dumps([{"where": "subject", "pattern": "lottery", "weight": points, "words": "a lottery"}]))


def test_the_judge_and_the_lists_of_senders_are_changed_in_the_page(world):
    server = world.server
    ok(server, "settings", "set", "spam.greylist", "on")
    lottery_weighs(server, 7)
    ok(server, "greylist", "let-in", "127.0.52.1")
    first, second, known = "127.0.50.0/24", "127.0.51.0/24", "127.0.52.0/24"
    assert [comes_in(server, one.replace("0/24", "1")) for one in (first, second, known)] == [False, False, True]
    assert {(row["who"], row["state"]) for row in ok(server, "greylist", "list")} == {(first, "waiting"), (second, "waiting"), (known, "known")}
    ok(server, "settings", "reset", "spam.rules")
    walk(server, "spam", owner="test.example", trusted="good.test", blocked="bad.test", first=first, second=second, known=known)
    values = {key: ok(server, "settings", "show", key)["value"] for key in ("spam.low", "spam.spf_softfail", "spam.rules")}
    assert (values["spam.low"], values["spam.spf_softfail"]) == ("6", "4")
    assert json.loads(values["spam.rules"]) == [{"where": "subject", "pattern": "lottery", "weight": 2, "words": "a lottery"}]
    assert ok(server, "sender", "list", "test.example") == {"owner": "test.example", "trusted": [], "blocked": ["bad.test"]}
    lottery_weighs(server, 7)
    assert [comes_in(server, one.replace("0/24", "2")) for one in (first, second, known)] == [True, True, False], "as the page has it"
    ok(server, "settings", "set", "spam.greylist", "off")
    lottery_weighs(server, 2)
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail("ann@peer.test", [server.address(2)], message("lottery", sender="ann@peer.test"))
    assert b"a lottery" in verdict(server, 2, "lottery")
    lottery_weighs(server, 20)
    ok(server, "settings", "set", "spam.high_action", "quarantine")
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail("eve@peer.test", [server.address(2)], message("lottery let-go", sender="eve@peer.test"))
        s.sendmail("dan@peer.test", [server.address(2)], closed("carries-files"))
    until(lambda: len(ok(server, "quarantine", "list")) == 2, "they are not held")
    seen = walk(server, "spam-held", **{"from": "eve@peer.test"})
    assert seen["at"].startswith("/admin/spam/held?at=")
    assert len(seen["rows"]) == 1 and "eve@peer.test" in seen["rows"][0], "what is held for what it carries is not spam"
    [other] = ok(server, "quarantine", "list")
    assert (other["from"], other["kind"]) == ("dan@peer.test", "attachment")
    ok(server, "quarantine", "delete", other["id"])
    until(lambda: found(server, 2, "let-go") == 1, "it has not come")

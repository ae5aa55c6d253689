"""Mail for an account that could not be given it just now waits in the queue and is delivered at a later try: once, also over kill -9."""
import email
import json
import random
import smtplib
import time

import pytest
from clients import imap, message

OPTIONS = ["--set", "queue.first_retry=1s", "--set", "queue.longest_retry=1s"]
LIST = "list@test.example"


def waiting(server):
    return json.loads(server.cli("queue", "list", "--json", check=True).stdout)


def quota(server, n, octets):
    server.cli("account", "update", server.address(n), "--quota", str(octets), check=True)


def send(server, name):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="client.example", timeout=30) as s:
        s.sendmail("a@other.example", [LIST], message(name, sender="a@other.example"))


def subjects(server, n):
    m = imap(server, n)
    m.select("INBOX", readonly=True)
    numbers = m.search(None, "ALL")[1][0].split()
    found = [m.fetch(i, "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1][0][1].decode().split()[1] for i in numbers]
    m.logout()
    return found


def until(holds, what):
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def test_of_a_list_the_member_whose_mailbox_was_full_gets_the_message_when_there_is_room(server):
    done = server.cli("alias", "create", LIST, server.address(1), server.address(2))
    assert done.returncode == 0, done.stderr
    quota(server, 1, 1)
    send(server, "first")
    assert subjects(server, 2) == ["first"]
    assert subjects(server, 1) == []
    assert [to for e in waiting(server) for to in e["to"]] == [server.address(1)]

    server.stop()
    server.start()
    assert len(waiting(server)) == 1
    quota(server, 1, 0)
    until(lambda: not waiting(server), "the message is still waiting")
    assert subjects(server, 1) == ["first"]
    assert subjects(server, 2) == ["first"]


def test_H09_a_message_that_waits_follows_its_account_to_another_name(server):
    """It was taken for the person. The old name leads nowhere any more."""
    quota(server, 1, 1)
    send(server, "for-the-person")
    old, new = server.address(1), "another@test.example"
    server.cli("account", "rename", old, "another", "--drop-old", check=True)
    try:
        assert [to for e in waiting(server) for to in e["to"]] == [new]
        server.cli("account", "update", new, "--quota", "0", check=True)
        until(lambda: not waiting(server), "the message is still waiting")
    finally:
        server.cli("account", "rename", new, old, "--drop-old", check=True)
    assert subjects(server, 1).count("for-the-person") == 1


def test_over_kill_9_each_waiting_message_is_delivered_once(server):
    names = [f"kill-{i}" for i in range(20)]
    quota(server, 1, 1)
    for name in names:
        send(server, name)
    assert len(waiting(server)) == len(names)
    quota(server, 1, 0)
    for _ in range(5):
        time.sleep(random.uniform(0, 1.5))
        server.kill()
        server.start()
    until(lambda: not waiting(server), "messages are still waiting")
    for n in (1, 2):
        assert sorted(s for s in subjects(server, n) if s in names) == sorted(names)


def test_who_asks_for_it_is_told_of_success_in_his_language(server):
    server.cli("account", "language", server.address(3), "de", check=True)
    with smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", timeout=30, context=server.tls()) as s:
        s.login(server.address(3), server.password)
        s.sendmail(server.address(3), [server.address(4)], message("asked", sender=server.address(3)), mail_options=["ENVID=abc"],
                   rcpt_options=["NOTIFY=SUCCESS", "ORCPT=rfc822;" + server.address(4)])
    m = imap(server, 3)
    m.select("INBOX", readonly=True)
    numbers = m.search(None, "SUBJECT", '"Zugestellte Mail"')[1][0].split()
    report = email.message_from_bytes(m.fetch(numbers[-1], "(BODY.PEEK[])")[1][0][1])
    m.logout()
    assert report.get_content_type() == "multipart/report" and report["Return-Path"] == "<>"
    words = report.get_payload(0).get_payload(decode=True).decode()
    assert "Ihre Nachricht wurde diesen Empfängern zugestellt:" in words and "    Sie liegt im Postfach." in words
    whole, one = report.get_payload(1).get_payload()
    assert whole["Original-Envelope-Id"] == "abc"
    assert (one["Action"], one["Status"], one["Final-Recipient"]) == ("delivered", "2.0.0", "rfc822; " + server.address(4))
    assert report.get_payload(2).get_content_type() == "text/rfc822-headers"


def submit(server, n, to, name):
    with smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", timeout=30, context=server.tls()) as s:
        s.login(server.address(n), server.password)
        s.sendmail(server.address(n), to, message(name, sender=server.address(n)))


# Beyond what an account may send in an hour, mail waits or is refused, as a setting says.
def test_who_goes_beyond_his_limit_waits_or_is_refused(server):
    ann, bob, others = server.address(1), server.address(2), [server.address(3), server.address(4)]
    server.cli("settings", "set", "throttle.rows", json.dumps([{"of": ann, "hourly": 2, "action": "delay"}, {"of": bob, "hourly": 2, "action": "reject"}]),
               check=True)
    submit(server, 1, others, "as-many-as-may-be")
    submit(server, 1, others[:1], "one-too-many")
    held = [e for e in waiting(server) if e["to"] == others[:1]]
    assert len(held) == 1 and "one-too-many" not in subjects(server, 3) and "as-many-as-may-be" in subjects(server, 3)
    submit(server, 2, others, "all-he-may")
    with pytest.raises(smtplib.SMTPDataError) as refused:
        submit(server, 2, others[:1], "refused")
    assert refused.value.smtp_code == 550 and b"2 recipients an hour" in refused.value.smtp_error
    server.cli("queue", "delete", held[0]["id"], check=True)
    server.cli("settings", "reset", "throttle.rows", check=True)


def test_a_list_brings_so_much_whoever_sends_it(server):
    members = [server.address(3), server.address(4)]
    server.cli("alias", "create", "team@test.example", *members, check=True)
    server.cli("settings", "set", "throttle.rows", json.dumps([{"of": "team@test.example", "hourly": 2, "action": "reject"}]), check=True)
    with smtplib.SMTP(server.host, server.smtp, local_hostname="client.example", timeout=30) as s:
        s.sendmail("bob@far.example", ["Team@test.example"], message("to-the-list", sender="bob@far.example"))
        with pytest.raises(smtplib.SMTPDataError) as refused:
            s.sendmail("bob@far.example", ["team+detail@test.example"], message("once-more", sender="bob@far.example"))
        assert refused.value.smtp_code == 550 and b"2 recipients an hour are allowed for team@test.example" in refused.value.smtp_error
        s.sendmail("bob@far.example", members[:1], message("to-one", sender="bob@far.example"))
    assert {"to-the-list", "to-one"} <= set(subjects(server, 3)) and "once-more" not in subjects(server, 3)
    server.cli("settings", "reset", "throttle.rows", check=True)


# What an account has sent counts after a stop, and after a kill as well: it is written before the message is.
def test_what_was_sent_counts_in_the_next_start(server):
    to = [server.address(1), server.address(2)]
    for n, end in ((5, server.stop), (6, server.kill)):  # who have sent nothing so far
        server.cli("account", "create", server.address(n), "--password", input=server.password + "\n", check=True)
        server.cli("settings", "set", "throttle.rows", json.dumps([{"of": server.address(n), "hourly": 2, "action": "delay"}]), check=True)
        submit(server, n, to, f"all-there-is-{n}")
        assert f"all-there-is-{n}" in subjects(server, 1)
        end()
        server.start()
        submit(server, n, to[:1], f"beyond-{n}")
        held = [e for e in waiting(server) if e["to"] == to[:1]]
        assert len(held) == 1 and f"beyond-{n}" not in subjects(server, 1), end.__name__
        server.cli("queue", "delete", held[0]["id"], check=True)
    server.cli("settings", "reset", "throttle.rows", check=True)

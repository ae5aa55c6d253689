"""What happened to one message, told in order of time: from another server into a mailbox, from here to a server that refuses it and back
to its sender, and on its way (H04, H27)."""
import json
import smtplib
import urllib.parse

import pytest
from clients import message
from commands import ok, refused
from small_internet import World, until
from test_outbound import send
from test_session import Browser
from walk import walk


@pytest.fixture(scope="module")
def world():
    one = World(accounts=3, **{"logs.smtp_in": "detailed", "spam.greylist": "off", "queue.first_retry": "1h", "queue.longest_retry": "1h"})
    yield one
    one.close()


AWAY = "127.0.0.77"


def lines(server, *args):
    return [json.loads(line) for line in server.cli("logs", "search", "--raw", *args, check=True).stdout.splitlines()]


def in_order(steps, *words):
    """Each of the words stands in a step, none before the one that is named before it."""
    at = 0
    for word in words:
        found = [n for n in range(at, len(steps)) if word in steps[n]]
        assert found, (word, steps)
        at = found[0]


def test_a_message_is_told_from_its_connection_to_its_mailbox_and_to_its_bounce(world):
    server, me = world.server, world.server.address(1)
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail("other@peer.test", [server.address(2)], message("first", sender="other@peer.test", to=server.address(2)))
        s.mail("ann@peer.test")
        assert s.rcpt("nobody@test.example")[0] == 550
        assert s.rcpt(server.address(2))[0] == s.rcpt(server.address(3))[0] == 250
        assert s.data(message("second", sender="ann@peer.test", to=server.address(2)))[0] == 250
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60, source_address=(AWAY, 0)) as s:
        with pytest.raises(smtplib.SMTPDataError):
            s.sendmail("two@peer.test", [server.address(2)], b"From: a@peer.test\r\n" + message("no", sender="two@peer.test", to=server.address(2)))
        for subject in ("third", "fourth"):
            s.sendmail("cat@peer.test", [server.address(2)], message(subject, sender="cat@peer.test", to=server.address(2)))
    bad = world.peer({"RCPT": ["550 5.1.1 no such <b>user</b> here"]})
    slow, nobody = world.peer({"RCPT": ["451 4.3.0 later"]}), world.nobody()
    slow.answers[f"RCPT full@{slow.domain}"] = ["452 4.2.2 no room for him"]
    send(server, [f"gone@{bad.domain}"], "comes-back")
    send(server, [f"late@{slow.domain}", f"full@{slow.domain}", f"ann@{nobody}"], "waits")

    def tried():
        answers = [answer for row in ok(server, "queue", "list") for answer in row["answers"]]
        return len(answers) == 3 and all(answer["attempts"] for answer in answers)

    until(lambda: lines(server, "sender-told") and tried(), "nothing came of it")

    [accepted] = [line for line in lines(server, "message-accepted") if line["from"] == "ann@peer.test"]
    seen = walk(server, "story", reader=server.address(3), came="ann@peer.test", sent=f"gone@{bad.domain}", id=accepted["message"],
                **{"from": "cat@peer.test"})
    [two] = seen["refused"]["data"]
    assert "two@peer.test → " in two and "Refused: 550 More than one From field" in two, two
    assert seen["refused"]["fate"] == "Refused"
    in_order(seen["refused"]["steps"], "connected to smtp", "sender <two@peer.test>", "The message was refused: 550")
    assert not any("cat@peer.test" in step for step in seen["refused"]["steps"]), "that is another message of the session"
    [nobody_there] = seen["refused"]["recipient"]
    assert "ann@peer.test → nobody@test.example" in nobody_there and "Refused: 550" in nobody_there, nobody_there
    assert sorted(word for row in seen["refused"]["sender"] for word in ("Delivered", "Refused") if word in row) == ["Delivered", "Refused"]
    assert seen["typed"] == seen["inbound"]["steps"], "found by its id, or by who reads it"
    asked = {term: urllib.parse.parse_qs(of["path"].partition("?")[2])[term][0] for term, of in seen["narrowed"].items()}
    assert (asked["account"], asked["ip"]) == ("cat@peer.test", AWAY)
    for term, value in asked.items():
        rows = seen["narrowed"][term]["rows"]
        assert len(rows) == len(lines(server, f"--{term}", value)) > 1, rows
    inbound = seen["inbound"]["steps"]
    assert seen["inbound"]["fate"] == "Delivered"
    assert seen["file"]["name"].startswith("message-") and json.loads(seen["file"]["text"])[0]["e"] == "connection.opened"
    for end in ("Accepted for 2 recipients", "Put into INBOX of"):  # it is in the mailboxes before the client is told so
        in_order(inbound, "127.0.0.1 connected to smtp", "called itself mail.peer.test", "sender <ann@peer.test>", "nobody@test.example was refused: 550",
                 f"recipient <{server.address(3)}>", "Whether it comes from", "Spam: none", end)
    assert not any("other@peer.test" in step for step in inbound), "that is another message of the session"
    [origin] = [step for step in inbound if "Whether it comes from" in step]
    assert all(method in origin for method in ("SPF", "DMARC"))
    [judged] = [step for step in inbound if "Spam:" in step]
    assert "helo" in judged and "+2.00" in judged

    assert seen["bounced"]["fate"] == "It did not arrive"
    for middle in ("Accepted for one recipient", "It waits in the queue"):  # two threads say so, each in its own time
        in_order(seen["bounced"]["steps"], "connected to submission", "by TLS", f"{me} logged in", f"sender <{me}>", f"recipient <gone@{bad.domain}>",
                 middle, "The sender was told: it failed")
    assert any("it is given up" in step and "no such <b>user</b> here" in step for step in seen["bounced"]["steps"])
    assert len(seen["report"]) == 1 and f"Put into INBOX of {me}" in seen["report"][0]
    in_order(seen["waiting"]["steps"], "Accepted for 3 recipients", "did not take it yet for")
    legs = {destination: told for destination, *told in seen["queued"]}
    assert sum(map(len, legs.values())) == 3, legs
    for name, destination, answer in (("late", slow.domain, "451 4.3.0 later"), ("full", slow.domain, "452 4.2.2 no room for him"),
                                      ("ann", nobody, "Connection refused")):
        [told] = [one for one in legs[destination] if one.startswith(f"{name}@")]
        assert told.startswith(f"{name}@{destination}tried once") and answer in told, told


def test_the_command_and_the_route_tell_the_same_to_who_reads_logs_alone(world):
    server = world.server
    [line] = [one for one in lines(server, "message-accepted") if one["from"] == "ann@peer.test"]
    told = ok(server, "logs", "story", line["message"])
    assert told["waiting"] == [] and told["complete"] and told["about"] is None
    assert [step["e"] for step in told["steps"]][0] == "connection.opened"
    assert [step["mailbox"] for step in told["steps"] if step["e"] == "delivery.delivered"] == ["INBOX", "INBOX"]
    assert "know no message" in refused(server, "logs", "story", "nothing.1")
    ok(server, "admin", "add", "keeper", "--roles", "domains", "--domains", "test.example", "--networks", "127.0.0.0/8 here")
    ok(server, "admin", "add", "guard", "--roles", "security", "--networks", "127.0.0.0/8 here")
    for name, role, status in (("keeper", "domains", 404), ("guard", "security", 200)):
        token = ok(server, "token", "add", name, "a program", "--roles", role)["token"]
        assert Browser(server).call("GET", f"/messages/{line['message']}/story", Authorization=f"Bearer {token}")[0] == status

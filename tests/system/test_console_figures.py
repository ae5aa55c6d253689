"""What is counted by the hour, by the command line, the API and in a browser; and pages that are told what changes."""
import datetime
import json
import smtplib

import pytest
from clients import message, submit
from conftest import AS_SHIPPED
from patience import until
from test_guard import block
from test_judge import GTUBE
from test_outbound import send
from walk import administrator, walk

GUARD = AS_SHIPPED
OPTIONS = ["--set", "spam.greylist=false", "--set", "delivery.paused=true"]
ATTACKER, SPAMMER = "127.0.0.66", "127.0.9.1"  # not the browser's own, which would be shut out with it


@pytest.fixture(scope="module", autouse=True)
def waiting(server):
    """A message that nobody sends on: handed in before all else here, it has grown old when its age is looked at. When it came."""
    send(server, ["ann@elsewhere.example"], "waits")
    [row] = json.loads(server.cli("queue", "list", "--json", check=True).stdout)
    return datetime.datetime.fromisoformat(row["queued"])


def seconds_since(then):
    return int((datetime.datetime.now(datetime.UTC) - then).total_seconds())


def counted(server, *series):
    """Name and sum of what there was in the last day."""
    answer = json.loads(server.cli("counts", "show", *series, "--since", "24h", "--json", check=True).stdout)
    return {name: sum(values) for name, values in answer["series"].items()}


def oldest(server):
    """The age in seconds of what has waited longest. It is looked at when a server starts, and every ten minutes after that."""
    return counted(server, "queue.oldest")["queue.oldest"]


def bring(server, count):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        for i in range(count):
            to = server.address(1)
            assert s.sendmail("ann@peer.test", [to], message(f"brought-{i}", sender="ann@peer.test", to=to)) == {}


def bring_spam(server):
    """Of one test message after another four are let into the inbox, two are put into Junk, and one is refused, as shipped."""
    for n, action in ((2, "junk"), (3, "inbox")):
        server.cli("account", "update", server.address(n), "--spam-actions", f"high={action}", check=True)
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60, source_address=(SPAMMER, 0)) as s:
        def sends(subject, to):
            return s.sendmail("eve@peer.test", [server.address(to)], message(subject, body=GTUBE, sender="eve@peer.test", to=server.address(to)))

        for i, to in enumerate((3, 3, 3, 3, 2, 2)):
            assert sends(f"spam-{i}", to) == {}
        with pytest.raises(smtplib.SMTPDataError):
            sends("spam-refused", 1)


def grown_old(server, waiting):
    """The server is started again once the waiting message is so old that the page says a minute; its age then, as it is counted."""
    until(lambda: seconds_since(waiting) >= 30, "the clock stands still")
    server.stop()
    least = seconds_since(waiting)
    server.start()
    until(lambda: oldest(server) >= least, lambda: f"said to be {oldest(server)} seconds old, and is {least} at least")
    age = oldest(server)
    assert age <= seconds_since(waiting)
    return age


def test_two_tabs_share_one_stream_and_show_what_changes(server):
    seen = walk(server, "live-blocks", made="198.51.100.9", later="198.51.100.10")
    assert seen["streams"] == 1
    assert seen["after"] == 2, "the other tab goes on when the one that was connected is closed"


def test_what_is_done_elsewhere_is_shown_on_the_page_that_lists_it(server):
    for held in json.loads(server.cli("ids", "blocks", "--json", check=True).stdout):
        server.cli("ids", "unblock", held["subject"], check=True)
    other = administrator(server, "elsewhere", ["reader"])
    seen = walk(server, "live-pages", network="198.51.100.77", other=other["admin"])
    assert seen["held"], "no row moves under who points at one"
    assert seen["shown"].startswith("/admin/changes?at="), "and what he looked at is still there"
    assert seen["again"]
    assert seen["path"] == "/admin/administrators?at=elsewhere"


# The last one, for the age that is shown: what waits has become old by then.
def test_what_happens_is_counted_outlives_a_restart_and_is_shown_as_tables_and_plots(server, waiting):
    before = counted(server)
    for i in range(2):
        submit(server, message(f"handed-in-{i}"))
    bring(server, 3)
    bring_spam(server)
    block(server, ATTACKER)
    now = counted(server)
    more = {name: now[name] - before[name] for name in now}
    assert more["mail.submitted"] == 2 and more["mail.received"] == 3 + 6 and more["mail.delivered"] == 5 + 6
    assert {name: count for name, count in more.items() if count and name.startswith("verdict.")} == {
        "verdict.clean": 5, "verdict.spam": 4, "verdict.junk": 2, "verdict.rejected": 1}
    assert more["mail.refused"] == 1
    assert more["logins.failed"] == more["logins.failed.imap"] == 5
    assert more["logins.ok.submission"] == 2
    assert more["blocks.made"] == more["blocks.made.imap"] >= 1
    assert counted(server, "logins.failed.country.*") == {"logins.failed.country.ZZ": now["logins.failed"]}
    assert "mail.received" in server.cli("counts", "show", check=True).stdout

    age = grown_old(server, waiting)
    assert counted(server, "mail.*", "verdict.*") == {name: count for name, count in now.items() if count and name.startswith(("mail.", "verdict."))}
    bring(server, 1)
    assert counted(server, "mail.received")["mail.received"] == now["mail.received"] + 1
    is_shown(walk(server, "figures"), counted(server), age)


def is_shown(seen, now, age):
    week, glance = seen["week"], seen["glance"]
    assert week["mail"]["From outside"] == seen["day"]["mail"]["From outside"] == now["mail.received"]
    assert week["verdicts"] == {"Clean": now["verdict.clean"], "Suspicious": now["verdict.spam"], "Junk or quarantine": now["verdict.junk"],
                                "Refused": now["mail.refused"]}
    assert week["age"] == {"Minutes at most": (age + 30) // 60}
    assert week["logins"]["Refused"] == seen["countries"]["Refused"] == now["logins.failed"]
    assert week["blocks"]["Blocks made"] == now["blocks.made"]
    assert seen["told"].startswith(f"From outside: {now['mail.received']} in all")
    assert seen["address"] == "/admin/figures?span=day"
    assert glance["numbers"].startswith(f"From outside {now['mail.received']}")
    assert glance["judged"].startswith(f"Clean {now['verdict.clean']}")
    assert glance["words"] == seen["told"]
    assert glance["countries"].startswith("Not known") and glance["countries"].endswith(f" let in, {now['logins.failed']} refused")
    assert (glance["rows"], glance["address"]) == (25, "/admin?span=week")

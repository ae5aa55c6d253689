"""What is counted by the hour, by the command line, the API and in a browser; and pages that are told what changes."""
import json
import smtplib

from clients import message, submit
from conftest import AS_SHIPPED
from test_guard import block
from walk import administrator, walk

GUARD = AS_SHIPPED
ATTACKER = "127.0.0.66"  # not the browser's own, which would be shut out with it


def counted(server, *series):
    """Name and sum of what there was in the last day."""
    answer = json.loads(server.cli("counts", "show", *series, "--since", "24h", "--json", check=True).stdout)
    return {name: sum(values) for name, values in answer["series"].items()}


def bring(server, count):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        for i in range(count):
            to = server.address(1)
            assert s.sendmail("ann@peer.test", [to], message(f"brought-{i}", sender="ann@peer.test", to=to)) == {}


def test_what_happens_is_counted_and_shown_as_tables_and_plots(server):
    before = counted(server)
    for i in range(2):
        submit(server, message(f"handed-in-{i}"))
    bring(server, 3)
    block(server, ATTACKER)
    now = counted(server)
    more = {name: now[name] - before[name] for name in now}
    assert more["mail.submitted"] == 2 and more["mail.received"] == 3 and more["mail.delivered"] == 5
    assert more["logins.failed"] == more["logins.failed.imap"] == 5
    assert more["logins.ok.submission"] == 2
    assert more["blocks.made"] == more["blocks.made.imap"] >= 1
    assert counted(server, "logins.failed.country.*") == {"logins.failed.country.ZZ": now["logins.failed"]}
    assert "mail.received" in server.cli("counts", "show", check=True).stdout

    seen = walk(server, "figures")
    assert seen["week"]["mail"]["From outside"] == seen["day"]["mail"]["From outside"] == now["mail.received"]
    assert seen["week"]["logins"]["Refused"] == seen["countries"]["Refused"] == now["logins.failed"]
    assert seen["week"]["blocks"]["Blocks made"] == now["blocks.made"]
    assert seen["told"].startswith(f"From outside: {now['mail.received']} in all")
    assert seen["address"] == "/admin/figures?span=day"
    glance = seen["glance"]
    assert glance["numbers"].startswith(f"From outside {now['mail.received']}")
    assert glance["words"] == seen["told"]
    assert glance["countries"].startswith("Not known") and glance["countries"].endswith(f" let in, {now['logins.failed']} refused")
    assert (glance["rows"], glance["address"]) == (25, "/admin?span=week")


def test_counts_outlive_a_restart(server):
    bring(server, 1)
    before = counted(server, "mail.*")
    server.stop()
    server.start()
    assert counted(server, "mail.*") == before
    bring(server, 1)
    assert counted(server, "mail.received")["mail.received"] == before["mail.received"] + 1


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

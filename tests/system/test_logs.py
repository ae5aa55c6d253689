"""What happened to a message is found again: by its id, its account, its client's address, its session, from the connection to the mailbox."""
import json
import pathlib
import smtplib
import time

from clients import imap, message


def search(server, *args):
    return json.loads(server.cli("logs", "search", *args, "--raw", "--json", check=True).stdout)


def lines_until(server, wanted, *args):
    """Lines are written 20 ms after they were said."""
    end = time.monotonic() + 10
    while True:
        lines = search(server, *args)
        if wanted <= {line["e"] for line in lines}:
            return lines
        assert time.monotonic() < end, (wanted, [line["e"] for line in lines])
        time.sleep(0.05)


def deliver(server, name):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="client.example", timeout=30) as s:
        s.sendmail("a@other.example", [server.address(2)], message(name, sender="a@other.example"))


def test_H03_one_session_is_followed_from_its_connection_to_the_mailbox(server):
    deliver(server, "followed")
    delivered = lines_until(server, {"delivery.delivered"}, "--logs", "delivery")[-1]
    assert delivered["account"] == server.address(2)
    session = delivered["s"]
    whole = lines_until(server, {"connection.opened", "connection.closed"}, "--session", session)
    events = [line["e"] for line in whole]
    assert events[0] == "connection.opened"
    for event in ("smtp.message-accepted", "delivery.delivered"):
        assert event in events
    assert {line["s"] for line in whole} == {session}
    assert {line["log"] for line in whole} == {"smtp_in", "delivery"}
    for key, value in (("--message", delivered["message"]), ("--account", server.address(2)), ("--ip", "127.0.0.1")):
        assert session in {line["s"] for line in search(server, key, value)}, key
    by_account = search(server, "--account", server.address(2), "--sessions")
    assert "connection.opened" in {line["e"] for line in by_account if line["s"] == session}


def test_an_appended_message_is_followed_too(server):
    m = imap(server, 1)
    m.append("INBOX", None, None, message("appended"))
    m.logout()
    appended = lines_until(server, {"imap.append"}, "--logs", "imap")
    session = next(line["s"] for line in appended if line["e"] == "imap.append")
    events = [line["e"] for line in lines_until(server, {"connection.opened", "login.succeeded", "imap.append"}, "--session", session)]
    assert events.index("connection.opened") < events.index("login.succeeded") < events.index("imap.append")


def test_H03_levels_change_at_once_and_people_get_lines_they_can_read(server):
    def commands():
        return len(search(server, "smtp.command", "--logs", "smtp_in"))

    for level, written in (("exceptions", False), ("detailed", True), ("normal", False)):
        assert server.cli("settings", "set", "logs.smtp_in", level).returncode == 0
        before = commands()
        deliver(server, f"level-{level}")
        lines_until(server, {"delivery.delivered"}, "--logs", "delivery")
        if written:
            lines_until(server, {"smtp.command"}, "--logs", "smtp_in")
        assert (commands() > before) == written, level
    line = server.cli("logs", "search", "delivery.delivered", check=True).stdout.splitlines()[-1]
    assert " delivery " in line and f"account={server.address(2)}" in line and not line.startswith("{")


def test_H03_what_administrators_did_is_a_chain_that_proves_itself(server):
    assert server.cli("settings", "set", "smtp.max_hops", "77").returncode == 0
    lines_until(server, {"server.setting-changed", "administration.acted"}, "--logs", "administration")
    report = json.loads(server.cli("logs", "verify", "--json", check=True).stdout)
    assert report["intact"] and report["lines"] > 0 and len(report["head"]) == 64
    server.stop()
    server.start()
    assert json.loads(server.cli("logs", "verify", "--json", check=True).stdout)["intact"]


def test_a_log_that_was_cut_while_the_server_was_down_does_not_prove_itself(server):
    assert server.cli("settings", "set", "smtp.max_hops", "78").returncode == 0
    lines_until(server, {"administration.acted"}, "--logs", "administration")
    server.stop()
    newest = sorted((pathlib.Path(server.dir) / "data" / "logs").glob("administration.*.jsonl"))[-1]
    lines = newest.read_bytes().splitlines(keepends=True)
    newest.write_bytes(b"".join(lines[:-1]))
    newest.with_suffix(".idx").unlink(missing_ok=True)
    server.start()
    report = json.loads(server.cli("logs", "verify", "--json", check=True).stdout)
    assert not report["intact"], report

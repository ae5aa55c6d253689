"""What happened to a message is found again: by its id, its account, its client's address, its session, from the connection to the mailbox."""
import imaplib
import json
import os
import pathlib
import poplib
import smtplib
import socket
import subprocess
import time

import pytest
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


def test_a_refused_login_is_found_by_the_name_that_was_tried(server):
    nobody = "no-such-person@" + server.address(1).split("@")[1]
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    with pytest.raises(imaplib.IMAP4.error):
        m.login(nobody, "a guess")
    m.shutdown()
    p = poplib.POP3_SSL(server.host, server.pop3s, context=server.tls())
    p.user(nobody)
    with pytest.raises(poplib.error_proto):
        p.pass_("a guess")
    p.close()
    end = time.monotonic() + 10
    while {line["service"] for line in search(server, "--account", nobody) if line["e"] == "login.failed"} != {"imap", "pop3"}:
        assert time.monotonic() < end, search(server, "--account", nobody)


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


def cut(server):
    """The last line of what administrators did goes while the server is down."""
    assert server.cli("settings", "set", "smtp.max_hops", "78").returncode == 0
    lines_until(server, {"administration.acted"}, "--logs", "administration")
    server.stop()
    newest = sorted((pathlib.Path(server.dir) / "data" / "logs").glob("administration.*.jsonl"))[-1]
    lines = newest.read_bytes().splitlines(keepends=True)
    newest.write_bytes(b"".join(lines[:-1]))
    newest.with_suffix(".idx").unlink(missing_ok=True)
    server.start()


def test_a_log_that_was_cut_while_the_server_was_down_does_not_prove_itself(server):
    cut(server)
    report = json.loads(server.cli("logs", "verify", "--json", check=True).stdout)
    assert not report["intact"], report


def a_day_on_disk(server, lines):
    """Yesterday's log of POP3 as a server would have left it; gives its day and its bytes."""
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86400))
    folder = pathlib.Path(server.dir) / "data" / "logs"
    file = folder / f"pop3.{day}T00-00-01.000Z.jsonl"
    text = "".join(f'{{"t":"{day}T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}.000Z","log":"pop3","n":501,"e":"pop3.command","s":"{n // 4 + 1:x}",'
                   f'"account":"u{n % 100}@test.example","text":"{"needle" if n % 20_000 == 7 else "hay " * 30}"}}\n' for n in range(lines))
    file.write_text(text)
    owner = folder.stat()
    os.chown(file, owner.st_uid, owner.st_gid)
    return day, text


def test_H04_a_day_of_a_log_is_downloaded_whole_or_what_matches_of_it(server, tmp_path):
    day, text = a_day_on_disk(server, 80_000)

    def curl(*options, query=""):
        return subprocess.run(["curl", "-sS", "--fail", "--cacert", server.ca, "-H", "Authorization: Bearer " + server.admin_token, *options,
                               f"{server.api}/api/v1/logs/pop3/days/{day}{query}"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert curl(query="?raw") == text
    curl("-O", "-J", query="?raw&account=u7@test.example")  # under the name that the server gives
    [saved] = tmp_path.iterdir()
    assert saved.name == f"pop3-{day}.jsonl"
    assert saved.read_text() == "".join(line + "\n" for line in text.splitlines() if '"account":"u7@test.example"' in line)
    needles = [json.loads(line) for line in curl(query="?raw&text=needle&sessions").splitlines()]
    assert len(needles) == 4 * 4 and sum(line["text"] == "needle" for line in needles) == 4
    plain = curl(query="?text=needle").splitlines()
    assert len(plain) == 4 and all(" pop3.command " in line and line.startswith(day) for line in plain)
    assert server.cli("logs", "download", "pop3", day, "--raw", "--account", "u7@test.example", check=True).stdout == saved.read_text()
    assert server.cli("logs", "download", "pop3", day, "--text", "needle", check=True).stdout.splitlines() == plain


def test_a_download_goes_at_the_pace_of_its_client_and_ends_when_he_goes(server):
    day, text = a_day_on_disk(server, 80_000)
    head = f"GET /api/v1/logs/pop3/days/{day}?raw HTTP/1.1\r\nHost: {server.host}\r\nAuthorization: Bearer {server.admin_token}\r\n\r\n".encode()
    port = int(server.api.rsplit(":", 1)[1])
    for _ in range(3):  # far more than what fits into the kernel's buffers waits when he goes
        with socket.create_connection((server.host, port), 10) as plain, server.tls().wrap_socket(plain) as tls:
            tls.sendall(head)
            assert tls.recv(4096).startswith(b"HTTP/1.1 200 ")
    with socket.create_connection((server.host, port), 10) as plain, server.tls().wrap_socket(plain) as tls:
        tls.sendall(head.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        said = b"".join(iter(lambda: tls.recv(1000), b""))
    assert said.endswith(b"0\r\n\r\n") and said.count(b'"pop3.command"') == text.count('"pop3.command"')


def test_a_day_that_is_none_and_whoever_may_not_search_get_nothing(server):
    for log, day in (("pop3", "yesterday"), ("pop3", "../../etc"), ("../pop3", "2026-01-01"), ("passwd", "2026-01-01")):
        done = server.cli("logs", "download", log, day)
        assert done.returncode == 1 and done.stdout == "" and done.stderr
    token = json.loads(server.cli("token", "add", "admin", "no-logs", "--roles", "queue", "--json", check=True).stdout)["token"]
    done = subprocess.run(["curl", "-sS", "--cacert", server.ca, "-H", "Authorization: Bearer " + token, "-o", "/dev/null", "-w", "%{http_code}",
                           f"{server.api}/api/v1/logs/pop3/days/2026-01-01"], capture_output=True, text=True, check=True)
    assert done.stdout == "404"

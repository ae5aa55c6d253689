"""A crash at any moment while an account is made, or renamed: whoever can log in afterwards finds the first mailboxes, and what waits for his
name is his."""
import email.message
import json
import os
import smtplib

from wire import Wire

PASSWORD = "correct-horse-battery-staple-9"


def killed_at(server, n, *words, **more):
    """The command, killed at the n-th commit; whether it came to that."""
    environment = {**os.environ, "POSTERN_KILL_POINT": f"commit.before-intents:{n}"}
    done = server.cli(*words, env=environment, **more)
    assert done.returncode in (0, 137), done.stderr
    return done.returncode == 137


def make_accounts(server):
    """One more account for each commit at which the command can be killed, until none is reached any more."""
    made = []
    for n in range(1, 40):
        address = f"half{n}@test.example"
        made.append(address)
        if not killed_at(server, n, "account", "create", address, "--password", input=PASSWORD + "\n"):
            return made
    raise AssertionError("the kill points never end")


def test_whoever_can_log_in_has_mailboxes(server):
    server.stop()
    made = make_accounts(server)
    server.start()
    incomplete = {a for a in made if server.cli("account", "show", a).returncode != 0}
    there = set()
    for address in made:
        with Wire(server, "imaps", tls=True) as w:
            w.line()
            if not w.tagged(f'LOGIN {address} "{PASSWORD}"')[-1].startswith(b"a OK"):
                continue
            there.add(address)
            names = [line.rsplit(b" ", 1)[1].strip() for line in w.tagged('LIST "" "*"')[:-1]]
            assert sorted(names) == [b"Drafts", b"INBOX", b"Junk", b"Sent", b"Trash"], (address, names)
    assert made[-1] in there
    assert there & incomplete, "no crash fell between directory and store"


def waits_for(server):
    return {to for one in json.loads(server.cli("quarantine", "list", "--json", check=True).stdout) for to in one["to"]}


def test_H09_what_waits_for_a_name_follows_a_rename_that_was_killed(server):
    """Also at the start of a server, which nobody has told to."""
    name, moves = server.address(2), 0
    server.cli("settings", "set", "attachments.inbound_name", "quarantine", check=True)
    mail = email.message.EmailMessage()
    mail["From"], mail["To"] = "ann@peer.test", name
    mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="invoice.exe")
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.send_message(mail)
    assert waits_for(server) == {name}
    for n in range(1, 40):
        server.stop()
        fresh = f"moved{n}@test.example"
        was_killed = killed_at(server, n, "account", "rename", name, fresh, "--drop-old")
        has_moved = server.cli("account", "show", fresh).returncode == 0
        name = fresh if has_moved else name
        moves += was_killed and has_moved
        server.start()
        assert waits_for(server) == {name}, n
        if not was_killed:
            break
    assert moves > 1, "no crash fell between directory and queue"

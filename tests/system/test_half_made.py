"""A crash at any moment while an account is made: whoever can log in afterwards finds the first mailboxes."""
import os

from wire import Wire

PASSWORD = "correct-horse-battery-staple-9"


def make_accounts(server):
    """One more account for each commit at which the command can be killed, until none is reached any more."""
    made = []
    for n in range(1, 40):
        address = f"half{n}@test.example"
        made.append(address)
        environment = {**os.environ, "POSTERN_KILL_POINT": f"commit.before-intents:{n}"}
        done = server.cli("account", "create", address, "--password", input=PASSWORD + "\n", env=environment)
        if done.returncode != 137:
            assert done.returncode == 0, done.stderr
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

"""One door for all protocols: SCRAM where it is offered, sessions that end with their password, limits of a connection."""
import base64
import hashlib
import hmac

import pytest
from conftest import LIMITS_ONLY
from wire import Wire

GUARD = LIMITS_ONLY

PASSWORD = "quartz-tumble-ledger-owl"
CHANGED = "gravel-lantern-pickle-sonnet"


def cli(server, *args):
    done = server.cli(*args)
    assert done.returncode == 0, (args, done.stderr)


def account(server, name, password=PASSWORD):
    address = f"{name}@test.example"
    done = server.cli("account", "create", address, "--password", input=password + "\n")
    assert done.returncode == 0, done.stderr
    return address


def change_password(server, address, password):
    done = server.cli("account", "password", address, "--password", input=password + "\n")
    assert done.returncode == 0, done.stderr


# -- one way to say AUTH in each protocol: send(text) gives the challenge, or the end: True when it is a success

class Smtp:
    def __init__(self, server):
        self.wire = Wire(server, "submissions", tls=True)
        self.wire.reply()
        self.offer = self.wire.ask("EHLO client.example")
        self.first = "AUTH "

    def send(self, text):
        answer = self.wire.ask(text)
        return answer[4:].strip() if answer.startswith(b"334") else answer.startswith(b"235")


class Imap:
    def __init__(self, server):
        self.wire = Wire(server, "imaps", tls=True)
        self.offer = self.wire.line()
        self.first = "a AUTHENTICATE "

    def send(self, text):
        self.wire.send(text + "\r\n")
        answer = self.wire.line()
        return answer[2:].strip() if answer.startswith(b"+ ") else answer.startswith(b"a OK")


class Pop3:
    def __init__(self, server):
        self.wire = Wire(server, "pop3s", tls=True)
        self.wire.line()
        self.wire.send("CAPA\r\n")
        self.offer = b""
        while (line := self.wire.line()) != b".\r\n":
            self.offer += line
        self.first = "AUTH "

    def send(self, text):
        self.wire.send(text + "\r\n")
        answer = self.wire.line()
        return answer[2:].strip() if answer.startswith(b"+ ") else answer.startswith(b"+OK")


def scram(talk, user, password, header="n,,", bound=b""):
    """RFC 5802 §5: whether the server let the client in, after it proved to know the password as well."""
    bare = f"n={user},r=clientnonce"
    mechanism = "SCRAM-SHA-256-PLUS " if bound else "SCRAM-SHA-256 "
    challenge = talk.send(talk.first + mechanism + base64.b64encode(f"{header}{bare}".encode()).decode())
    if header.startswith("y"):
        return challenge
    assert isinstance(challenge, bytes), "the first message is answered for everybody"
    server_first = base64.b64decode(challenge).decode()
    nonce, salt, count = (part[2:] for part in server_first.split(","))
    assert nonce.startswith("clientnonce") and len(nonce) > len("clientnonce")
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(count))
    key = hmac.digest(salted, b"Client Key", "sha256")
    without_proof = f"c={base64.b64encode(header.encode() + bound).decode()},r={nonce}"
    message = f"{bare},{server_first},{without_proof}".encode()
    proof = bytes(a ^ b for a, b in zip(key, hmac.digest(hashlib.sha256(key).digest(), message, "sha256")))
    answer = talk.send(base64.b64encode(f"{without_proof},p={base64.b64encode(proof).decode()}".encode()).decode())
    if not isinstance(answer, bytes):
        return answer
    signature = hmac.digest(hmac.digest(salted, b"Server Key", "sha256"), message, "sha256")
    assert base64.b64decode(answer) == b"v=" + base64.b64encode(signature)
    return talk.send("")


@pytest.mark.parametrize("protocol", [Smtp, Imap, Pop3])
def test_scram_is_off_as_shipped(server, protocol):
    assert b"SCRAM" not in protocol(server).offer


@pytest.mark.parametrize("protocol", [Smtp, Imap, Pop3])
def test_scram_lets_in_whose_password_was_set_while_it_is_offered(server, protocol):
    user = account(server, f"scram-{protocol.__name__.lower()}")
    cli(server, "settings", "set", "auth.offer_scram", "on")
    try:
        assert b"SCRAM-SHA-256" in protocol(server).offer
        assert not scram(protocol(server), user, PASSWORD), "its password is older than the offer"
        change_password(server, user, CHANGED)
        assert scram(protocol(server), user, CHANGED)
        assert not scram(protocol(server), user, PASSWORD)
        assert not scram(protocol(server), "nobody@test.example", CHANGED)
        fresh = account(server, f"fresh-{protocol.__name__.lower()}")
        assert scram(protocol(server), fresh, PASSWORD)
    finally:
        cli(server, "settings", "reset", "auth.offer_scram")


@pytest.mark.parametrize("protocol", [Smtp, Imap, Pop3])
def test_scram_plus_holds_on_its_own_connection_only(server, protocol):
    """RFC 5929 §4: bound to the certificate that the client saw. RFC 5802 §6: who was told of no PLUS is told the truth."""
    cli(server, "settings", "set", "auth.offer_scram", "on")
    try:
        user = account(server, f"plus-{protocol.__name__.lower()}")
        talk = protocol(server)
        assert b"SCRAM-SHA-256-PLUS" in talk.offer
        seen = hashlib.sha256(talk.wire.socket.getpeercert(True)).digest()
        header = "p=tls-server-end-point,,"
        assert scram(talk, user, PASSWORD, header, seen)
        assert not scram(protocol(server), user, PASSWORD, header, hashlib.sha256(b"of the man in the middle").digest())
        assert not scram(protocol(server), user, PASSWORD, "y,,")
    finally:
        cli(server, "settings", "reset", "auth.offer_scram")


# -- what is open when a password changes

def test_sessions_end_with_the_password_they_began_with(server):
    user = account(server, "changing")
    first = base64.b64encode(f"\0{user}\0{PASSWORD}".encode()).decode()
    talks = [protocol(server) for protocol in (Smtp, Imap, Pop3)]
    assert all(talk.send(f"{talk.first}PLAIN {first}") is True for talk in talks)
    change_password(server, user, CHANGED)
    smtp, imap, pop3 = (talk.wire for talk in talks)
    assert smtp.ask(f"MAIL FROM:<{user}>").startswith(b"421")
    imap.send("b NOOP\r\n")
    assert imap.line().startswith(b"* BYE")
    pop3.send("STAT\r\n")
    assert pop3.line().startswith(b"-ERR")
    assert smtp.rest() + imap.rest() + pop3.rest() == b""


@pytest.mark.parametrize("protocol", [Smtp, Imap, Pop3])
def test_a_connection_ends_after_five_failed_logins(server, protocol):
    talk = protocol(server)
    wrong = base64.b64encode(f"\0{server.address(1)}\0wrong-password-7".encode()).decode()
    for _ in range(5):
        assert talk.send(f"{talk.first}PLAIN {wrong}") is False
    talk.wire.rest()
    assert talk.wire.line() == b""

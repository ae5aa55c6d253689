"""IMAP over real connections, where what is tested is the connection itself: waking between commands, compression."""
import contextlib
import zlib

import pytest
from wire import Wire

OPTIONS = ["--set", "imap.offer_compression=on"]


@contextlib.contextmanager
def session(server, n=1, service="imaps"):
    with Wire(server, service, tls=service == "imaps") as w:
        w.line()
        assert w.tagged(f'LOGIN {server.address(n)} "{server.password}"')[-1].startswith(b"a OK")
        yield w


def append(w, mailbox, body=b"Subject: x\r\n\r\nhello\r\n"):
    w.send(b"p APPEND %s {%d+}\r\n%s\r\n" % (mailbox.encode(), len(body), body))
    while not (line := w.line()).startswith(b"p "):
        assert line
    assert line.startswith(b"p OK"), line


def test_notify_speaks_between_commands(server):  # RFC 5465 §3.1
    with session(server) as listener, session(server) as other:
        listener.socket.settimeout(20)
        groups = "(selected (MessageNew (UID) MessageExpunge FlagChange)) (personal (MessageNew MessageExpunge MailboxName))"
        assert listener.tagged("SELECT INBOX")[-1].startswith(b"a OK")
        assert listener.tagged(f"NOTIFY SET {groups}")[-1] == b"a OK Done\r\n"
        append(other, "INBOX")
        assert listener.line() == b"* 1 EXISTS\r\n"
        assert listener.line() == b"* 1 FETCH (UID 1)\r\n"
        append(other, "Sent")
        assert listener.line() == b"* STATUS Sent (MESSAGES 1 UIDNEXT 2)\r\n"
        assert other.tagged("CREATE Heard")[-1].startswith(b"a OK")
        assert listener.line() == b'* LIST (\\HasNoChildren) "/" Heard\r\n'
        assert listener.tagged("NOOP") == [b"a OK Done\r\n"]


class Deflated:
    """The same lines through raw deflate, both ways."""

    def __init__(self, wire):
        self.wire = wire
        self.out = zlib.compressobj(wbits=-15)
        self.back = zlib.decompressobj(wbits=-15)
        self.text = b""

    def send(self, data):
        self.wire.socket.sendall(self.out.compress(data) + self.out.flush(zlib.Z_SYNC_FLUSH))

    def line(self):
        while b"\r\n" not in self.text:
            data = self.wire.socket.recv(65536)
            assert data
            self.text += self.back.decompress(data)
        line, self.text = self.text.split(b"\r\n", 1)
        return line

    def tagged(self, command):
        self.send(b"c " + command + b"\r\n")
        lines = [self.line()]
        while not lines[-1].startswith(b"c "):
            lines.append(self.line())
        return lines


@pytest.mark.parametrize("service", ["imaps", "imap"])
def test_compress_works_on_both_directions(server, service):  # RFC 4978 §3
    with session(server, 2, "imaps") as filler:
        append(filler, "INBOX", b"Subject: large\r\n\r\n" + b"the same again " * 20_000 + b"\r\n")
    with Wire(server, service, tls=service == "imaps") as w:
        w.line()
        if service == "imap":
            assert w.tagged("STARTTLS")[-1].startswith(b"a OK")
            w.start_tls(server)
        login = w.tagged(f'LOGIN {server.address(2)} "{server.password}"')[-1]
        assert b" COMPRESS=DEFLATE" in login
        assert w.tagged("COMPRESS DEFLATE")[-1].startswith(b"a OK")
        d = Deflated(w)
        assert d.tagged(b"COMPRESS DEFLATE")[-1].startswith(b"c NO [COMPRESSIONACTIVE]")
        assert not any(b"COMPRESS" in line for line in d.tagged(b"CAPABILITY"))
        assert d.tagged(b"SELECT INBOX")[-1].startswith(b"c OK")
        d.send(b"f FETCH 1 (BODY.PEEK[TEXT]<0.300000>)\r\n")
        assert d.line() == b"* 1 FETCH (BODY[TEXT]<0> {300000}"
        assert d.line() == b"the same again " * 20_000 + b")"
        assert d.line() == b"f OK Fetched"
        d.send(b"i IDLE\r\n")
        assert d.line() == b"+ Idling"
        with session(server, 2) as other:
            append(other, "INBOX")
        assert d.line().endswith(b" EXISTS")
        d.send(b"DONE\r\n")
        assert d.line() == b"i OK Idle ended"

"""Servers of others on loopback, as the tests want them: well behaved, slow, without TLS, that put mail off or refuse it."""
import base64
import contextlib
import itertools
import os
import re
import select
import socket
import socketserver
import ssl
import struct
import subprocess
import threading


def certificate(folder, *names, authority=None):
    """A certificate for the names, of the authority (such a pair itself) or self-signed: the file of the certificate, and of its key."""
    files = [folder / f"{names[0]}.{kind}" for kind in ("crt", "key")]
    alternatives = ",".join(f"DNS:{name}" for name in names)
    issuer = ["-CA", authority[0], "-CAkey", authority[1]] if authority else []
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", f"/CN={names[0]}",
                    "-addext", f"subjectAltName={alternatives}", *issuer, "-keyout", files[1], "-out", files[0]], check=True, capture_output=True)
    return files


GONE = ConnectionError("as the test wants it")


def hangs(session):
    """Reads, and says nothing for as long as the other stays."""
    while session.socket.recv(4096):
        pass
    raise GONE


def deaf(session):
    """Neither reads nor says anything for as long as the other stays."""
    wait = select.poll()
    wait.register(session.socket, select.POLLRDHUP)
    wait.poll(120_000)
    raise GONE


def sips(session):
    """Reads, but hardly."""
    while session.socket.recv(100):
        select.select([], [], [session.socket], 0.05)
    raise GONE


def leaves(session):
    raise GONE


def resets(session):
    session.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(session.socket.detach())  # at once, whoever else holds it
    raise GONE


def says(octets, again=1):
    """These octets, in place of a reply, so many times or until the other has had enough; then it hangs."""
    def act(session):
        for _ in range(again):
            session.socket.sendall(octets)
        hangs(session)
    return act


def trickles(octets):
    """One octet after the other, slowly and without end, so that each wait for one alone is short."""
    def act(session):
        for octet in itertools.chain(octets, itertools.repeat(octets[-1])):
            session.socket.sendall(bytes([octet]))
            if select.select([session.socket], [], [], 0.1)[0] and not session.socket.recv(4096):
                raise GONE
    return act


class Gate:
    """Holds an answer back until the test lets it go; `reached`: somebody waits for it."""

    def __init__(self, says=None):
        self.said, self.reached, self.opened = says, threading.Event(), threading.Event()

    def __call__(self, session):
        self.reached.set()
        assert self.opened.wait(120)
        return self.said


class Peer:
    """An SMTP server at one address. `answers`: what it says to a verb in place of the usual, in their order, the last for ever: a text,
    nothing (the usual), or somebody who is given the session and says it himself, or gives back one of these. Besides the verbs there are
    CONNECT, TEXT (after the first line of a message) and END (after all of it).
    `certificate`: offers STARTTLS; `login`: user and password that it wants to see, over TLS, before it takes mail; `hangs`: takes
    connections and says nothing; `leaves`: says this after each message and goes; `then`: called each time a message was answered at its end."""

    def __init__(self, host, port, answers=None, certificate=None, hangs=False, leaves=None, offers=("PIPELINING", "8BITMIME", "SIZE 10000000"),
                 login=None, then=None):
        self.answers = {verb: list(said) for verb, said in (answers or {}).items()}
        self.certificate, self.hangs, self.leaves, self.offers, self.login = certificate, hangs, leaves, list(offers), login
        self.then = then
        self.messages, self.commands, self.logins, self.connections = [], [], [], 0
        self.open = 0  # connections that have not ended
        self.sockets = set()  # theirs
        self.seen = 0  # messages that were read to their end, whatever was said then
        self.lock = threading.Lock()
        peer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                with peer.lock:
                    peer.connections += 1
                    peer.open += 1
                    peer.sockets.add(self.request)
                try:
                    Session(peer, self.request).run()
                except (OSError, ssl.SSLError):
                    pass
                finally:
                    with peer.lock:
                        peer.open -= 1
                        peer.sockets.discard(self.request)

        class Listener(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 128

        self.server = Listener((host, port), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def hang_up(self):
        """On all who are there."""
        with self.lock:
            for one in self.sockets:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def said(self, verb, usual):
        with self.lock:
            left = self.answers.get(verb)
            if not left:
                return usual
            said = left.pop(0) if len(left) > 1 else left[0]
            return usual if said is None else said

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Session:
    def __init__(self, peer, connection):
        self.peer, self.socket, self.tls, self.known = peer, connection, False, peer.login is None
        self.address = connection.getpeername()[0]
        self.file = self.socket.makefile("rb")
        self.begin()

    def begin(self):
        self.sender, self.recipients = None, []

    def say(self, text):
        self.socket.sendall(text.encode() + b"\r\n")

    def answer(self, verb, usual):
        said = self.peer.said(verb, usual)
        if callable(said):
            said = said(self)
        return usual if said is None else said

    def run(self):
        if self.peer.hangs:
            hangs(self)
        self.say(self.answer("CONNECT", "220 peer.test ESMTP"))
        while (line := self.file.readline()).endswith(b"\n"):
            assert line.endswith(b"\r\n") and b"\n" not in line[:-2] and b"\r" not in line[:-2], line
            command = line.decode().rstrip("\r\n")
            with self.peer.lock:
                self.peer.commands.append(command)
            verb = command.split(" ")[0].upper()
            if verb == "QUIT":
                return self.say("221 2.0.0 bye")
            getattr(self, verb.lower(), self.other)(command)

    def other(self, command):
        self.say(self.answer(command.split(" ")[0].upper(), "502 5.5.1 no"))

    def ehlo(self, command):
        offers = self.peer.offers + (["STARTTLS"] if self.peer.certificate and not self.tls else [])
        offers += ["AUTH PLAIN"] if self.peer.login and self.tls else []
        lines = ["peer.test", *offers]
        self.say(self.answer("EHLO", "\r\n".join(f"250{'-' if i < len(lines) - 1 else ' '}{text}" for i, text in enumerate(lines))))

    def starttls(self, command):
        said = self.answer("STARTTLS", "220 2.0.0 go")
        self.say(said)
        if not said.startswith("2"):
            return
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.peer.certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.file, self.tls = self.socket.makefile("rb"), True
        self.begin()

    def auth(self, command):
        given = command.split(" ")[2:]
        if not given:
            self.say("334 ")
            given = [self.file.readline().decode().strip()]
        login = tuple(base64.b64decode(given[0]).decode().split("\0")[1:])
        with self.peer.lock:
            self.peer.logins.append(login)
        self.known = login == self.peer.login
        self.say("235 2.7.0 welcome" if self.known else "535 5.7.8 no")

    def mail(self, command):
        self.begin()
        if not self.known:
            return self.say("530 5.7.0 who are you")
        said = self.answer("MAIL", "250 2.1.0 ok")
        if said.startswith("2"):
            self.sender = command
        self.say(said)

    def rcpt(self, command):
        if self.sender is None:
            return self.say("503 5.5.1 no sender")
        who = re.search("<(.*)>", command)[1]
        said = self.answer(f"RCPT {who}", None) or self.answer("RCPT", "250 2.1.5 ok")
        if said.startswith("2"):
            self.recipients.append(who)
        self.say(said)

    def data(self, command):
        if not self.recipients:
            return self.say("503 5.5.1 no recipients")
        go = self.answer("DATA", "354 go")
        self.say(go)
        if not go.startswith("354"):
            return
        lines = []
        for line in iter(self.file.readline, b".\r\n"):
            if not line.endswith(b"\n"):
                return  # gone in the middle
            if not lines:
                self.answer("TEXT", "")
            assert line.endswith(b"\r\n") and b"\r" not in line[:-2], line
            lines.append(line[1:] if line.startswith(b".") else line)
        with self.peer.lock:
            self.peer.seen += 1
        said = self.answer("END", "250 2.0.0 taken")
        if said.startswith("2"):
            with self.peer.lock:
                self.peer.messages.append({"from": self.sender, "to": self.recipients, "text": b"".join(lines), "tls": self.tls, "address": self.address})
        self.begin()
        if self.peer.leaves is not None:
            self.socket.sendall((said + "\r\n" + self.peer.leaves).encode())
            raise GONE
        self.say(said)
        if self.peer.then:
            self.peer.then()

    def rset(self, command):
        self.begin()
        self.say("250 2.0.0 ok")

    def noop(self, command):
        self.say("250 2.0.0 ok")

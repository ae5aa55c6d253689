"""Talking bytes: one connection, lines in and out, for what well-behaved libraries refuse to send."""
import contextlib


class Wire:
    def __init__(self, server, service, tls=False, source=""):
        self.socket = server.connect(service, source)
        if tls:
            self.socket = server.tls().wrap_socket(self.socket)
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.file.close()
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data.encode() if isinstance(data, str) else data)

    def line(self):
        return self.file.readline()

    def reply(self):
        """One SMTP reply, all its lines; empty when the server has closed."""
        lines = []
        while line := self.line():
            lines.append(line)
            if line[3:4] != b"-":
                break
        return b"".join(lines)

    def ask(self, command):
        self.send(command + "\r\n")
        return self.reply()

    def tagged(self, command, tag="a"):
        """An IMAP command and all lines up to its tagged one."""
        self.send(f"{tag} {command}\r\n")
        lines = []
        while line := self.line():
            lines.append(line)
            if line.startswith(tag.encode() + b" "):
                break
        return lines

    def start_tls(self, server):
        """The handshake, on a connection whose STARTTLS was answered."""
        self.file.close()
        self.socket = server.tls().wrap_socket(self.socket)
        self.file = self.socket.makefile("rb")

    def rest(self):
        """All until the server closes, or has closed on what it did not read."""
        said = b""
        with contextlib.suppress(ConnectionResetError):
            while piece := self.file.read1(1 << 16):
                said += piece
        return said

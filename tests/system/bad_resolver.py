"""Stands between a server and the name server of the tests, and fails as a test wants it."""
import socket
import threading

SERVFAIL = 2


class BadResolver:
    """`how`: by a piece of the name that is asked for, "silent", "servfail" or "fine"; the empty piece is of all names. `asked`: how many
    questions met each piece."""

    host = "127.0.0.1"

    def __init__(self, behind):
        self.behind = behind
        self.how, self.asked = {}, {}
        self.lock = threading.Lock()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((self.host, 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while True:
            question, whose = self.socket.recvfrom(4096)
            if not question:
                return
            threading.Thread(target=self.answer, args=(question, whose), daemon=True).start()

    # A name on the wire: each label behind its length.
    def mode(self, question):
        name = question[12:question.index(b"\0", 12)].lower()
        with self.lock:
            for piece, how in self.how.items():
                if piece.encode() in name:
                    self.asked[piece] = self.asked.get(piece, 0) + 1
                    return how
        return "fine"

    def answer(self, question, whose):
        how = self.mode(question)
        if how == "servfail":
            self.socket.sendto(question[:2] + bytes([question[2] | 0x80, 0x80 | SERVFAIL]) + question[4:], whose)
        if how != "fine":
            return
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.settimeout(5)
            s.connect((self.behind.host, self.behind.port))
            s.send(question)
            self.socket.sendto(s.recv(65535), whose)

    def close(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.sendto(b"", (self.host, self.port))
        self.thread.join(10)
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

"""What ./dev bench measures: each row one piece of work, the peer it is compared with, and the ratio that must and may be reached."""
import dataclasses
import enum


class When(enum.Enum):
    """How our server stands before a row: the peer is always warm."""

    WARM = "the work was done once before, unmeasured"
    DELIVERED = "the mailbox was filled just before"
    RESTARTED = "the server was restarted just before"
    COLD = "the work is so much that warming up is nothing: both sides do it once, without"


@dataclasses.dataclass(frozen=True)
class Row:
    key: str
    title: str
    work: str  # mailload's workload
    port: str  # key of target.json
    peer: str  # postfix-dovecot, dovecot, dovecot-tuned
    must: float  # ours / theirs for rates; theirs / ours where less is better
    aim: float
    options: dict
    figure: str = "ops_per_s"  # or visible_per_s, server_cpu_ms_per_op, p50_ms
    less_is_better: bool = False
    mailbox: str = ""  # filled beforehand: "big" (100,000 messages of 700 octets) or "ten" (10,000 of 3 kB)
    when: When = When.WARM
    inboxes: int = 0  # so many users' inboxes hold a thousand messages of 3 kB beforehand

    def piece(self):
        """Rows with the same are measured together."""
        return self.work, self.port, self.peer, self.options, self.mailbox, self.when, self.inboxes


def smtp(key, title, must, aim, figure="visible_per_s", less_is_better=False, **options):
    return Row(key, title, "smtp", "smtp", "postfix-dovecot", must, aim, dict(size=5000, **options), figure, less_is_better)


def imap(key, title, work, must, aim, peer="dovecot", inboxes=0, **options):
    return Row(key, title, work, "imap", peer, must, aim, options, inboxes=inboxes)


def fetch(key, title, must, aim, items, mailbox="big", when=When.WARM):
    return Row(key, title, "imap-cmd", "imap", "dovecot", must, aim, dict(conns=1, repeat=3 if when is When.WARM else 1, cmd=items), "p50_ms", True,
               mailbox, when)


def queue(key, title, must, aim, figure, less_is_better=False):
    return Row(key, title, "queue", "smtp", "postfix-relay", must, aim, dict(count=100_000, conns=50), figure, less_is_better, when=When.COLD)


FLAGS = "FETCH 1:* (FLAGS UID)"
HEADERS = "FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (FROM SUBJECT DATE)])"
ENVELOPE = "FETCH 1:* (UID ENVELOPE RFC822.SIZE)"

ROWS = [
    smtp("smtp-c20", "delivered and visible, 20 connections, a new one each", 8, 12, conns=20, count=1000),
    smtp("smtp-c20-reuse", "delivered and visible, 20 kept connections", 12, 20, conns=20, count=1500, reuse=1),
    smtp("smtp-cpu", "server CPU per message, 20 kept connections", 12, 20, "server_cpu_ms_per_op", True, conns=20, count=1500, reuse=1),
    smtp("smtp-c1", "delivered and visible, one connection", 3, 6, conns=1, count=300),
    imap("imap-login", "IMAP login + SELECT, 20 connections", "imap-login", 15, 20, inboxes=1, conns=20, count=1000),
    imap("imap-login-tuned", "the same against login processes that are reused", "imap-login", 2.5, 4, "dovecot-tuned", inboxes=1, conns=20, count=1000),
    imap("imap-noop", "NOOP, 20 connections", "imap-cmd", 2, 3, conns=20, repeat=4000, cmd="NOOP", users=20),
    imap("imap-store-c1", "STORE, durable against unsynced, one connection", "imap-store", 0.45, 0.8, inboxes=1, conns=1, count=3000),
    imap("imap-store-c20", "STORE, 20 connections", "imap-store", 1.5, 2, inboxes=20, conns=20, count=20000, users=20),
    imap("imap-append-one", "APPEND, 20 connections, one mailbox", "imap-append", 8, 10, conns=20, count=1500, size=5000),
    imap("imap-append-twenty", "APPEND, 20 connections, 20 mailboxes", "imap-append", 4, 6, conns=20, count=1500, size=5000, users=20),
    fetch("fetch-flags", "FETCH FLAGS of 100,000 messages", 3, 5, FLAGS),
    fetch("fetch-flags-first", "the same, ours just delivered, theirs warm", 3, 5, FLAGS, when=When.DELIVERED),
    fetch("fetch-flags-restart", "the same, ours just restarted, theirs warm", 3, 5, FLAGS, when=When.RESTARTED),
    fetch("fetch-headers", "FETCH header fields of 100,000 messages", 3, 6, HEADERS),
    fetch("fetch-headers-first", "the same, ours just delivered, theirs warm", 3, 6, HEADERS, when=When.DELIVERED),
    fetch("fetch-headers-restart", "the same, ours just restarted, theirs warm", 3, 6, HEADERS, when=When.RESTARTED),
    fetch("fetch-envelope", "FETCH ENVELOPE of 100,000 messages", 5, 6, ENVELOPE),
    fetch("fetch-envelope-first", "the same, ours just delivered, theirs warm", 5, 6, ENVELOPE, when=When.DELIVERED),
    fetch("fetch-envelope-restart", "the same, ours just restarted, theirs warm", 5, 6, ENVELOPE, when=When.RESTARTED),
    fetch("fetch-bodies", "bodies of 10,000 messages of 3 kB", 3, 6, "FETCH 1:* (UID BODY.PEEK[])", "ten"),
    fetch("search-text", "SEARCH TEXT in 10,000 messages", 1, 1, "SEARCH TEXT zebrafinch", "ten"),
    Row("pop3-retr", "POP3 RETR, one connection", "pop3", "pop3", "dovecot", 2, 3, dict(conns=1, count=1000, repeat=2), inboxes=1),
    queue("queue", "100,000 messages in and out to 1,000 domains", 3, 5, "delivered_per_s"),
    queue("queue-cpu", "server CPU of each of these", 3, 5, "server_cpu_ms_per_op", True),
]


@dataclasses.dataclass(frozen=True)
class Alone:
    """A figure of ours that no peer is measured for."""

    group: str  # measured together
    key: str
    title: str
    must: float  # at most, or at least where more is better
    aim: float
    more_is_better: bool = False


LONG_PAGES = (("list", "10,000 accounts"), ("denied", "10,000 denied networks"), ("queue", "10,000 waiting messages"),
              ("form", "all settings, above 200 fields"))

ALONE = [
    Alone("starts", "start", "every port answers after an orderly stop, ms", 200, 50),
    Alone("starts", "start-crash", "every port answers after kill -9 under load, ms", 200, 50),
    Alone("starts", "up", "./dev up on a new folder, ms", 1000, 1000),
    Alone("idle", "idle-server", "idle server, resident MiB", 40, 25),
    Alone("idle", "idle-plain", "idle IMAP connection, plain, KiB", 16, 8),
    Alone("idle", "opened-plain", "idle IMAP connections opened, plain, /s", 1000, 1000, True),
    Alone("idle", "idle-tls", "idle IMAP connection, TLS, KiB", 40, 24),
    Alone("idle", "opened-tls", "idle IMAP connections opened, TLS, /s", 500, 500, True),
    Alone("guard", "guard-accept", "guard: a decision at accept among a million entries, ns", 1000, 500),
    Alone("guard", "guard-accept-blocks", "guard: the same among a million blocks, ns", 1000, 500),
    Alone("guard", "guard-accept-allocations", "guard: allocations of a decision", 0, 0),
    # The issue names no number: so many the recorder keeps at most (20,000 in 100 ms).
    Alone("guard", "guard-events", "guard: events judged and recorded by two threads, /s", 200_000, 1_000_000, True),
    Alone("guard-memory", "guard-memory-wide", "guard: 10,000,000 addresses from everywhere in an hour, MiB", 256, 128),
    Alone("guard-memory", "guard-memory-narrow", "guard: the same from a 256th of all networks, MiB", 256, 128),
    Alone("audit", "audit", "audit of 10,000 accounts, ms", 5000, 1000),
    Alone("logs", "log-message", "logs: a message in a day of 5,000,000 lines, ms", 1000, 200),
    Alone("logs", "log-account", "logs: an account of 2,000, its last 1,000 lines, ms", 1000, 200),
    Alone("logs", "log-sessions", "logs: the same with its whole sessions, ms", 1000, 500),
    Alone("logs", "log-text", "logs: a text, ms", 1000, 1000),
    Alone("api", "api-read", "api: what lists ask for, 50 sessions at work, p95, ms", 50, 20),
    Alone("api", "api-write", "api: a change, durable, 50 sessions at work, p95, ms", 150, 50),
    Alone("api", "api-live", "logs: a line until whoever follows sees it, p95, ms", 500, 250),
    Alone("queue-hanging", "queue-hanging", "queue: rate to others while a hundredth of the domains hang, to that without", 0.9, 1, True),
    Alone("queue-million", "queue-million", "queue: memory that a million waiting messages take as they come in, MiB", 256, 64),
    Alone("queue-million", "queue-million-start", "queue: start with them, ms", 5000, 1000),
    Alone("queue-million", "queue-million-memory", "queue: all memory of the server after that, MiB", 256, 128),
    Alone("queue-million", "queue-million-list", "queue: the thousand that are due first, ms", 1000, 200),
    Alone("queue-million", "queue-million-new", "queue: 5,000 new messages to servers that are there, /s", 1000, 2000, True),
    *(row for name, what in LONG_PAGES for row in (
        Alone("web", f"web-{name}-paint", f"console: {what}: first paint, median of 20, ms", 300, 200),
        Alone("web", f"web-{name}-key", f"console: {what}: task time of a keystroke, p95, median of 3, ms", 16, 8),
        Alone("web", f"web-{name}-key-all", f"console: {what}: all that a keystroke is work for, to its frame, p95, median of 3, ms", 50, 16),
        Alone("web", f"web-{name}-frame", f"console: {what}: a frame of 733 px of scrolling, p95, ms", 20, 17),
        Alone("web", f"web-{name}-tasks", f"console: {what}: tasks above 50 ms in 200 of them and in what is typed", 0, 0))),
    Alone("web", "web-blank-key", "console: task time of a keystroke with an empty page, p95, ms", 16, 8),
    Alone("web", "web-blank-key-all", "console: all that a keystroke is work for with an empty page, p95, ms", 50, 16),
    *(row for page in ("login", "overview", "account") for row in (
        Alone("lighthouse", f"lighthouse-{page}", f"Lighthouse, {page}: the least of four categories, desktop, median of 3", 95, 100, True),
        Alone("lighthouse", f"lighthouse-{page}-mobile", f"Lighthouse, {page}: performance, mobile, median of 3", 95, 100, True))),
]

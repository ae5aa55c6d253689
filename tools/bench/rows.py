"""What ./dev bench measures: each row one piece of work, the peer it is compared with, and the ratio that must and may be reached."""
import dataclasses


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
    theirs: dict = dataclasses.field(default_factory=dict)  # options that differ at the peer


def smtp(**options):
    return dict(size=5000, **options)


ROWS = [
    Row("smtp-c20", "delivered and visible, 20 connections, a new one each", "smtp", "smtp", "postfix-dovecot", 8, 12,
        smtp(conns=20, count=1000), "visible_per_s"),
    Row("smtp-c20-reuse", "delivered and visible, 20 kept connections", "smtp", "smtp", "postfix-dovecot", 12, 20,
        smtp(conns=20, count=1500, reuse=1), "visible_per_s"),
    Row("smtp-c1", "delivered and visible, one connection", "smtp", "smtp", "postfix-dovecot", 3, 6, smtp(conns=1, count=300), "visible_per_s"),
    Row("smtp-cpu", "server CPU per message, 20 kept connections", "smtp", "smtp", "postfix-dovecot", 12, 20,
        smtp(conns=20, count=1500, reuse=1), "server_cpu_ms_per_op", True),
    Row("imap-login", "IMAP login + SELECT, 20 connections", "imap-login", "imap", "dovecot", 15, 20, dict(conns=20, count=1000)),
    Row("imap-login-tuned", "the same against login processes that are reused", "imap-login", "imap", "dovecot-tuned", 2.5, 4,
        dict(conns=20, count=1000)),
    Row("imap-noop", "NOOP, 20 connections", "imap-cmd", "imap", "dovecot", 2, 3, dict(conns=20, repeat=4000, cmd="NOOP", users=20)),
    Row("imap-store-c1", "STORE, durable against unsynced, one connection", "imap-store", "imap", "dovecot", 0.45, 0.8, dict(conns=1, count=3000)),
    Row("imap-store-c20", "STORE, 20 connections", "imap-store", "imap", "dovecot", 1.5, 2, dict(conns=20, count=20000, users=20)),
    Row("imap-append-one", "APPEND, 20 connections, one mailbox", "imap-append", "imap", "dovecot", 8, 10, smtp(conns=20, count=1500)),
    Row("imap-append-twenty", "APPEND, 20 connections, 20 mailboxes", "imap-append", "imap", "dovecot", 4, 6, smtp(conns=20, count=1500, users=20)),
    Row("fetch-flags", "FETCH FLAGS of 100,000 messages", "imap-cmd", "imap", "dovecot", 3, 5,
        dict(conns=1, repeat=5, cmd="FETCH 1:* (FLAGS UID)"), "p50_ms", True, "big"),
    Row("fetch-headers", "FETCH header fields of 100,000 messages", "imap-cmd", "imap", "dovecot", 3, 6,
        dict(conns=1, repeat=2, cmd="FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (FROM SUBJECT DATE)])"), "p50_ms", True, "big"),
    Row("fetch-envelope", "FETCH ENVELOPE of 100,000 messages", "imap-cmd", "imap", "dovecot", 5, 6,
        dict(conns=1, repeat=2, cmd="FETCH 1:* (UID ENVELOPE RFC822.SIZE)"), "p50_ms", True, "big"),
    Row("fetch-bodies", "bodies of 10,000 messages of 3 kB", "imap-cmd", "imap", "dovecot", 3, 6,
        dict(conns=1, repeat=2, cmd="FETCH 1:* (UID BODY.PEEK[])"), "p50_ms", True, "ten"),
    Row("search-text", "SEARCH TEXT in 10,000 messages", "imap-cmd", "imap", "dovecot", 1, 1,
        dict(conns=1, repeat=2, cmd="SEARCH TEXT zebrafinch"), "p50_ms", True, "ten"),
    Row("pop3-retr", "POP3 RETR, one connection", "pop3", "pop3", "dovecot", 2, 3, dict(conns=1, count=1000, repeat=1)),
]

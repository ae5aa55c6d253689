"""kill -9 at random moments under writers: every acknowledged change is there once, and numbers only grow."""
import imaplib
import os
import random
import re
import smtplib
import threading
import time

from clients import imap, message
from wire import Wire

SECONDS = float(os.environ.get("POSTERN_CRASH_SECONDS", "15"))
OPTIONS = ["--set", "logs.smtp_in=exceptions", "--set", "logs.delivery=exceptions"]
GONE = (OSError, EOFError, smtplib.SMTPException, imaplib.IMAP4.abort)
BOXES = ((1, "INBOX"), (2, "INBOX"), (1, "Drafts"), (2, "Drafts"))


class Ledger:
    """What the server has acknowledged; what it was asked and did not answer may or may not have happened."""

    def __init__(self):
        self.lock = threading.Lock()
        self.stored = set()  # (account, mailbox, subject) answered with 250 or OK
        self.uids = {}  # (account, mailbox) -> {uid: subject}: APPENDUID and what was seen
        self.expunged = {}  # (account, mailbox) -> subjects whose EXPUNGE was answered
        self.doubtful = {}  # (account, mailbox) -> subjects whose EXPUNGE was asked
        self.flagged = {}  # (account, mailbox) -> subjects whose STORE was answered
        self.validity = {}
        self.numbers = {}


def deliver(server, ledger, stop, name):
    """Mail from outside to two accounts at once, many a connection."""
    k = 0
    while not stop.is_set():
        try:
            with smtplib.SMTP(server.host, server.smtp, local_hostname="client.example", timeout=10) as s:
                while not stop.is_set():
                    k += 1
                    body = f"{k}\r\n" * (20_000 if k % 17 == 0 else 20)  # some are large enough for a file of their own
                    s.sendmail("a@other.example", [server.address(1), server.address(2)], message(f"{name}-{k}", body=body, sender="a@other.example"))
                    with ledger.lock:
                        ledger.stored |= {(1, "INBOX", f"{name}-{k}"), (2, "INBOX", f"{name}-{k}")}
        except GONE:
            stop.wait(0.02)


def edit(server, ledger, stop, name, box):
    """APPEND, STORE and EXPUNGE of its own messages in a mailbox that it shares with another session."""
    n, mailbox = box
    k = 0
    while not stop.is_set():
        try:
            m = imap(server, n, tls=False)
            m.select(mailbox)
            while not stop.is_set():
                k += 1
                subject = f"{name}-{k}"
                said = m.append(mailbox, None, None, message(subject))
                uid = int(re.search(rb"APPENDUID \d+ (\d+)", said[1][0])[1])
                with ledger.lock:
                    ledger.stored.add((n, mailbox, subject))
                    assert ledger.uids.setdefault(box, {}).setdefault(uid, subject) == subject, "a UID was given twice"
                if k % 3 == 0:
                    assert m.uid("STORE", str(uid), "+FLAGS.SILENT", "(\\Flagged $kept)")[0] == "OK"
                    with ledger.lock:
                        ledger.flagged.setdefault(box, set()).add(subject)
                if k % 4 == 0:
                    with ledger.lock:
                        ledger.doubtful.setdefault(box, set()).add(subject)
                    m.uid("STORE", str(uid), "+FLAGS.SILENT", "(\\Deleted)")
                    assert m.uid("EXPUNGE", str(uid))[0] == "OK"
                    with ledger.lock:
                        ledger.expunged.setdefault(box, set()).add(subject)
        except GONE:
            stop.wait(0.02)


def listing(server, n, mailbox, rows=True):
    """[(uid, subject, flags, size)], UIDVALIDITY, UIDNEXT, HIGHESTMODSEQ."""
    with Wire(server, "imaps", tls=True) as w:
        w.line()
        assert w.tagged(f"LOGIN {server.address(n)} {server.password}")[-1].startswith(b"a OK")
        opened = b"".join(w.tagged(f"EXAMINE {mailbox}"))
        numbers = [int(re.search(rb"\[" + word + rb" (\d+)\]", opened)[1]) for word in (b"UIDVALIDITY", b"UIDNEXT", b"HIGHESTMODSEQ")]
        text = rows and b"".join(w.tagged("UID FETCH 1:* (UID RFC822.SIZE FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])"))
    rows = re.findall(rb"\* \d+ FETCH \(UID (\d+) RFC822.SIZE (\d+) FLAGS \(([^)]*)\) BODY[^{]*\{\d+\}\r\nSubject: (\S+)", text or b"")
    return [(int(uid), subject.decode(), flags.decode(), int(size)) for uid, size, flags, subject in rows], numbers


def check_numbers(ledger, box, numbers):
    """UIDVALIDITY stays, the others never go back."""
    validity, *growing = numbers
    assert ledger.validity.setdefault(box, validity) == validity
    before = ledger.numbers.get(box, [0, 0])
    assert all(now >= then for now, then in zip(growing, before)), (box, "UIDNEXT or HIGHESTMODSEQ went back", before, growing)
    ledger.numbers[box] = growing


def check(server, ledger):
    sizes = {1: 0, 2: 0}
    counts = {1: 0, 2: 0}
    for box in BOXES:
        n, mailbox = box
        rows, numbers = listing(server, n, mailbox)
        check_numbers(ledger, box, numbers)
        subjects = [subject for _, subject, _, _ in rows]
        assert len(subjects) == len(set(subjects)), (box, "a message is there twice")
        acknowledged = {s for a, b, s in ledger.stored if (a, b) == box}
        missing = acknowledged - set(subjects) - ledger.doubtful.get(box, set())
        assert not missing, (box, "acknowledged and gone", sorted(missing)[:10])
        assert not ledger.expunged.get(box, set()) & set(subjects), (box, "expunged and there again")
        unflagged = {s for _, s, flags, _ in rows if s in ledger.flagged.get(box, set()) and not {"\\Flagged", "$kept"} <= set(flags.split())}
        assert not unflagged, (box, "flags were lost", unflagged)
        known = ledger.uids.setdefault(box, {})
        for uid, subject, _, _ in rows:
            assert known.setdefault(uid, subject) == subject, (box, uid, "a UID names another message")
        assert numbers[1] > max(known, default=0), (box, "UIDNEXT is not above all UIDs that were given")
        assert [uid for uid, *_ in rows] == sorted({uid for uid, *_ in rows})
        sizes[n] += sum(size for *_, size in rows)
        counts[n] += len(rows)
    for n in (1, 2):
        used = server.account(server.address(n))
        assert (used["used_bytes"], used["used_messages"]) == (sizes[n], counts[n]), "the quota is not the sum"


def test_nothing_acknowledged_is_lost_or_doubled(server):
    seed = random.randrange(1 << 32)
    print("seed", seed)
    chance = random.Random(seed)
    ledger = Ledger()
    stop = threading.Event()
    failures = []

    def run(work, *args):
        try:
            work(server, ledger, stop, *args)
        except BaseException as e:  # noqa: BLE001 (told by the main thread)
            failures.append(e)

    work = [(deliver, f"smtp{i}") for i in range(3)] + [(edit, f"imap{i}", box) for i, box in enumerate([(1, "Drafts"), (1, "Drafts"), (2, "Drafts"), (2, "INBOX")])]
    writers = [threading.Thread(target=run, args=w, daemon=True) for w in work]
    for t in writers:
        t.start()
    end = time.monotonic() + SECONDS
    kills = 0
    while (time.monotonic() < end or kills < 3) and not failures:  # a slow machine takes longer
        time.sleep(chance.uniform(0.05, 1.5))
        server.kill()
        kills += 1
        server.start()
        for box in BOXES:
            check_numbers(ledger, box, listing(server, *box, rows=False)[1])
    stop.set()
    for t in writers:
        t.join(30)
        assert not t.is_alive()
    assert not failures, failures
    server.kill()
    server.start()
    check(server, ledger)
    server.stop()
    server.start()
    check(server, ledger)
    print(kills, "kills", len(ledger.stored), "acknowledged")
    assert kills >= 3 and len(ledger.stored) > 100

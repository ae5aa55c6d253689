"""Who was promised what: each message that the server has acknowledged, and what became of it for each of its recipients. The promise:
each (message, recipient) is delivered or bounced in the end, and once, but for what was on its way when something was killed."""
import collections
import email
import email.policy
import os
import re
import smtplib
import threading

from clients import imap, message
from commands import ok

GONE = (OSError, EOFError, smtplib.SMTPException)


class Ledger:
    """`sender`: the account whose mail it is, and whose mailbox gets the bounces; `readers`: accounts here that mail goes to."""

    def __init__(self, server, peers=(), sender=1, readers=()):
        self.server, self.peers, self.sender, self.readers = server, list(peers), sender, readers
        self.lock = threading.Lock()
        self.mark, self.count = os.urandom(4).hex(), 0
        self.promised = {}  # subject -> its recipients: answered with 250
        self.unanswered = set()  # subjects whose answer was lost: they may be there or not

    def name(self, word):
        with self.lock:
            self.count += 1
            return f"{word}-{self.mark}-{self.count:05}"

    def session(self):
        s = smtplib.SMTP_SSL(self.server.host, self.server.submissions, local_hostname="client.example", timeout=60, context=self.server.tls())
        s.login(self.server.address(self.sender), self.server.password)
        return s

    def hand_in(self, session, to, word, body="hello\r\n", sender=None):
        """One message; its subject when it was taken. What the server says instead is raised. `sender`: another of his addresses."""
        subject = self.name(word)
        sender = sender or self.server.address(self.sender)
        try:
            refused = session.sendmail(sender, to, message(subject, sender=sender, body=body))
        except smtplib.SMTPResponseException:
            raise
        except GONE:
            self.unanswered.add(subject)
            raise
        with self.lock:
            self.promised[subject] = [r for r in to if r not in refused]
        return subject

    def send(self, *to, word="mail", count=1, **what):
        with self.session() as s:
            return [self.hand_in(s, list(to), word, **what) for _ in range(count)]

    def waiting(self, domain=None):
        return ok(self.server, "queue", "list", *(["--domain", domain] if domain else []))

    # --- what became of it ---

    def elsewhere(self):
        """(subject, recipient): how often some next server has said that it has it."""
        found = collections.Counter()
        for peer in self.peers:
            for m in list(peer.messages):
                subject = re.search(rb"^Subject: (\S+)\r$", m["text"], re.M)
                found.update((subject[1].decode(), to) for to in m["to"] if subject)
        return found

    def mailbox(self, n, what):
        m = imap(self.server, n)
        m.select("INBOX", readonly=True)
        rows = m.uid("FETCH", "1:*", f"(BODY.PEEK[{what}])")[1]
        m.logout()
        return [row[1] for row in rows if isinstance(row, tuple)]

    def here(self):
        found = collections.Counter()
        for n in self.readers:
            for header in self.mailbox(n, "HEADER.FIELDS (SUBJECT)"):
                found[header.decode().split(":", 1)[1].strip(), self.server.address(n)] += 1
        return found

    def reports(self):
        """Of each bounce: the subject that it is about, the recipient, and the fields that are said of him."""
        for raw in self.mailbox(self.sender, ""):
            if b"multipart/report" not in raw:
                continue
            report = email.message_from_bytes(raw, policy=email.policy.compat32)
            about = re.search(rb"^Subject: (\S+)\r$", raw[raw.rindex(b"rfc822-headers"):], re.M)[1].decode()
            for one in report.get_payload(1).get_payload()[1:]:
                if one["Action"] == "failed":
                    yield about, one["Final-Recipient"].split("; ")[1], {**one, "text": report.get_payload(0).get_payload()}

    def bounced(self):
        return collections.Counter((about, to) for about, to, _ in self.reports())

    def account(self, doubles=0):
        """What holds when nothing waits any more; gives back (subject, recipient) -> (delivered, bounced)."""
        taken = self.elsewhere() + self.here()
        bounced = self.bounced()
        pairs = {(subject, to) for subject, all_to in self.promised.items() for to in all_to}
        missing = sorted(p for p in pairs if not taken[p] and not bounced[p])
        assert not missing, ("acknowledged, and neither delivered nor bounced", len(missing), missing[:10])
        known = {*self.promised, *self.unanswered}
        twice = {p: (taken[p], bounced[p]) for p in taken | bounced if p[0] in known and taken[p] + bounced[p] > 1}
        extra = sum(sum(n) - 1 for n in twice.values())
        assert extra <= doubles, ("more than once", twice)
        self.doubled = extra
        return {p: (taken[p], bounced[p]) for p in pairs}

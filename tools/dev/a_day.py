"""A day of a mail server as it happens: mail in and out, spam, files that are not taken, people who log in and others who guess.

Everything is done to the server from outside, by SMTP, IMAP and POP3, from addresses of its loopback. Its clock is moved from hour to hour, so
that a day takes half a minute: what it counts, logs and blocks is its own."""
import contextlib
import email.message
import email.policy
import functools
import io
import random
import smtplib
import socket
import ssl
import zipfile

OURS = {
    "northwind.test": {"anna.schmidt": "Anna Schmidt", "ben.okafor": "Ben Okafor", "clara.lindqvist": "Clara Lindqvist",
                       "david.morales": "David Morales", "emil.novak": "Emil Novák", "accounts-payable": "Accounts payable",
                       "katharina-elisabeth.von-und-zu-hohenberg": "Katharina-Elisabeth von und zu Hohenberg"},
    "harbour-clinic.test": {"reception": "Reception", "dr.hassan": "Dr. Leila Hassan", "dr.weber": "Dr. Tobias Weber", "billing": "Billing"},
}
PEOPLE = [f"{name}@{domain}" for domain, names in OURS.items() for name in names]
BY_POP3 = ("accounts-payable@northwind.test", "billing@harbour-clinic.test")  # the others' programs speak IMAP
LOGINS = {"imaps": 'a LOGIN "{user}" "{password}"\r\nb LOGOUT\r\n', "pop3s": "USER {user}\r\nPASS {password}\r\nQUIT\r\n"}
HOMES = {"127.0.40.0/24": "DE", "127.0.41.0/24": "SE", "127.0.42.0/24": "FR"}
SUPPLIERS = {"lindner-logistik": "127.0.50.4", "brightpaper": "127.0.50.7", "oceanfreight": "127.0.50.9", "city-lab": "127.0.50.12"}
SPAMMERS = ["127.0.66.9", "127.0.66.21", "127.0.66.40"]
ATTACKERS = {"127.0.70.14": "CN", "127.0.71.88": "RU", "127.0.72.3": "BR", "127.0.73.200": "US", "127.0.74.31": "VN"}
ATTACKED, SENT_ARCHIVES = (19, 13, 8, 4, 1), (15, 6)  # hours before the end of the day
TAKES, LATER, DEAD, FULL = "brightpaper.test", "slow-partner.test", "old-supplier.test", "city-lab.test"
PLACES = {TAKES: "127.0.51.1", LATER: "127.0.51.2", DEAD: "127.0.51.3", FULL: "127.0.51.4"}

SUBJECTS = ["Delivery note 20418", "Re: appointment on Thursday", "Invoice 2026-1187", "Minutes of the meeting", "Offer for new shelves",
            "Lab results, batch 77", "Question about the order", "Holiday plan", "Bill of lading", "Maintenance window on Sunday"]
SPAM = ["You have won", "Cheap watches, today only", "Your parcel could not be delivered", "Re: your payment is overdue"]
GUESSED = ["info", "admin", "test", "sales", "office", "scanner", "root", "support"]

COUNTRIES = {**HOMES, **{f"{address}/32": country for address, country in ATTACKERS.items()}}
ZONES = {
    "test.": "".join([
        *(f'{name} IN TXT "v=spf1 ip4:{address} -all"\n_dmarc.{name} IN TXT "v=DMARC1; p=reject"\nmail.{name} IN A {address}\n'
          for name, address in SUPPLIERS.items()),
        *(f"{domain.removesuffix('.test')} IN MX 10 mx.{domain}.\nmx.{domain}. IN A {address}\n" for domain, address in PLACES.items()),
        "northwind IN MX 10 mail.northwind\nmail.northwind IN A 127.0.0.1\n" 'northwind IN TXT "v=spf1 mx -all"\n',
    ]),
    "bl.test.": "".join(".".join(reversed(address.split("."))) + " IN A 127.0.0.4\n" for address in SPAMMERS),
}


def written(sender, to, subject, files=(), body="Hello,\n\nplease see below.\n\nKind regards\n"):
    m = email.message.EmailMessage()
    m["From"], m["To"], m["Subject"] = sender, ", ".join(to), subject
    m.set_content(body)
    for name, content in files:
        m.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return m.as_bytes(policy=email.policy.SMTP)


@functools.cache
def overfull():
    """An archive with more files than anybody looks at: it is held."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for i in range(20_000):
            z.writestr(f"{i}.txt", b"")
    return out.getvalue()


class Day:
    """`password`: of all our people."""

    def __init__(self, target, password):
        self.target, self.password = target, password
        self.chance = random.Random(4711)
        self.context = ssl.create_default_context(cafile=target["ca"])
        self.context.check_hostname = False

    # ---- mail ----

    def bring(self, source, helo, sender, to, raw):
        """As a server of somebody else. What ours refuses is refused."""
        with contextlib.suppress(smtplib.SMTPException, OSError), \
                smtplib.SMTP(self.target["host"], self.target["smtp"], local_hostname=helo, timeout=30, source_address=(source, 0)) as s:
            s.sendmail(sender, to, raw)

    def from_supplier(self, files=(), subject=None):
        name = self.chance.choice(list(SUPPLIERS))
        to = [self.chance.choice(PEOPLE)]
        sender = f"{self.chance.choice(['dispatch', 'orders', 'j.berg'])}@{name}.test"
        self.bring(SUPPLIERS[name], f"mail.{name}.test", sender, to, written(sender, to, subject or self.chance.choice(SUBJECTS), files))

    def spam(self):
        to, sender = [self.chance.choice(PEOPLE)], f"winner{self.chance.randrange(900)}@prizes.test"
        self.bring(self.chance.choice(SPAMMERS), "host.prizes.test", sender, to, written(sender, to, self.chance.choice(SPAM)))

    def forged(self):
        """In the name of one of ours, without a login."""
        sender, to = self.chance.sample([one for one in PEOPLE if one.endswith("northwind.test")], 2)
        self.bring(self.chance.choice(SPAMMERS), "mail.prizes.test", sender, [to], written(sender, [to], "Urgent transfer"))

    def send(self, to, sender=None):
        sender = sender or self.chance.choice(PEOPLE)
        with smtplib.SMTP_SSL(self.target["host"], self.target["submissions"], local_hostname="laptop.lan", context=self.context, timeout=30,
                              source_address=(self.home_of(sender), 0)) as s:
            s.login(sender, self.password)
            s.sendmail(sender, [to], written(sender, [to], self.chance.choice(SUBJECTS)))

    # ---- logins ----

    def home_of(self, who):
        network = list(HOMES)[0 if PEOPLE.index(who) < 6 else PEOPLE.index(who) % len(HOMES)]
        return network.replace(".0/24", f".{10 + PEOPLE.index(who)}")

    def login(self, source, user, password):
        service = "pop3s" if user in BY_POP3 else "imaps"
        with contextlib.suppress(OSError), socket.create_connection(
                (self.target["host"], self.target[service]), 30, source_address=(source, 0)) as plain, \
                self.context.wrap_socket(plain) as s, s.makefile("rwb") as file:
            file.readline()
            file.write(LOGINS[service].format(user=user, password=password).encode())
            file.flush()
            while file.readline():
                pass

    def attack(self, source):
        for guess in range(6):
            self.login(source, f"{GUESSED[guess]}@{self.chance.choice(list(OURS))}", f"Summer{guess}!")

    # ---- the hours ----

    def hour(self, at):
        """`at`: 0 to 23, of the day's clock."""
        busy = max(1, round(9 - abs(13 - at) * 0.9))
        for _ in range(busy + self.chance.randrange(3)):
            self.from_supplier()
        for _ in range(self.chance.randrange(1, 4)):
            self.spam()
        for _ in range(busy // 2):
            self.send(f"orders@{TAKES}")
        for who in self.chance.sample(PEOPLE, min(busy, len(PEOPLE))):
            self.login(self.home_of(who), who, self.password)
        if at % 5 == 2:
            self.forged()
            self.from_supplier([("invoice.pdf.js", b"var a = 1;")], "Invoice as attached")
        if at % 7 == 3:
            who = self.chance.choice(PEOPLE)
            self.login(self.home_of(who), who, "with-a-typo")
            self.send(f"gone@{FULL}")
        if at % 6 == 4:
            self.send(f"m.keller@{LATER}")
            self.send(f"stock@{DEAD}")

    def special(self, hours_left):
        """What does not happen each hour."""
        if hours_left in ATTACKED:
            self.attack(list(ATTACKERS)[ATTACKED.index(hours_left)])
        if hours_left in SENT_ARCHIVES:
            self.from_supplier([("archive.zip", overfull())], "Drawings of hall 3")

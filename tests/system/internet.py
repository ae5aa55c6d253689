"""A small internet on a loopback of its own: a signed name space with a resolver, Postfix and Exim with good and bad sides, and two Posterns.

What is where is in `DOMAINS`; every server is at port 25 of an address of its own, and finds the others as on the big one."""
import base64
import concurrent.futures
import contextlib
import hashlib
import json
import pathlib
import shutil
import smtplib
import socketserver
import ssl
import subprocess
import tempfile
import threading

import pytest

from conftest import NO_GUARD, Server
from https import HttpsServer
from others import EXIM_LINE, EXIM_USER, Exim, OpenDkim, Postfix, Unbound, unpacked
from own_network import own_network
from patience import until
from peers import Peer, leaves, certificate
from zones import Zones

ROOT_SERVER, RESOLVER, POLICIES = "127.0.0.53", "127.0.0.54", "127.0.0.60"
A, B = "127.0.0.10", "127.0.0.11"
DOMAINS = {  # name below test. -> where its mail server is
    "a": A,                        # Postern
    "b": B,                        # Postern
    "postfix": "127.0.0.20",       # Postfix, proven by DANE; its mail is signed by OpenDKIM
    "greylisting": "127.0.0.21",   # Postfix that puts each sender off once
    "plain": "127.0.0.22",         # Postfix without TLS
    "broken": "127.0.0.23",        # Postfix that puts off everything for ever
    "slow": "127.0.0.24",          # Postfix that says nothing to a recipient until the gate is opened
    "forged": "127.0.0.25",        # Postfix with another key than its TLSA record says
    "enforced": "127.0.0.26",      # Postfix whose certificate is not what its MTA-STS policy asks for
    "policed": "127.0.0.27",       # Postfix whose certificate is
    "exim": "127.0.0.30",          # Exim
    "bare": "127.0.0.31",          # Exim without TLS
    "nonsense": "127.0.0.40",      # says what is no SMTP
    "cutting": "127.0.0.41",       # ends each connection amid a message
}
OF_POSTFIX = ("greylisting", "plain", "broken", "slow", "forged", "enforced", "policed")
WITH_POLICY = ("enforced", "policed")
SELECTOR = "s1"


def quoted(text):
    """As a TXT record has it: in strings of at most 255 octets."""
    return " ".join(f'"{text[i:i + 200]}"' for i in range(0, len(text), 200))


def digest(file):
    """Of the public key: what TLSA 3 1 1 names."""
    key = subprocess.run(["openssl", "x509", "-in", file, "-pubkey", "-noout"], check=True, capture_output=True).stdout
    return hashlib.sha256(subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key, check=True, capture_output=True).stdout).hexdigest()


def host(name):
    return ("mail" if name in "ab" else "mx") + f".{name}.test"


def rows(name, proof, key):
    """The zone of a domain."""
    address, mx = DOMAINS[name], host(name).split(".")[0]
    lines = [f"@ IN MX 10 {mx}", f"{mx} IN A {address}", f'@ IN TXT "v=spf1 ip4:{address} -all"']
    if name not in "ab":
        lines.append(f'{mx} IN TXT "v=spf1 a -all"')
    if name in ("a", "b", "postfix", "forged"):
        lines.append(f"_25._tcp.{mx} IN TLSA 3 1 1 {'00' * 32 if name == 'forged' else proof}")
    if name in ("a", "b", "postfix", "exim"):
        lines.append('_dmarc IN TXT "v=DMARC1; p=reject"')
    if name == "postfix":
        lines.append(f"{SELECTOR}._domainkey IN TXT {key}")
    if name in WITH_POLICY:
        lines += [f"mta-sts IN A {POLICIES}", '_mta-sts IN TXT "v=STSv1; id=1;"']
    return "\n".join(lines) + "\n"


class Policy:
    """A policy service of Postfix (SMTPD_POLICY_README): `judge` says what is to be done, by what it is told of a recipient."""

    def __init__(self):
        policy = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                said = {}
                for line in self.rfile:
                    key, _, value = line.decode().strip().partition("=")
                    if key:
                        said[key] = value
                    else:
                        self.wfile.write(f"action={policy.judge(said)}\n\n".encode())
                        said = {}

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.check = f"check_policy_service inet:127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Greylist(Policy):
    """The first mail of a sender to a recipient is to come again."""

    def __init__(self):
        self.asked = []
        super().__init__()

    def judge(self, said):
        who = said["sender"], said["recipient"]
        known = who in self.asked
        self.asked.append(who)
        return "dunno" if known else "defer_if_permit 4.2.0 Greylisted"


class Gate(Policy):
    """Says nothing, to anybody, until it is opened."""

    def __init__(self):
        self.opened = threading.Event()
        super().__init__()

    def judge(self, said):
        self.opened.wait(60)
        return "dunno"


class Postern(Server):
    """Sends from its own address, tries again within seconds, and trusts the authority of this internet."""

    def __init__(self, internet, name, *options, accounts=2):
        self.authority = internet.authority[0]
        address = DOMAINS[name]
        super().__init__(*NO_GUARD, "--domain", f"{name}.test", "--host", address, "--port", "smtp=25", "--resolver", f"{RESOLVER}:53",
                         "--trust-anchor", internet.zones.anchor, "--set", "delivery.inside=true", "--set", f"delivery.from_v4={address}",
                         "--set", "delivery.ca=authority.pem", "--set", "queue.first_retry=1s", "--set", "queue.longest_retry=2s",
                         "--set", "spam.greylist=false", "--set", "dns.longest_kept=0s", "--set", "dns.longest_kept_absence=0s",
                         *options, accounts=accounts)
        self.cli("certificate", "install", *map(str, internet.certificate), check=True)

    def start(self):
        shutil.copy(self.authority, f"{self.dir}/authority.pem")
        super().start()

    def tls(self, name=None):
        context = ssl.create_default_context(cafile=self.authority)
        context.check_hostname = False
        return context

    def publish(self, zones, purpose):
        """Rows that it asks for, and that are not there yet."""
        domain = self.target["domain"]
        asked = json.loads(self.cli("domain", "dns", domain, "--json", check=True).stdout)
        zones.add(f"{domain}.", "".join(row["row"] + "\n" for row in asked if row["purpose"].startswith(purpose) and row["dns"] == "missing"))

    def publish_keys(self, zones):
        """DKIM keys that are in the DNS, and sign."""
        domain = self.target["domain"]
        self.cli("dkim", "rotate", domain, check=True)
        self.publish(zones, "DKIM")
        until(lambda: {key["stage"] for key in json.loads(self.cli("dkim", "check", domain, "--json", check=True).stdout)} == {"active"},
              "no key is active")


class Internet:
    """All of it, from __init__ to close()."""

    def __init__(self):
        self.ends = contextlib.ExitStack()
        try:
            self.begin()
        except BaseException:
            self.ends.close()
            raise

    def have(self, what):
        self.ends.callback(getattr(what, "end", None) or what.close)
        return what

    def begin(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="postern.internet."))
        self.ends.callback(shutil.rmtree, self.dir, ignore_errors=True)
        self.dir.chmod(0o755)
        unpacked("exim4-daemon-light")  # while the outside can be asked
        etc = {"/etc/resolv.conf": f"nameserver {RESOLVER}\noptions edns0 trust-ad\n",
               "/etc/passwd": pathlib.Path("/etc/passwd").read_text() + EXIM_LINE,
               "/etc/group": pathlib.Path("/etc/group").read_text() + f"{EXIM_USER}:x:65533:\n"}
        self.ends.enter_context(own_network(etc))
        self.make_certificates()
        self.make_names()
        with concurrent.futures.ThreadPoolExecutor() as several:
            starting = [several.submit(self.start_postern, name) for name in "ab"]
            self.make_others()
        self.a, self.b = (one.result() for one in starting)

    def start_postern(self, name):
        return self.have(Postern(self, name))

    def make_certificates(self):
        self.authority = certificate(self.dir, "authority.test")
        names = [host(name) for name in DOMAINS if name != "enforced"] + [f"mta-sts.{name}.test" for name in WITH_POLICY]
        self.certificate = certificate(self.dir, *names, authority=self.authority)
        self.stranger = certificate(self.dir, host("enforced"))
        for file in self.dir.iterdir():
            file.chmod(0o644)

    def make_names(self):
        self.signing_key = self.dir / "dkim.pem"
        subprocess.run(["openssl", "genrsa", "-traditional", "-out", self.signing_key, "2048"], check=True, capture_output=True)
        public = subprocess.run(["openssl", "rsa", "-in", self.signing_key, "-pubout", "-outform", "DER"], check=True, capture_output=True).stdout
        record = quoted("v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode())
        proof = digest(self.certificate[0])
        zones = {".": "", "test.": "", **{f"{name}.test.": rows(name, proof, record) for name in DOMAINS}}
        zones["backup.test."] = "@ IN MX 10 mx.nonsense.test.\n@ IN MX 20 mx.postfix.test.\n"
        self.zones = self.have(Zones(zones, signed=[name for name in zones if name != "policed.test."], host=ROOT_SERVER, port=53, delegated=True))
        self.resolver = self.have(Unbound(RESOLVER, 53, ROOT_SERVER, self.zones.anchor))

    def make_others(self):
        self.greylist, self.gate = self.have(Greylist()), self.have(Gate())
        self.opendkim = self.have(OpenDkim("postfix.test", SELECTOR, self.signing_key.read_bytes(), RESOLVER, host("postfix")))
        doors = {name: {} for name in OF_POSTFIX}
        doors["greylisting"] = {"smtpd_recipient_restrictions": self.greylist.check}
        doors["plain"] = {"smtpd_tls_security_level": "none"}
        doors["broken"] = {"smtpd_recipient_restrictions": "defer"}
        doors["slow"] = {"smtpd_recipient_restrictions": self.gate.check}
        doors["enforced"] = {"smtpd_tls_chain_files": f"{self.stranger[1]}, {self.stranger[0]}"}
        self.postfix = self.have(Postfix(
            DOMAINS["postfix"], host("postfix"), [f"{name}.test" for name in ("postfix", "backup", *OF_POSTFIX)], self.certificate,
            self.authority[0], {DOMAINS[name]: said for name, said in doors.items()},
            aliases={"away@postfix.test": "nobody@exim.test"}, milter=f"unix:{self.opendkim.at}"))
        self.exim = self.have(Exim(DOMAINS["exim"], host("exim"), ["exim.test", "bare.test"], self.certificate, [DOMAINS["bare"]]))
        self.nonsense = self.have(Peer(DOMAINS["nonsense"], 25, {"CONNECT": ["\x01\x02 +OK IMAP4 ready"]}))
        self.cutting = self.have(Peer(DOMAINS["cutting"], 25, {"TEXT": [leaves]}))
        self.policies = self.have(HttpsServer(self.dir, "mta-sts", self.say_policy, at=(POLICIES, 443), pair=self.certificate))

    def say_policy(self, request):
        name = request.headers["Host"].split(":")[0].removeprefix("mta-sts.")
        text = f"version: STSv1\nmode: enforce\nmx: mx.{name}\nmax_age: 86400\n".encode()
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.send_header("Content-Length", str(len(text)))
        request.end_headers()
        request.wfile.write(text)

    def close(self):
        self.ends.close()


def bring(name, sender, recipients, text):
    """Mail of a user of another server, given to it for delivery."""
    with smtplib.SMTP(DOMAINS[name], 25, local_hostname="client.test", timeout=30) as s:
        s.sendmail(sender, recipients, text)


@pytest.fixture(scope="module")
def internet():
    world = Internet()
    yield world
    world.close()

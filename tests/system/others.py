"""Servers that others have made, each in a folder of its own: unbound, Postfix, OpenDKIM and Exim."""
import contextlib
import email
import http.client
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile

from conftest import ROOT
from patience import until

EXIM_USER = "Debian-exim"  # compiled into Debian's Exim; it need not be among the users of this machine
EXIM_LINE = f"{EXIM_USER}:x:65533:65533::/nonexistent:/usr/sbin/nologin\n"
USER = "nobody"  # whose the mailboxes of others are


def unpacked(package):
    """The folder of a Debian package that is not installed."""
    return pathlib.Path(subprocess.run([ROOT / "tools" / "dev" / "unpack", package], check=True, capture_output=True, text=True).stdout.strip())


def listens(address):
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as s:
        s.connect(address)
        return True
    return False


class Program:
    """Runs in the foreground from __init__ to close(); `where`: addresses that it listens at once it is up."""

    def __init__(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix=f"postern.{type(self).__name__.lower()}."))
        self.dir.chmod(0o755)

    def run(self, command, *where):
        self.log = self.dir / "log"
        with open(self.log, "ab") as out:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self.dir, start_new_session=True)
        until(lambda: self.process.poll() is not None or all(map(listens, where)), self.said)
        assert self.process.poll() is None, self.said()

    def said(self):
        return self.log.read_text(errors="replace")

    def close(self):
        """With what it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        shutil.rmtree(self.dir, ignore_errors=True)

    def folder(self, name, user):
        folder = self.dir / name
        folder.mkdir()
        shutil.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
        return folder

    def mail(self, folder="inbox"):
        """What lies in a Maildir, as octets with the line ends of mail."""
        return [file.read_bytes().replace(b"\n", b"\r\n") for file in sorted((self.dir / folder / "new").glob("*"))]

    def arrived(self, subject, patience=60, where=None):
        """The message with this word in its subject, once it is there."""
        def found():
            return [raw for raw in self.mail(*([where] if where else [])) if subject in (email.message_from_bytes(raw)["Subject"] or "")]
        return until(found, lambda: f"{subject}: " + self.said()[-4000:], patience)[0]


class Unbound(Program):
    """A resolver that validates, from a root of the test's own down. It remembers nothing, so that what is added to a zone is seen."""

    def __init__(self, host, port, root, anchor):
        super().__init__()
        (self.dir / "hints").write_text(f". 3600 IN NS ns.\nns. 3600 IN A {root}\n")
        (self.dir / "unbound.conf").write_text(f"""
server:
  interface: {host}
  port: {port}
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  do-ip6: no
  directory: "{self.dir}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  num-threads: 1
  root-hints: "{self.dir}/hints"
  trust-anchor-file: "{anchor}"
  cache-max-ttl: 0
  cache-max-negative-ttl: 0
  infra-host-ttl: 1
  local-zone: "test." nodefault
  qname-minimisation: no
  module-config: "validator iterator"
remote-control:
  control-enable: no
""")
        self.run(["unbound", "-d", "-c", self.dir / "unbound.conf"], (host, port))


class OpenDkim(Program):
    """Signs what is from `domain` and verifies all else, as a milter of Postfix."""

    def __init__(self, domain, selector, key, nameserver, keeper):
        super().__init__()
        private = self.dir / "key"
        private.write_bytes(key)
        private.chmod(0o600)
        shutil.chown(private, "opendkim")
        self.at = f"{self.folder('run', 'opendkim')}/socket"
        # libunbound answers for test. itself unless told otherwise, and would leave a resolver alone for minutes that was slow once.
        (self.dir / "resolver.conf").write_text(f'server:\n  local-zone: "test." nodefault\n  do-not-query-localhost: no\n  infra-host-ttl: 1\nforward-zone:\n  name: "."\n'
                                                f'  forward-addr: {nameserver}\n')
        (self.dir / "opendkim.conf").write_text(f"""
Mode sv
Domain {domain}
Selector {selector}
KeyFile {private}
Socket local:{self.at}
UserID opendkim
UMask 000
ResolverConfiguration {self.dir}/resolver.conf
Background no
RequireSafeKeys no
Syslog no
AuthservID {keeper}
AlwaysAddARHeader yes
On-DNSError accept
Canonicalization relaxed/simple
""")
        self.run(["opendkim", "-f", "-x", self.dir / "opendkim.conf"], self.at)


class Postfix(Program):
    """`doors`: by address, what its smtpd says otherwise there. All domains share the mailbox `inbox`; nobody@ is not there, and mail to
    `aliases` goes on elsewhere."""

    def __init__(self, host, name, domains, certificate, authorities, doors, aliases=None, milter=None):
        super().__init__()
        for folder, user in (("inbox", USER), ("data", "postfix"), ("etc", "root"), ("spool", "root")):
            self.folder(folder, user)
        etc = self.dir / "etc"
        (etc / "main.cf").write_text(self.settings(host, name, domains, certificate, authorities, milter))
        (etc / "mailboxes").write_text("!/^nobody@/ inbox/\n")
        (etc / "aliases").write_text("".join(f"{who} {where}\n" for who, where in (aliases or {}).items()))
        services = self.services()
        doors = {host: {}, **doors}
        smtpd = [f"{address}:25 inet n - n - - smtpd" + "".join(f" -o {{ {key} = {value} }}" for key, value in says.items())
                 for address, says in doors.items()]
        (etc / "master.cf").write_text("\n".join([*smtpd, *services]) + "\n")
        subprocess.run(["postfix", "-c", etc, "check"], check=True, capture_output=True)
        self.run(["/usr/lib/postfix/sbin/master", "-d", "-c", etc], *((address, 25) for address in doors))

    WANTED = ("pickup cleanup qmgr tlsmgr rewrite bounce defer trace verify flush proxymap proxywrite smtp relay showq error retry discard local"
              " virtual lmtp anvil scache postlog").split()

    def services(self):
        """As Postfix comes, without a changed root: the fifth word of a line."""
        rows = [line.split() for line in pathlib.Path("/usr/share/postfix/master.cf.dist").read_text().splitlines()]
        return [" ".join([*row[:4], "n", *row[5:]]) for row in rows
                if len(row) >= 8 and row[0] in self.WANTED and row[1] in ("unix", "unix-dgram")]

    def settings(self, host, name, domains, certificate, authorities, milter):
        uid = pwd.getpwnam(USER).pw_uid
        gid = pwd.getpwnam(USER).pw_gid
        return f"""
compatibility_level = 3.6
queue_directory = {self.dir}/spool
data_directory = {self.dir}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = {name}
mydestination =
mynetworks = 127.0.0.1/32
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
proxy_interfaces = {host}
inet_protocols = ipv4
smtp_bind_address = {host}
maillog_file = {self.dir}/log
maillog_file_prefixes = /
virtual_mailbox_domains = {" ".join(domains)}
virtual_mailbox_base = {self.dir}
virtual_mailbox_maps = regexp:{self.dir}/etc/mailboxes
virtual_alias_maps = texthash:{self.dir}/etc/aliases
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_tls_security_level = may
smtpd_tls_chain_files = {certificate[1]}, {certificate[0]}
smtpd_tls_received_header = yes
smtpd_peername_lookup = no
smtpd_milters = {milter or ""}
milter_default_action = tempfail
non_smtpd_milters =
smtp_dns_support_level = dnssec
smtp_tls_security_level = dane
smtp_tls_CAfile = {authorities}
smtp_tls_loglevel = 1
smtp_host_lookup = dns
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
"""


class Exim(Program):
    """Debian's light one, which is GnuTLS's. At the addresses in `plain` it has no TLS."""

    def __init__(self, host, name, domains, certificate, plain=()):
        super().__init__()
        for folder in ("inbox", "spool", "logs"):
            self.folder(folder, EXIM_USER)
        key = self.dir / "key"
        shutil.copy(certificate[1], key)
        shutil.chown(key, EXIM_USER)
        file = self.dir / "exim.conf"
        program = unpacked("exim4-daemon-light") / "usr" / "sbin" / "exim4"
        file.write_text(self.settings(program, host, name, domains, (certificate[0], key), plain))
        self.run([program, "-C", file, "-bdf", "-q1s"], *((address, 25) for address in (host, *plain)))

    def said(self):
        return super().said() + "".join(file.read_text(errors="replace") for file in sorted((self.dir / "logs").glob("*")))

    def settings(self, program, host, name, domains, certificate, plain):
        return f"""
exim_path = {program}
keep_environment =
primary_hostname = {name}
spool_directory = {self.dir}/spool
log_file_path = {self.dir}/logs/%s
pid_file_path = {self.dir}/spool/pid
local_interfaces = <; {" ; ".join([host, *plain])}
daemon_smtp_ports = 25
domainlist ours = {" : ".join(domains)}
host_lookup =
rfc1413_hosts =
dns_dnssec_ok = 1
tls_advertise_hosts = ${{if inlist{{$received_ip_address}}{{{":".join(plain)}}}{{}}{{*}}}}
tls_certificate = {certificate[0]}
tls_privatekey = {certificate[1]}
acl_smtp_rcpt = rcpt
never_users =

begin acl
rcpt:
  deny local_parts = nobody
       domains = +ours
       message = no such user
  accept domains = +ours
  accept hosts = 127.0.0.1
  deny message = relaying is not for you

begin routers
mailbox:
  driver = accept
  domains = +ours
  transport = maildir
elsewhere:
  driver = dnslookup
  transport = smtp
  self = send

begin transports
maildir:
  driver = appendfile
  directory = {self.dir}/inbox
  maildir_format
  user = {EXIM_USER}
smtp:
  driver = smtp
  interface = {host}
  allow_localhost
  hosts_try_dane =

begin retry
* * F,1h,1s
"""


class Rspamd(Program):
    """Only what proves where mail is from: SPF, DKIM, DMARC and ARC."""

    def __init__(self, host, port, nameserver):
        super().__init__()
        self.at = host, port
        (self.dir / "tlds").write_text("test\n")
        (self.dir / "rspamd.conf").write_text(f"""
options {{
  pidfile = "{self.dir}/pid"; rundir = "{self.dir}"; tempdir = "{self.dir}"; hs_cache_dir = "{self.dir}"; dynamic_conf = "{self.dir}/dynamic";
  url_tld = "{self.dir}/tlds"; control_socket = "{self.dir}/control mode=0600"; filters = "dkim"; local_addrs = [];
  dns {{ nameserver = ["{nameserver}:53:1"]; timeout = 5s; }}
}}
logging {{ type = "console"; level = "info"; }}
worker "normal" {{ bind_socket = "{host}:{port}"; count = 1; }}
metric {{ name = "default"; actions {{ reject = 15; }} unknown_weight = 1.0; }}
modules {{ path = "/usr/share/rspamd/plugins"; }}
spf {{ check_local = true; }}
dkim {{ check_local = true; }}
dmarc {{ check_local = true; }}
arc {{ check_local = true; }}
""")
        self.run(["rspamd", "-f", "-i", "-c", self.dir / "rspamd.conf"], self.at)

    def symbols(self, raw, ip, helo, sender):
        """What it finds in a message of that client."""
        c = http.client.HTTPConnection(*self.at, timeout=60)
        c.request("POST", "/checkv2", raw, {"IP": ip, "Helo": helo, "From": sender})
        return set(json.loads(c.getresponse().read())["symbols"])

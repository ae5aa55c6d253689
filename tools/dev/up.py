#!/usr/bin/env python3
"""Starts a Postern server with its whole state under one folder and writes DIR/target.json, which says how to reach it.

Started again with the same folder it comes up on the same data and ports, also after kill -9; while it runs, accounts and settings are
added to it. Stop it with ./dev down --dir DIR."""
import argparse
import base64
import hmac
import ipaddress
import json
import os
import pathlib
import select
import ssl
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request

from ports import free_port
from processes import servers

SERVICES = {  # key in target.json -> (service, TLS mode)
    "smtp": ("smtp", "starttls"),
    "submission": ("submission", "starttls"),
    "submissions": ("submission", "implicit"),
    "imap": ("imap", "starttls"),
    "imaps": ("imap", "implicit"),
    "pop3": ("pop3", "starttls"),
    "pop3s": ("pop3", "implicit"),
    "api": ("api", "implicit"),
}
USER = "postern"
# The leak checker of a sanitized build would need ptrace, which the server forbids itself.
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "detect_container_overflow=0") + ":detect_leaks=0"}


def arguments():
    p = argparse.ArgumentParser(prog="./dev up", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--program", required=True, help=argparse.SUPPRESS)
    p.add_argument("--dir", required=True, type=pathlib.Path, help="made if missing; started by root, it is given to the user postern")
    p.add_argument("--host", default="127.0.0.1", metavar="ADDR", help="IP address to listen on (default: %(default)s)")
    p.add_argument("--domain", default="bench.test", metavar="D", help="default: %(default)s")
    p.add_argument("--accounts", default=20, type=int, metavar="N", help="u1@D to uN@D (default: %(default)s)")
    p.add_argument("--password", metavar="P", help="of all accounts, whatever the policy says; without it one is made and kept")
    p.add_argument("--resolver", metavar="ADDR:PORT", help="whom the server asks the DNS; without it it asks nobody")
    p.add_argument("--trust-anchor", type=pathlib.Path, metavar="FILE",
                   help="DS or DNSKEY rows from which it proves what the resolver says; without it nothing is proven")
    p.add_argument("--allow-cleartext", action="store_true", help="permit login without TLS")
    p.add_argument("--bare", action="store_true", help="make no administrator: server.log has the link by which the first one is made")
    p.add_argument("--no-guard", action="store_true", help="lift all blocks, delays and limits on connections, rates and errors")
    p.add_argument("--build", default="release", choices=("release", "asan"), help="which build to start (default: %(default)s)")
    p.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="any setting; repeat it for more")
    p.add_argument("--port", action="append", default=[], metavar="SERVICE=PORT",
                   help=f"a port of one's own choice, at the first start; SERVICE is {', '.join(SERVICES)}")
    a = p.parse_args()
    try:
        ipaddress.ip_address(a.host)
    except ValueError:
        p.error(f"--host takes an IP address, not {a.host!r}")
    if a.accounts < 0:
        p.error("--accounts takes a number from 0 on")
    a.port = dict(pair(p, "--port", "SERVICE=PORT", text) for text in a.port)
    a.set = dict(pair(p, "--set", "KEY=VALUE", text) for text in a.set)
    for service, port in a.port.items():
        if service not in SERVICES or not port.isdigit() or not 0 < int(port) < 65536:
            p.error(f"--port takes SERVICE=PORT, not {service}={port}; SERVICE is {', '.join(SERVICES)}")
    return a


def pair(parser, option, form, text):
    key, found, value = text.partition("=")
    if not key or not found:
        parser.error(f"{option} takes {form}, not {text!r}")
    return key, value


def kept(path, make):
    """The value of a JSON file, made at the first start and kept."""
    if not path.exists():
        write(path, json.dumps(make()), 0o600)
    return json.loads(path.read_text())


def with_free_ports(a, ports):
    """These, and one for each service that has none."""
    for key in SERVICES:
        if key not in ports:
            ports[key] = free_port(a.host, besides=ports.values(), owner=a.dir)
    return ports


def settings(a, ports):
    """What differs from the shipped settings: where to listen, and what the options ask for. An option that is not given any more puts
    back what it had changed."""
    listeners = [
        {"service": service, "address": a.host, "port": ports[key], "tls": tls} for key, (service, tls) in SERVICES.items()
    ]
    return {
        "net.listeners": json.dumps(listeners),
        "server.host_name": "mail." + a.domain,
        "tls.own_addresses": json.dumps([a.host]),
        "auth.allow_cleartext_login": json.dumps(a.allow_cleartext),
        "guard.enforce": json.dumps(not a.no_guard),
        **dns(a),
        **a.set,
    }


def dns(a):
    """The trust anchor is copied to where the server, confined, can read it."""
    if a.trust_anchor:
        write(a.dir / "trust-anchor", a.trust_anchor.read_text(), 0o644)
    return {
        "dns.ask": json.dumps(a.resolver is not None),
        "dns.servers": json.dumps([a.resolver] if a.resolver else []),
        "dns.trust_anchor": "trust-anchor" if a.trust_anchor else "",
    }


def plan(a, ports, password):
    return {
        "settings": settings(a, ports),
        "domains": [{"name": a.domain}],
        "accounts": [{"address": f"u{n}@{a.domain}", "password": password} for n in range(1, a.accounts + 1)],
        "policy_exempt": True,
    }


def password_of(a):
    """The accounts' password: the one of the first start, for they are not made twice."""
    password = kept(a.dir / "password.json", lambda: a.password or "-".join(os.urandom(3).hex() for _ in range(4)))
    if a.password not in (None, password):
        sys.exit(f"the accounts in {a.dir} have another password: leave --password out, or take another --dir")
    return password


def administrator(a, cli):
    """One who may do everything over the API, with a token for programs; made at the first start and kept."""
    def run(*arguments):
        done = subprocess.run([*cli, *arguments, "--json"], check=True, capture_output=True, text=True, env=ENVIRONMENT)
        return json.loads(done.stdout)

    def make():
        networks = ["127.0.0.0/8", "::1", a.host]
        made = run("admin", "add", "admin", "--roles", "owner", "--networks", *networks)
        token = run("token", "add", "admin", "tests", "--roles", "owner", "--expires-in", "365d")
        return {"admin": "admin", "admin_pass": made["password"], "admin_token": token["token"]}

    return kept(a.dir / "admin.json", make)


def second_factor(a, url, who):
    """The seed of the administrator's authenticator app, enrolled over the API like anybody's; made at the first start and kept."""
    def code_of(seed, step):  # RFC 6238
        digest = hmac.digest(base64.b32decode(seed), struct.pack(">Q", step), "sha1")
        at = digest[-1] & 15
        return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"

    def call(method, path, body, cookie=None):
        headers = {"Content-Type": "application/json", "X-Requested-By": "dev"} | ({"Cookie": cookie} if cookie else {})
        request = urllib.request.Request(url + "/api/v1/session" + path, json.dumps(body).encode(), headers, method=method)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(
            context=ssl.create_default_context(cafile=a.dir / "ca.pem")))
        with direct.open(request, timeout=20) as answer:
            return answer.headers, json.loads(answer.read() or b"{}")

    def make():
        headers, _ = call("POST", "", {"name": who["admin"], "password": who["admin_pass"]})
        cookie = headers["Set-Cookie"].split(";")[0]
        seed = call("POST", "/second-factor", {}, cookie)[1]["secret"]
        # The code of the half minute before: each is taken once, and the present one is left for whoever logs in next. It is refused
        # where the next half minute has begun by the time it is looked at.
        for tries in range(3):
            try:
                call("PUT", "/second-factor", {"code": code_of(seed, int(time.time()) // 30 - 1)}, cookie)
                return {"admin_totp": seed}
            except urllib.error.HTTPError as refused:
                if refused.code != 403 or tries == 2:
                    raise

    return kept(a.dir / "admin_totp.json", make)


def set_up(a, plan_text):
    """Folders, key, user and boot file, and the plan; on a server that runs, by way of it."""
    command = [a.program, "setup", "--dir", str(a.dir), "--plan", "-", "--json"]
    if os.getuid() == 0:
        command += ["--user", USER]
    done = subprocess.run(command, input=plan_text, capture_output=True, text=True, env=ENVIRONMENT)
    if done.returncode:
        sys.exit("postern setup failed: " + (done.stderr + done.stdout).strip())


def start(program, folder, environment=ENVIRONMENT):
    """Starts `serve` in a session of its own and waits until it says that every port answers."""
    ready, tell = os.pipe()
    with open(os.open(folder / "server.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o640), "ab") as log:
        begin = log.tell()
        process = subprocess.Popen(
            [program, "--config", folder / "postern.toml", "serve", "--ready-fd", str(tell)], env=environment, pass_fds=[tell],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/")
    os.close(tell)
    if not select.select([ready], [], [], 60)[0] or os.read(ready, 5) != b"ready":
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        said = (folder / "server.log").read_bytes()[begin:].decode(errors="replace").splitlines()[-20:]
        sys.exit("the server did not come up:\n" + "\n".join(said))
    return process.pid


def base_url(host, port):
    return f"https://[{host}]:{port}" if ":" in host else f"https://{host}:{port}"


def write(path, text, mode):
    """Replaced as a whole: who reads at the same time sees the old one or the new one. No link that lies there is followed."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as f:
        f.write(text)
    fresh.replace(path)


def main():
    a = arguments()
    a.dir = a.dir.resolve()
    a.dir.mkdir(parents=True, exist_ok=True)
    ports = kept(a.dir / "ports.json", lambda: with_free_ports(a, {key: int(port) for key, port in a.port.items()}))
    if SERVICES.keys() - ports.keys():  # a folder from before there was such a service
        write(a.dir / "ports.json", json.dumps(with_free_ports(a, ports)), 0o600)
    password = password_of(a)
    set_up(a, json.dumps(plan(a, ports, password)))
    boot = str(a.dir / "postern.toml")
    running = servers(boot)
    pids = running or [start(a.program, a.dir)]
    cli = [a.program, "--config", boot]
    certificate = subprocess.run([*cli, "certificate", "own"], check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout
    write(a.dir / "ca.pem", certificate, 0o644)
    url = base_url(a.host, ports["api"])
    who = {} if a.bare else administrator(a, cli)
    target = {
        "name": "postern", "host": a.host, "domain": a.domain, "user": "u%d@" + a.domain, "pass": password, "dir": str(a.dir),
        "ca": str(a.dir / "ca.pem"), "tls_name": "mail." + a.domain, **ports,
        "api": url,
        **who,
        **(second_factor(a, url, who) if who else {}),
        "cli": cli, "pids": pids,
    }
    write(a.dir / "target.json", json.dumps(target, indent=1) + "\n", 0o600)
    print(f"{'running already' if running else 'ready'}: {a.dir / 'target.json'}")


if __name__ == "__main__":
    main()

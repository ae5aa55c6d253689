#!/usr/bin/env python3
"""Starts a Postern server with its whole state under one folder and writes DIR/target.json, which says how to reach it.

Started again with the same folder it comes up on the same data and ports, also after kill -9."""
import argparse
import json
import os
import pathlib
import secrets
import select
import socket
import subprocess
import sys

SERVICES = {  # key in target.json -> (service, TLS mode)
    "smtp": ("smtp", "starttls"),
    "submission": ("submission", "starttls"),
    "submissions": ("submission", "implicit"),
    "imap": ("imap", "starttls"),
    "imaps": ("imap", "implicit"),
    "pop3": ("pop3", "starttls"),
    "pop3s": ("pop3", "implicit"),
}
USER = "postern"


def arguments():
    p = argparse.ArgumentParser(prog="./dev up", description=__doc__)
    p.add_argument("--program", required=True, help=argparse.SUPPRESS)
    p.add_argument("--dir", required=True, type=pathlib.Path)
    p.add_argument("--host", default="127.0.0.1", metavar="ADDR")
    p.add_argument("--domain", default="bench.test")
    p.add_argument("--accounts", default=20, type=int, metavar="N")
    p.add_argument("--password", metavar="P")
    p.add_argument("--resolver", metavar="ADDR:PORT", help="taken for later: nothing asks DNS yet")
    p.add_argument("--allow-cleartext", action="store_true", help="permit login without TLS")
    p.add_argument("--no-guard", action="store_true", help="lift all blocks, delays and limits on rates and errors")
    p.add_argument("--build", default="release", choices=("release", "asan"), help="which build to start")
    p.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="any setting")
    p.add_argument("--port", action="append", default=[], metavar="SERVICE=PORT", help="a fixed port, for the first start")
    return p.parse_args()


def kept(path, make):
    """The value of a JSON file, made at the first start and kept."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(json.dumps(make()))
    return json.loads(path.read_text())


def free_ports(host, fixed):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    held, ports = [], {}
    for key in SERVICES:
        if key in fixed:
            ports[key] = fixed[key]
            continue
        s = socket.socket(family, socket.SOCK_STREAM)
        s.bind((host, 0))
        held.append(s)
        ports[key] = s.getsockname()[1]
    for s in held:
        s.close()
    return ports


def settings(a, ports):
    """What differs from the shipped settings: where to listen, and what the options ask for."""
    listeners = [
        {"service": service, "address": a.host, "port": ports[key], "tls": tls} for key, (service, tls) in SERVICES.items()
    ]
    out = {"net.listeners": json.dumps(listeners), "server.host_name": "mail." + a.domain, "tls.own_addresses": json.dumps([a.host])}
    if a.allow_cleartext:
        out["auth.allow_cleartext_login"] = "true"
    if a.no_guard:
        out["guard.enforce"] = "false"
    for pair in a.set:
        key, found, value = pair.partition("=")
        if not found:
            sys.exit(f"--set takes KEY=VALUE, not {pair!r}")
        out[key] = value
    return out


def plan(a, ports, password):
    return {
        "settings": settings(a, ports),
        "domains": [{"name": a.domain}],
        "accounts": [{"address": f"u{n}@{a.domain}", "password": password} for n in range(1, a.accounts + 1)],
        "policy_exempt": True,
    }


def start(a, boot, ports):
    """Starts `serve` in a session of its own and waits until it says that every port answers."""
    ready, tell = os.pipe()
    log = open(a.dir / "server.log", "ab")
    # The leak checker of a sanitized build would need ptrace, which the server forbids itself.
    quiet = os.environ.get("ASAN_OPTIONS", "detect_container_overflow=0") + ":detect_leaks=0"
    process = subprocess.Popen(
        [a.program, "--config", boot, "serve", "--ready-fd", str(tell)], env={**os.environ, "ASAN_OPTIONS": quiet},
        pass_fds=[tell], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/")
    os.close(tell)
    if not select.select([ready], [], [], 60)[0] or os.read(ready, 5) != b"ready":
        process.kill()
        tail = (a.dir / "server.log").read_text(errors="replace").splitlines()[-20:]
        sys.exit("the server did not come up:\n" + "\n".join(tail))
    for port in ports.values():
        socket.create_connection((a.host, port), 5).close()
    return process.pid


def main():
    a = arguments()
    a.dir = a.dir.resolve()
    a.dir.mkdir(parents=True, exist_ok=True)
    fixed = {k: int(v) for k, v in (pair.split("=", 1) for pair in a.port)}
    ports = kept(a.dir / "ports.json", lambda: free_ports(a.host, fixed))
    password = a.password or kept(a.dir / "password.json", lambda: "-".join(secrets.token_hex(3) for _ in range(4)))
    plan_file = a.dir / "plan.json"
    plan_file.touch(mode=0o600)
    plan_file.write_text(json.dumps(plan(a, ports, password)))

    setup = [a.program, "setup", "--dir", str(a.dir), "--plan", str(plan_file), "--json"]
    if os.getuid() == 0:
        setup += ["--user", USER]
    done = subprocess.run(setup, capture_output=True, text=True)
    if done.returncode:
        sys.exit("postern setup failed: " + (done.stderr or done.stdout).strip())
    boot = str(a.dir / "postern.toml")
    pid = start(a, boot, ports)
    cli = [a.program, "--config", boot]
    (a.dir / "ca.pem").write_text(subprocess.run([*cli, "certificate", "own"], check=True, capture_output=True, text=True).stdout)
    target = {
        "name": "postern", "host": a.host, "domain": a.domain, "user": "u%d@" + a.domain, "pass": password, "dir": str(a.dir),
        "ca": str(a.dir / "ca.pem"), "tls_name": "mail." + a.domain, **ports,
        "cli": cli, "pids": [pid],
    }
    (a.dir / "target.json").write_text(json.dumps(target, indent=1) + "\n")
    print(f"ready: {a.dir / 'target.json'}")


main()

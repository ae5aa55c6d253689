"""Figures of ours that no peer is measured for: start-up, memory of idle connections, the guard, the audit, search in the logs, the API, pages."""
import json
import os
import pathlib
import shutil
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import time

import asked
import pages
import through_queue
from servers import MAILLOAD, ROOMLOAD, Ours, down, load, told

ACCOUNTS = 10_000  # that are audited
LINES = 5_000_000  # that are searched


# Believes whoever is there. Without the system's authorities: to read them takes 25 ms, which are no part of what is measured.
ANYBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
ANYBODY.check_hostname, ANYBODY.verify_mode = False, ssl.CERT_NONE


def answers(host, port, tls):
    """True once the server's own bytes come, not only the system's handshake."""
    try:
        with socket.create_connection((host, port), 5) as s:
            if tls:
                s = ANYBODY.wrap_socket(s)
            return bool(s.recv(1))
    except ConnectionError:
        return False


def start_time(ours):
    """Milliseconds from the program's start until every port has greeted."""
    serve = [*ours.t["cli"], "serve"]
    begin = time.monotonic()
    with open(ours.folder / "server.log", "ab") as log:
        ours.t["pids"] = [subprocess.Popen(serve, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/").pid]
    for key in ("smtp", "submission", "submissions", "imap", "imaps", "pop3", "pop3s"):
        while not answers(ours.t["host"], ours.t[key], key.endswith("s") and key != "submission"):
            if time.monotonic() > begin + 60:
                sys.exit("the server does not come up")
            time.sleep(0.001)
    took = (time.monotonic() - begin) * 1000
    (ours.folder / "target.json").write_text(json.dumps(ours.t))
    return took


def end(ours, how):
    for pid in ours.t["pids"]:
        os.kill(pid, how)
        try:
            os.waitpid(pid, 0)
        except ChildProcessError:  # started by ./dev up
            while pathlib.Path(f"/proc/{pid}").exists():
                time.sleep(0.005)


def starts(base, runs):
    begin = time.monotonic()
    ours = Ours(base)
    yield "up", (time.monotonic() - begin) * 1000
    times = []
    for _ in range(runs):
        end(ours, signal.SIGTERM)
        times.append(start_time(ours))
    yield "start", statistics.median(times)
    times = []
    for _ in range(runs):
        load(ours, "smtp", "smtp", dict(conns=20, count=2000, size=5000, reuse=1))
        end(ours, signal.SIGKILL)
        times.append(start_time(ours))
    yield "start-crash", statistics.median(times)
    end(ours, signal.SIGTERM)


def idle(base, _):
    """Memory of idle connections and how fast they open."""
    with Ours(base) as ours:
        time.sleep(1)
        yield "idle-server", ours.memory()[1] / 1024
        for name, port, tls in (("plain", "imap", "none"), ("tls", "imaps", "implicit")):
            before = ours.memory()[0]
            args = [MAILLOAD, "imap-idle", "--host", ours.t["host"], "--port", ours.t[port], "--user", ours.t["user"], "--pass", ours.t["pass"],
                    "--conns", 10_000, "--users", 100, "--hold", 6, "--tls", tls]
            process = subprocess.Popen([str(a) for a in args], stdout=subprocess.PIPE, text=True)
            opened = int(process.stdout.readline().split()[1])
            time.sleep(2)
            yield "idle-" + name, (ours.memory()[0] - before) / opened
            yield "opened-" + name, json.loads(process.stdout.readline())["ops_per_s"]
            process.wait()


def room(workload, folder, *count):
    """The figures of a workload of roomload, by key."""
    done = subprocess.run([str(a) for a in (ROOMLOAD, workload, folder, *count)], capture_output=True, text=True, timeout=900)
    if done.returncode:
        sys.exit(f"roomload {workload}: {done.stderr.strip() or done.returncode}")
    return json.loads(done.stdout)


def guard(base, _):
    yield from of_guard(base, "guard-accept", "guard-accept-blocks", "guard-events")


def guard_memory(base, _):
    yield from of_guard(base, "guard-memory-wide", "guard-memory-narrow")


def of_guard(base, *workloads):
    for workload in workloads:
        figures = room(workload, base / workload)
        yield from ((key, value) for key, value in figures.items() if key.startswith("guard-"))
        shutil.rmtree(base / workload, ignore_errors=True)  # some keep everything in memory


def audit(base, runs):
    """From the command line, as an administrator asks for it."""
    with Ours(base, ACCOUNTS) as ours:
        audits = [told(ours, "audit", "--all") for _ in range(runs)]
        if any(len(report["checks"]) < 60 for _, report in audits):
            sys.exit("the audit did not look at everything")
        yield "audit", statistics.median(took for took, _ in audits)


def log_search(base, runs):
    """In a day of lines that is put beside the server's own. Each search must find something."""
    with Ours(base) as ours:
        down(ours.folder)
        room("log-day", base / "day", LINES)
        adopt(base / "day", ours.folder / "data" / "logs")
        ours.restart()
        account = ("--account", "u17@bench.test")
        _, [line] = told(ours, "logs", "search", "--raw", "--limit", "1", "--logs", "delivery", *account)
        searches = {
            "log-message": ("--message", line["message"]),
            "log-account": account,
            "log-sessions": (*account, "--sessions"),
            "log-text": (line["message"],),
        }
        for key, words in searches.items():
            found = [told(ours, "logs", "search", *words) for _ in range(runs)]
            if not all(lines for _, lines in found):
                sys.exit(f"{key}: nothing is found")
            yield key, statistics.median(took for took, _ in found)


def adopt(folder, into):
    """Gives the server the files of a folder."""
    for file in folder.iterdir():
        shutil.chown(file.rename(into / file.name), into.owner(), into.group())


GROUPS = {"starts": starts, "idle": idle, "guard": guard, "guard-memory": guard_memory, "audit": audit, "logs": log_search, "api": asked.answers,
          "queue-hanging": through_queue.hanging, "queue-million": through_queue.million, "web": pages.long_ones, "lighthouse": pages.judged}

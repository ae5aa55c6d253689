"""The servers that are measured, ours and others', and the load generator that is let loose on them."""
import json
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tools" / "dev"))
from doors import AS_OFTEN_AS_LIKED  # noqa: E402, F401: of those who start one of ours
MAILLOAD = ROOT / "build" / "release" / "mailload"
ROOMLOAD = ROOT / "build" / "release" / "roomload"
TICK = os.sysconf("SC_CLK_TCK")


class Target:
    """A started server: what its target.json says, and what it has used of the machine."""

    def __init__(self, folder):
        self.folder = folder
        self.t = json.loads((folder / "target.json").read_text())
        self.users = 0
        self.filled = set()

    def next_user(self):
        self.users += 1
        return self.users

    def pids(self):
        if self.t.get("cgroup"):
            return [int(p) for p in pathlib.Path(self.t["cgroup"], "cgroup.procs").read_text().split()]
        return self.t["pids"]

    def cpu(self):
        if self.t.get("cgroup"):
            stat = dict(line.split() for line in pathlib.Path(self.t["cgroup"], "cpu.stat").read_text().splitlines())
            return int(stat["usage_usec"]) / 1e6
        total = 0
        for pid in self.t["pids"]:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICK

    def memory(self):
        """(PSS, RSS) of all its processes, in KiB."""
        pss = rss = 0
        for pid in self.pids():
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                pss += int(line.split()[1]) if line.startswith("Pss:") else 0
                rss += int(line.split()[1]) if line.startswith("Rss:") else 0
        return pss, rss


def load(target, work, port, options):
    args = [MAILLOAD, work, "--host", target.t["host"], "--port", target.t[port], "--user", target.t["user"], "--pass", target.t["pass"]]
    for key, value in options.items():
        args += ["--" + key, value]
    before = target.cpu()
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True, timeout=900)
    if done.returncode or not done.stdout.strip():
        sys.exit(f"{work} against {target.t['name']}: {done.stderr.strip() or done.stdout.strip() or done.returncode}")
    result = json.loads(done.stdout.strip().splitlines()[-1])
    result["server_cpu_ms_per_op"] = (target.cpu() - before) * 1000 / max(result["ops"], 1)
    if result["errors"]:
        print(f"# {work} against {target.t['name']}: {result['errors']} errors: {result.get('first_error')}", file=sys.stderr)
    return result


def told(ours, *words):
    """Runs an operation by the command line: milliseconds, and its answer. What an audit finds is no failure (code 3)."""
    begin = time.monotonic()
    done = subprocess.run([*ours.t["cli"], *words, "--json"], capture_output=True, text=True, timeout=900)
    took = (time.monotonic() - begin) * 1000
    if done.returncode not in (0, 3):
        sys.exit(f"{' '.join(words)}: {done.stderr.strip() or done.returncode}")
    return took, json.loads(done.stdout)


def up(folder, *options):
    subprocess.run([ROOT / "dev", "up", "--dir", folder, *options], check=True, stdout=subprocess.DEVNULL)


def down(folder):
    subprocess.run([ROOT / "dev", "down", "--dir", folder], stdout=subprocess.DEVNULL)


class Ours(Target):
    """Stopped at the end of a `with`."""

    def __init__(self, base, accounts=200, *options):
        self.options = ("--accounts", str(accounts), "--allow-cleartext", "--no-guard", *options)
        up(base / "postern", *self.options)
        super().__init__(base / "postern")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        down(self.folder)

    def restart(self):
        down(self.folder)
        up(self.folder, *self.options)
        self.t = json.loads((self.folder / "target.json").read_text())

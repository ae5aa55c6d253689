"""nodemailer and imapflow: what programs on Node send and read is the same at both ends."""
import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile

import pytest
from clients import stored

HERE = pathlib.Path(__file__).resolve().parent / "node"


@pytest.fixture(scope="module")
def modules():
    """A folder with the locked packages, kept between runs under a name that changes with the lock file."""
    digest = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    folder = pathlib.Path(tempfile.gettempdir()) / f"postern-node-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    assert folder.stat().st_uid == os.getuid()
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, folder)
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=300)
            (folder / "complete").touch()
        shutil.copy(HERE / "round_trip.mjs", folder)
    return folder


def test_nodemailer_and_imapflow(server, modules, tmp_path):
    done = subprocess.run(["node", modules / "round_trip.mjs", pathlib.Path(server.dir) / "target.json", tmp_path],
                          capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("tls", "starttls"):
        assert stored((tmp_path / f"read-{name}").read_bytes()) == (tmp_path / f"sent-{name}").read_bytes()

"""The promise of ./dev up and ./dev down, as other people's suites rely on it."""
import os
import pathlib
import subprocess

import pytest
from conftest import BUILD, ROOT

CHECK = ROOT.parent / "shared" / "checks" / "door.py"


def test_door():
    if not pathlib.Path(CHECK).exists():
        if os.environ.get("NEED_VECTORS") == "1":
            pytest.fail(f"{CHECK} is not there")
        print("not run: no ../shared/checks")
        return
    done = subprocess.run(["python3", CHECK, "--build", BUILD], cwd=ROOT, capture_output=True, text=True, timeout=300)
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]

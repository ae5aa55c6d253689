"""The pictures of ./dev shots: of each page that is asked for, as wide as a reader's window, in both themes, and named in the index."""
import struct
import subprocess

import pytest

from conftest import BUILD, ROOT
from walk import NODE

WIDTHS, THEMES = (360, 1280, 1920), ("light", "dark")


def size(picture):
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n")
    return struct.unpack(">II", head[16:24])


def test_each_page_is_taken_in_each_width_and_theme(tmp_path):
    if not NODE.exists():
        pytest.skip("not run: the pages' Node is not installed (./dev web build)")
    done = subprocess.run(["python3", ROOT / "tools" / "dev" / "shots.py", "--build", BUILD, "--no-day", "--language", "de", "--out", tmp_path,
                           "--page", "overview", "--page", "/admin/about"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    index = (tmp_path / "index.html").read_text()
    names = {f"{page}-{width}-{theme}.png": width for page in ("overview", "admin-about") for width in WIDTHS for theme in THEMES}
    assert {file.name for file in tmp_path.glob("*.png")} == set(names)
    assert all(f'src="{name}"' in index and size(tmp_path / name)[0] == width for name, width in names.items())
    light, dark = ((tmp_path / f"overview-1280-{theme}.png").read_bytes() for theme in THEMES)
    assert light != dark

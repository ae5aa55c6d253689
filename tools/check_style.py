#!/usr/bin/env python3
"""Cheap checks of the house style by text alone: each finding says the rule (S1 to S30, H01 to H38) and why.

Sizes have a ratchet: tools/oversize.txt lists what is too long today, "path[:function] length"; it may shrink, not grow. When something
on the list has become shorter, the list must say so (--ratchet writes it anew)."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OVERSIZE = ROOT / "tools/oversize.txt"
LIMITS = {"function": 70, ".cpp": 700, ".h": 250}
TEST = re.compile(r"(^tests/|_(test|fuzz|bench|program)\.cpp$)")
PEER_ROOMS = ("src/smtp/", "src/imap/", "src/pop3/", "src/net/", "src/tls/", "src/delivery/")

# The one file that tries what is forbidden, to show that it cannot be done.
ATTEMPTS = {"H35": "src/app/break_out.cpp"}

# (rule, pattern, in: code or comment, also in tests, why)
LINE_RULES = [
    ("S12", re.compile(r"[A-Za-z)]!(\s|$)"), "comment", True, "comments are sentences without exclamation marks"),
    ("S12", re.compile(r"\b(previously|formerly|used to be|legacy|refactored|rewritten|renamed from|moved from|old code)\b", re.I),
     "comment", True, "a comment tells what is, not how it came to be"),
    ("S13", re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "comment", True, "unfinished work is left out or has an issue"),
    ("S13", re.compile(r"\btodo\b(?!:)"), "comment", True, "a gap is an RFC tag: \"RFC N §x todo: what\""),
    ("S19", re.compile(r"^(?!.*_ptr<).*(?<!operator )\bnew\s+(?!\()[A-Za-z_:]"), "code", False, "owners are values and unique_ptr"),
    ("S23", re.compile(r"\b(stoi|stol|stoll|stoul|stoull|stod|atoi|atol|atoll|sscanf|strtol|strtoul|strtoull)\s*\("), "code", False,
     "numbers from outside are read by number() with a maximum"),
    ("S25", re.compile(r"^\s*#\s*define\b"), "code", False, "no macros"),
    ("S25", re.compile(r"^using namespace (?!std::(chrono_|string_)?\w*literals)"), "code", False, "no using namespace outside a function"),
    ("S25", re.compile(r"(?<!using )\benum\s+(?!class\b)[A-Za-z_]\w*\s*[:{]"), "code", True, "enum class always"),
    ("S26", re.compile(r"\bstd::(format|print|println)\s*\("), "code", True, "not in this library; fmt is"),
    ("smell 9", re.compile(r"(?<![\w.:>])(?:std::)?(tolower|toupper|isspace|isdigit|isalpha|isalnum|isupper|islower|strcasecmp|strncasecmp)\s*\("),
     "code", False, "protocol text knows no locale: base/text.h"),
    ("H35", re.compile(r"(?<![\w.>])(system|popen|execve?|execvp?e?|execlp?e?|fexecve|vfork|fork|posix_spawnp?)\s*\("), "code", False,
     "the server runs no other program"),
]
PATHS = re.compile(r"(?<![\w.])/(?:work|home/[a-z]|root/)[\w/.]*")
BAD_NAMES = re.compile(r"(^|[_/])(utils?|common|managers?|helpers?|misc)([_./]|$)")
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')


PIECE = re.compile(r'''(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<string>\bR"(?P<mark>[^()\\ ]{0,16})\(.*?\)(?P=mark)"|"(?:[^"\\\n]|\\.)*"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\[^\n]+?)')''',
                   re.S)


def split(text):
    """The same text twice, line for line: code without comments and strings, and comments alone."""
    blank = lambda s: re.sub(r"[^\n]", " ", s)
    code, comments, at = [], [], 0
    for piece in PIECE.finditer(text):
        between = text[at:piece.start()]
        at = piece.end()
        is_comment = piece.group("comment") is not None
        code += [between, blank(piece.group()) if is_comment else '""' + blank(piece.group())[2:]]
        comments += [blank(between), piece.group() if is_comment else blank(piece.group())]
    return "".join(code) + text[at:], "".join(comments) + blank(text[at:])


FUNCTION = re.compile(r"([~\w:<>]+)\s*\([^;{}]*\)\s*(?:const|noexcept|override|final|mutable|->[^;{}]*|:[^;{}]*|requires[^;{}]*|\s)*$")
NOT_FUNCTIONS = {"if", "for", "while", "switch", "catch", "constexpr", "return"}


def functions(code):
    """(name, first line, length) of each outermost function; lambdas count to the function around them."""
    stack, start, line = [], 0, 1
    for i, c in enumerate(code):
        if c == "\n":
            line += 1
        elif c == ";" and not any(stack):
            start = i + 1
        elif c == "{":
            head = code[start:i].strip()
            found = None if any(stack) else FUNCTION.search(head)
            is_function = bool(found) and found.group(1) not in NOT_FUNCTIONS
            stack.append((found.group(1), line) if is_function else None)
            if not is_function and not any(stack):
                start = i + 1
        elif c == "}" and stack:
            top = stack.pop()
            if top:
                yield top[0], top[1], line - top[1] + 1
            if not any(stack):
                start = i + 1


HEAD = re.compile(r"^\s*(?:else\b|do\b|(?:if|while|for|switch)\s*(?:constexpr\s*)?(?=\()|case\b[^:]*:|default\s*:)\s*")
BLOCK = re.compile(r"(\)|\b(else|do|try|const|noexcept|override|final|mutable)|[;{}:]|>)\s*$|^\s*$")


def statement_before(code, at):
    """What stands between the start of the statement and `at`; None when `at` is inside parentheses, brackets or a brace list."""
    depth, i = 0, at - 1
    while i >= 0:
        c = code[i]
        if c in ")]":
            depth += 1
        elif c in "([":
            if depth == 0:
                return None
            depth -= 1
        elif depth == 0 and c in ";}":
            break
        elif depth == 0 and c == "{":
            line = code[code.rfind("\n", 0, i) + 1:i]
            if not BLOCK.search(line):
                return None
            break
        i -= 1
    return code[i + 1:at]


def without_heads(statement):
    """The statement after its if (...), for (...), else."""
    while found := HEAD.match(statement):
        statement = statement[found.end():]
        if statement.startswith("("):
            depth = 0
            for i, c in enumerate(statement):
                depth += (c == "(") - (c == ")")
                if depth == 0:
                    break
            statement = statement[i + 1:]
    return statement


def check_awaits(code):
    """S16: co_await stands alone in its statement."""
    for found in re.finditer(r"(?<!operator )\bco_await\b", code):
        before = statement_before(code, found.start())
        line = code.count("\n", 0, found.start()) + 1
        if before is None or not re.search(r"^\s*(co_return\s*)?$|=\s*$", without_heads(before)) or re.search(r"\?|&&|\|\|", without_heads(before)):
            yield line, "S16", "co_await stands in an argument, condition or list; g++ miscompiles it and readers miss it"
        elif re.search(r"\?|\](?=\s*(\(|\{|mutable))[^;]*\{", code[found.end():].split(";", 1)[0]):
            yield line, "S16", "the operand of co_await has a lambda or a ?: in it"


def check_code(path, text):
    code, comments = split(text)
    test = TEST.search(path) is not None
    for rule, pattern, place, in_tests, why in LINE_RULES:
        if ATTEMPTS.get(rule) == str(path):
            continue
        if test and not in_tests:
            continue
        for n, line in enumerate((code if place == "code" else comments).splitlines(), 1):
            if pattern.search(line):
                yield n, rule, why
    if not text.startswith("// "):
        yield 1, "S9", "each file opens with one sentence"
    if path.endswith(".h") and "\n#pragma once\n" not in text:
        yield 1, "S24", "#pragma once"
    if not test and path.startswith(PEER_ROOMS):
        for found in re.finditer(r'"[^"\n]*"', text):
            line = text.count("\n", 0, found.start()) + 1
            if "postern" in found.group(0).lower() and "#include" not in text.splitlines()[line - 1]:
                yield line, "H01", "the product's name is not told to peers"
    yield from check_awaits(code)


def sizes(path, text):
    """What is longer than its limit: name -> length."""
    suffix = pathlib.Path(path).suffix
    if text.count("\n") > LIMITS[suffix]:
        yield path, text.count("\n")
    code, _ = split(text)
    for name, _, length in functions(code):
        if length > LIMITS["function"]:
            yield f"{path}:{name}", length


def read_oversize():
    if not OVERSIZE.exists():
        return {}
    rows = (line.rsplit(" ", 1) for line in OVERSIZE.read_text().splitlines() if line and not line.startswith("#"))
    return {name: int(length) for name, length in rows}


def check_sizes(found, ratchet):
    allowed = read_oversize()
    if ratchet:
        head = "# What is longer than S5 allows today: it may shrink, not grow. Empty is the aim.\n"
        OVERSIZE.write_text(head + "".join(f"{name} {length}\n" for name, length in sorted(found.items())))
        return
    for name, length in sorted(found.items()):
        if length > allowed.get(name, 0):
            yield f"{name}: {length} lines (S5: a function has at most 70, a file 700, a header 250)"
    for name, length in sorted(allowed.items()):
        if found.get(name, 0) < length:
            yield f"tools/oversize.txt: {name} is {found.get(name, 'within the limit')}, not {length}: run tools/check_style.py --ratchet"


def files():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [f for f in sorted(set(listed.stdout.splitlines())) if (ROOT / f).is_file()]


def main():
    problems, too_long, count = [], {}, 0
    for path in files():
        if BAD_NAMES.search(path) and path.startswith(("src/", "tests/", "tools/")):
            problems.append(f"{path}: S1 a file is named after its one main thing")
        if path.startswith("tests/corpus/") or path == "tools/check_style.py":
            continue
        try:
            text = (ROOT / path).read_text()
        except UnicodeDecodeError:
            continue
        count += 1
        for n, line in enumerate(text.splitlines(), 1):
            if PATHS.search(line):
                problems.append(f"{path}:{n}: a path of one machine: {PATHS.search(line).group(0)}")
        if path.startswith(("src/", "tests/")) and path.endswith((".h", ".cpp")):
            problems += [f"{path}:{n}: {rule} {why}" for n, rule, why in check_code(path, text)]
            too_long.update(sizes(path, text))
    problems += check_sizes(too_long, "--ratchet" in sys.argv)
    for problem in problems:
        print(problem)
    print(f"style: {count} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""The program that people run is built hardened: looked for in the binary itself, and shown to be missed where it is not there."""
import json
import pathlib
import subprocess

import pytest
from conftest import ROOT

RELEASE = ROOT / "build" / "release"
PROGRAM = "#include <cstdio>\n#include <cstring>\nint main(int n, char** v) { char b[64]; std::strcpy(b, v[0]); std::puts(b); return n; }\n"


def readelf(program, *what):
    return subprocess.run(["readelf", "-W", *what, program], check=True, capture_output=True, text=True).stdout


def symbols(program):
    """Names of what the program calls in libraries."""
    rows = [line.split() for line in readelf(program, "--dyn-syms").splitlines()]
    return {row[7].split("@")[0] for row in rows if len(row) > 7 and row[6] == "UND"}


# What each protection leaves behind in a program.
MARKS = {
    "position-independent": lambda p: "DYN (Position-Independent" in readelf(p, "-h"),
    "full RELRO": lambda p: "GNU_RELRO" in readelf(p, "-l") and "BIND_NOW" in readelf(p, "-d"),
    "control-flow enforcement": lambda p: "IBT, SHSTK" in readelf(p, "-n"),
    "stack protector": lambda p: "__stack_chk_fail" in symbols(p),
    "fortified calls": lambda p: any(name.endswith("_chk") for name in symbols(p)),
    "library assertions": lambda p: any("glibcxx_assert_fail" in name for name in symbols(p)),
}


@pytest.mark.parametrize("mark", MARKS)
def test_the_program_is_hardened(mark):
    assert MARKS[mark](RELEASE / "postern")


def test_no_stack_or_segment_is_writable_and_executable():
    segments = [line for line in readelf(RELEASE / "postern", "-l").splitlines() if line.lstrip().startswith(("LOAD", "GNU_STACK"))]
    assert len(segments) >= 3
    assert not [line for line in segments if "RWE" in line.replace(" ", "")]


def test_it_looks_for_libraries_where_the_system_does_only():
    assert "RUNPATH" not in readelf(RELEASE / "postern", "-d") and "RPATH" not in readelf(RELEASE / "postern", "-d")


def test_what_leaves_no_mark_is_asked_for_in_every_file():
    """Zero-initialised variables, stack clash protection, the strictest fortification: of the compiler's commands."""
    rows = json.loads((RELEASE / "compile_commands.json").read_text())
    commands = [row["command"] for row in rows if row["file"].endswith(".cpp")]
    assert len(commands) > 50
    for flag in ("-ftrivial-auto-var-init=zero", "-fstack-clash-protection", "-fstack-protector-strong", "-fcf-protection",
                 "-D_FORTIFY_SOURCE=3", "-D_GLIBCXX_ASSERTIONS", "-O2"):
        assert all(flag in command for command in commands), flag


def test_a_program_without_protection_has_none_of_the_marks(tmp_path):
    source, program = tmp_path / "plain.cpp", tmp_path / "plain"
    source.write_text(PROGRAM)
    subprocess.run(["clang++-19", "-O2", "-no-pie", "-fno-pie", "-Wl,-z,norelro,-z,lazy", "-fno-stack-protector", source, "-o", program], check=True)
    assert [name for name, mark in MARKS.items() if mark(program)] == []

"""What the installers are told to pack is there, and what they leave out is not needed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLERS = ROOT / "installers"
SPEC = ast.parse((INSTALLERS / "istmo.spec").read_text(encoding="utf-8"))
SHELL_SCRIPTS = [*INSTALLERS.glob("*.sh"), *INSTALLERS.glob("*/*.sh")]


def words_given_to(parameter: str) -> list[str]:
    """Return the strings in the list that the spec gives to `parameter` of Analysis."""
    for node in ast.walk(SPEC):
        if isinstance(node, ast.keyword) and node.arg == parameter:
            assert isinstance(node.value, ast.List)
            words = [e.value for e in node.value.elts if isinstance(e, ast.Constant)]
            return [word for word in words if isinstance(word, str)]
    raise AssertionError(parameter)


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_modules_found_by_name_exist() -> None:
    hidden = words_given_to("hiddenimports")
    assert hidden
    for module in hidden:
        assert find_spec(module) is not None, module


def test_nothing_left_out_is_imported() -> None:
    left_out = set(words_given_to("excludes"))
    assert left_out
    for room in ("db", "desktop"):
        for path in (ROOT / room).rglob("*.py"):
            assert not left_out & imports_of(path), path


def test_files_that_the_spec_names_exist() -> None:
    source = (INSTALLERS / "istmo.spec").read_text(encoding="utf-8")
    for name in re.findall(r'"(istmo[\w-]*\.(?:ico|icns))"', source):
        assert (ROOT / "resources" / "icons" / name).is_file(), name
    assert (ROOT / "db" / "migrations").is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no bash to ask")
@pytest.mark.parametrize("script", SHELL_SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_well_formed(script: Path) -> None:
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


def test_package_takes_files_that_exist() -> None:
    script = (INSTALLERS / "deb.sh").read_text(encoding="utf-8")
    sources = re.findall(r"\b(?:installers|resources)/[\w./-]+\w(?![\w$./-])", script)
    assert len(sources) > 5
    for source in sources:
        assert (ROOT / source).is_file(), source


def test_control_file_says_what_a_package_must() -> None:
    control = (INSTALLERS / "debian" / "control").read_text(encoding="utf-8")
    fields = dict(re.findall(r"^([A-Z][\w-]*): (.*)$", control, re.MULTILINE))
    assert set(fields) >= {"Package", "Version", "Architecture", "Maintainer", "Depends"}
    placeholders = set(re.findall(r"@\w+@", control))
    script = (INSTALLERS / "deb.sh").read_text(encoding="utf-8")
    assert all(placeholder in script for placeholder in placeholders)


def test_packaged_program_starts_the_command_line() -> None:
    answer = subprocess.run(
        [sys.executable, INSTALLERS / "start.py", "--version"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert answer.stdout.startswith("Istmo ")

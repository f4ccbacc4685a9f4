"""The docs and the program say the same: the reference is generated, everything has help, links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from onrecord.cli import cli
from onrecord.cli.reference import commands

ROOT = Path(__file__).parents[1]
PAGES = [*(name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md") if (ROOT / name).exists())]
PAGES += sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)|\b(?:src|href)=\"([^\"]+)\"")


def options() -> Iterator[tuple[str, click.Option]]:
    for command in (cli, *(each for _, each in commands())):
        for each in command.params:
            if isinstance(each, click.Option):
                yield f"{command.name} {each.opts[0]}", each


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("docs/")])
def test_generated_parts_are_up_to_date(page: str) -> None:
    check = [sys.executable, "-m", "cogapp", "--check", "--diff", page]
    found = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, f"run `make docs`\n{found.stdout}{found.stderr}"


@pytest.mark.parametrize("command", [each for _, each in commands()], ids=lambda command: str(command.name))
def test_every_command_has_help(command: click.Command) -> None:
    assert command.help
    assert command.short_help
    assert command.short_help.endswith(".")
    for each in command.params:
        if isinstance(each, click.Argument) and not isinstance(each.type, click.Choice):
            assert (each.metavar or str(each.name).upper()).rstrip(".") in command.help


@pytest.mark.parametrize(("name", "option"), list(options()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_option_has_help(name: str, option: click.Option) -> None:
    assert option.help, name
    assert option.help.endswith("."), name


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_to_a_file(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for found in LINK.finditer(text):
        target = (found[1] or found[2]).partition("#")[0]
        if target and not re.match(r"[a-z]+:", target):
            assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"

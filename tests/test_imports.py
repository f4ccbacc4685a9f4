"""Imports run one way, down the list; heavy ones are not paid for by `onrecord --help`."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(onrecord.__file__).parent
ORDER = [
    "rows",
    "errors",
    "shipped",
    "text",
    "gazetteer",
    "ingest",
    "read",
    "resolve",
    "link",
    "store",
    "helping",
    "linking",
    "show",
    "pipeline",
    "app",
    "cli",
    "__main__",
]
MAY_SEE = {
    "rows": set(),
    "errors": set(),
    "shipped": {"errors"},
    "text": {"rows", "errors"},
    "gazetteer": {"rows", "errors", "shipped"},
    "ingest": {"rows", "errors", "text"},
    "read": {"rows", "errors", "shipped", "text", "gazetteer"},
    "resolve": {"rows", "errors", "text"},
    "link": {"rows", "errors", "shipped", "text", "resolve"},
    "store": {"rows", "errors"},
    "helping": {"rows", "link", "store"},
    "linking": {"rows", "errors", "text", "link", "store", "helping"},
    "show": {"rows", "errors", "text", "resolve", "link", "store"},
    "pipeline": {"rows", "errors", "text", "gazetteer", "ingest", "read", "resolve", "link", "store", "linking"},
}
FILES = sorted(p for p in ROOT.rglob("*.py") if p.parent != ROOT or p.stem != "__init__")


def stage(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The stages that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            assert node.level == 0, f"{path.name} uses a relative import"
        elif isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        found |= {n.split(".")[1] for n in names if n.startswith("onrecord.")}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    here = stage(path)
    allowed = MAY_SEE.get(here, set(ORDER)) | {here}
    assert imported(path) <= allowed


def test_only_model_imports_onnxruntime() -> None:
    users = [p.name for p in FILES if "import onnxruntime" in p.read_text(encoding="utf8")]
    assert users == ["model.py"]


def test_help_pays_for_no_heavy_import() -> None:
    code = "import sys, onrecord.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "onnxruntime", "pyarrow", "trafilatura", "lxml", "tokenizers", "jinja2"} & set(loaded)

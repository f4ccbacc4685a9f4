"""The report: one HTML file that works offline. Nothing of an article in it can run, load or reach out.

Autoescape is on for everything, control characters are made visible in every value that is written, and the
content security policy allows the page's own style and script by their hashes and nothing else.
"""

from __future__ import annotations

import os
import secrets
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord import __version__
from onrecord.errors import OnrecordError
from onrecord.show.page import Shown, page
from onrecord.show.plain import plain
from onrecord.show.sides import Labels
from onrecord.show.voices import FEW, FIRST
from onrecord.show.words import count

GENERATOR = "onrecord"
"""Stands in the page's `generator` line; by it a report is known before it is written over."""


def report(
    record: Shown, path: Path, *, excerpts: bool = False, labels: Labels | None = None, side: str | None = None,
    by_side: bool = False,
) -> None:  # fmt: skip
    """Writes a record's report to `path`, whole or not at all.

    `excerpts` leaves out whole texts and keeps the statements with a little context, to be shared without
    republishing the articles. `labels` says who has which side; of a `side`, its statements alone are shown, and
    `by_side` puts the speakers under theirs.
    """
    template = environment().get_template("report.html")
    style, script = asset("report.css") + widths(), asset("report.js")
    shown = page(record, excerpts=excerpts, labels=labels, side=side, by_side=by_side)
    chunks = template.stream(
        page=shown, style=style, script=script, policy=_policy(style, script),
        generator=f"{GENERATOR} {__version__}",
    )  # fmt: skip
    chunks.enable_buffering(50)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as out:
            out.writelines(chunks)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as error:
        raise OnrecordError(f"{path}: the report cannot be written there: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)


def is_report(path: Path) -> bool:
    """Whether a file is a report, so that writing over it loses nothing."""
    with path.open("rb") as file:
        return f'<meta name="generator" content="{GENERATOR} '.encode() in file.read(2000)


def environment(loader: BaseLoader | None = None) -> Environment:
    """Templates that escape every value; those of the report where no loader is given."""
    env = Environment(
        loader=loader or PackageLoader("onrecord.show"), autoescape=True, undefined=StrictUndefined, finalize=_plain,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    env.globals |= {"count": count, "FIRST": FIRST, "FEW": FEW}
    env.filters |= {"trusted": Markup}
    return env


def _plain(value: Any) -> Any:
    """Applied to every value the template writes."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def asset(name: str) -> str:
    """A file of the report: its style or its script."""
    return (files("onrecord.show") / "templates" / name).read_text(encoding="utf-8")


def widths() -> str:
    """A class for each hundredth that a part of a bar may be wide: the policy allows no style on an element."""
    return "".join(f".w{n}{{flex-grow:{n}}}" for n in range(1, 101))


def _policy(style: str, script: str) -> str:
    def allowed(text: str) -> str:
        return "'sha256-" + b64encode(sha256(text.encode()).digest()).decode() + "'"

    return (
        f"default-src 'none'; style-src {allowed(style)}; script-src {allowed(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )

"""The browser that pages are tested in, and how wide its window is."""

from __future__ import annotations

import shutil

CHROMIUM = shutil.which("chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGS += ["--disable-component-update", "--disable-sync"]
WIDTHS = [320, 360, 768, 1100, 1400, 3840]

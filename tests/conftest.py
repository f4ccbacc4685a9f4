"""Test folders are plain modules; what they share lies in `tests/`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

"""Who said what, on whose word, in many reports of one event."""

__version__ = "0.1.0"

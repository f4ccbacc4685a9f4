"""Read: one article in, its statements out. `reader.Reader` is the way in.

This file imports nothing: `onrecord/__init__.py` loads it first, so that `onrecord.read` can be the verb.
"""

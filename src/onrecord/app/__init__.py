"""The reading room: a record in a local web app, on loopback, for who started it.

browser ──Guard (host, origin, token, headers)──▶ views ──queries──▶ record (read only)
"""

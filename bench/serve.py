"""How quickly the app answers: every kind of page of a record, over HTTP on loopback, with several readers at once.

usage: python bench/serve.py RECORD [--readers N] [--requests N]

Prints the median and the 95th percentile for each kind of page, in milliseconds; beside them those of a page that says
no more than a word, by the same server (`/app.css`): what is left of it is ours.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import quantiles

from onrecord.app.server import listening, new_address, serve
from onrecord.store import Record

KINDS = ("/", "/story/", "/claim/", "/article/", "/search", "/app.css")
WORDS = ("said", "police", "killed", "government", "attack", "people", "president", "water")


def addresses(record: Path, n: int) -> list[str]:
    """So many addresses, of all kinds alike."""
    random.seed(1)
    with Record.read_only(record) as held:
        ids = {
            kind: [row[0] for row in held.db.execute(f"SELECT id FROM {table} ORDER BY random() LIMIT 500")]
            for kind, table in (("/story/", "stories"), ("/claim/", "claims"), ("/article/", "articles"))
        }
    made = {kind: [kind + each for each in found] for kind, found in ids.items()}
    made |= {"/": ["/"], "/search": [f"/search?q={w}" for w in WORDS], "/app.css": ["/app.css"]}
    return [random.choice(made[KINDS[i % len(KINDS)]] or ["/"]) for i in range(n)]


def reader(port: int, cookie: str, asked: Sequence[str], took: list[tuple[str, float]]) -> None:
    """Asks for one page after the other over one connection."""
    held = http.client.HTTPConnection("127.0.0.1", port)
    for address in asked:
        start = time.perf_counter()
        held.request("GET", address, headers={"Cookie": cookie})
        answer = held.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{address}: {answer.status}")
        took.append((address, 1000 * (time.perf_counter() - start)))


def by_kind(took: Sequence[tuple[str, float]]) -> Mapping[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for address, ms in took:
        kind = re.match(r"/[a-z.]*/?", address)
        found[kind[0] if kind else address].append(ms)
    return found


def lines(took: Sequence[tuple[str, float]]) -> Iterator[str]:
    for kind, ms in sorted(by_kind(took).items()):
        cuts = quantiles(ms, n=20) if len(ms) > 1 else [ms[0]] * 19
        yield f"{kind:12} {len(ms):6} requests   median {cuts[9]:8.1f} ms   95 % {cuts[18]:8.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--requests", type=int, default=1200)
    args = parser.parse_args()
    held = listening(0)
    address = new_address(held)
    threading.Thread(target=serve, args=(args.record, held, address), daemon=True).start()
    time.sleep(1.5)
    cookie, asked = f"onrecord-{address.port}={address.token}", addresses(args.record, args.requests)
    took: list[tuple[str, float]] = []
    readers = [
        threading.Thread(target=reader, args=(address.port, cookie, asked[n :: args.readers], took))
        for n in range(args.readers)
    ]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    print(f"{args.readers} readers at once, {len(took):,} requests")
    print(*lines(took), sep="\n")


if __name__ == "__main__":
    main()

"""Teach which statements of one event say the same, on stories with gold answers.

usage: python training/agreement.py GOLD_DIR… OUT_DIR [--stories DIR] [--basil DIR]

Each GOLD_DIR is a story folder or holds such; they are read by onrecord as it is. Statements that answer one question
alike are right (agree, refine and update alike), pairs that the gold calls different are wrong, and so, at less
weight, are all other pairs of the event; pairs that conflict are left out. Prints, with the trees of the other
stories, how many right and how many `different` pairs are linked at each threshold; writes `agreement.json` with the
trees of all.

With `--stories`, the folder of stories without gold answers, and `--basil`, that of BASIL, pairs of theirs are learned
from too, which were judged one by one for this (`agreement_pairs.jsonl`: whose articles, which characters, and the
judgement; no text). They were drawn where earlier models were unsure, so they also show how often links are right in
stories that were not seen.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

import basil
from onrecord.link import compare
from onrecord.link.events import groups, keys, lookups, same_event, telling
from onrecord.link.told import Told, told
from onrecord.link.vetoes import vetoed
from onrecord.pipeline import read_into
from onrecord.store import Record
from passages import find, story_folders

OTHERS, DIFFERENT = 0.3, 2.0
"""Weights of a pair that the gold says nothing of, and of one that it calls different."""
SETTINGS = {
    "max_depth": 3, "max_iter": 150, "learning_rate": 0.05, "min_samples_leaf": 60, "l2_regularization": 5.0,
}  # fmt: skip
FAMILY = {"agree": "agree", "refine": "agree", "update": "agree", "conflict": "conflict", "deny": "conflict"}


FOLDS = 5
"""Parts in which the judged stories are held out; each gold story is held out by itself."""


@dataclass
class Story:
    """The pairs compared in a story with their features, and each gold pair with those of them that stand for it."""

    values: np.ndarray
    told: list[Told]
    pairs: list[tuple[int, int]]
    wanted: list[tuple[str, list[int]]] = field(default_factory=list)
    others: float = OTHERS


JUDGED = Path(__file__).with_name("agreement_pairs.jsonl")
SAME = 0.7
"""Overlap by which a statement is the one that was judged, its edges having moved since."""


def judged(*folders: Path) -> list[Story]:
    """The stories with judged pairs that one of the folders has."""
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    by_story: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_story[row["story"]].append(row)
    paths = ((folder / f"{name}.jsonl", pairs) for name, pairs in by_story.items() for folder in folders)
    return [_judged(path, pairs) for path, pairs in paths if path.exists()]


def _judged(path: Path, rows: list[Any]) -> Story:
    found, _ = compared_in(path)
    chars = [{i for span in t.statement.content for i in range(*span)} for t in found.told]

    def place(side: Any) -> int | None:
        wanted = {i for span in side["content"] for i in range(*span)}
        same = [
            (len(wanted & chars[k]) / len(wanted | chars[k]), k)
            for k, t in enumerate(found.told)
            if t.article.source == side["article"]
        ]
        best = max(same, default=(0.0, -1))
        return best[1] if best[0] >= SAME else None

    at = {p: k for k, p in enumerate(found.pairs)}
    for row in rows:
        a, b = place(row["a"]), place(row["b"])
        if a is not None and b is not None and (k := at.get((min(a, b), max(a, b)))) is not None:
            found.wanted.append((row["label"], [k]))
    found.others = 0.0
    return found


def events(record: Any) -> list[list[str]]:
    """The articles of a record by story, without linking them."""
    about = {a.id: telling(a) for a in record.articles()}
    found = {t.id: t for t in about.values()}
    index: dict[int, list[str]] = defaultdict(list)
    for name, each in found.items():
        for key in keys(each):
            index[key].append(name)
    edges = {}
    for name, each in found.items():
        for other in {o for key in lookups(each) for o in index.get(key, ()) if o < name}:
            like = same_event(each, found[other])
            if like is not None:
                edges[other, name] = like
    made = groups(found, edges, {t: x.day is not None for t, x in found.items()})
    return [[a for a, t in about.items() if t.id in set(group)] for group in made]


def compared_in(path: Path) -> tuple[Story, Any]:
    """The pairs compared in the articles of a file or folder, by story, and the record they were read into."""
    record = Record.open(":memory:")
    read_into(record, [str(path)], link=False)
    names = {s.id: s.name for s in record.speakers()}
    values, everyone, pairs = [], [], []
    for group in events(record):
        here: list[Told] = []
        for name in group:
            article = record.article(name)
            here += told(article, record.statements(name), names, list(record.figures(name)))
        e = compare.event(here, [{t.article.id} for t in here])
        found = compare.compared(e)
        values.append(compare.features(e, found) if len(found) else np.zeros((0, len(compare.FEATURES))))
        pairs += [(len(everyone) + int(i), len(everyone) + int(j)) for i, j in found]
        everyone += here
    return Story(np.concatenate(values), everyone, pairs), record


def story(folder: Path) -> Story:
    """A story with gold answers."""
    found, record = compared_in(folder)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    files = {m["file"]: m["id"] for m in json.loads((folder / "articles.json").read_text(encoding="utf-8"))}
    article_of = {files[(a.path or "").rsplit("/", 1)[-1]]: a for a in record.articles()}
    found.wanted = gold_pairs(gold, article_of, found.told, {p: k for k, p in enumerate(found.pairs)})
    return found


def gold_pairs(
    gold: Any, articles: dict[str, Any], nodes: list[Told], at: dict[tuple[int, int], int]
) -> list[tuple[str, list[int]]]:
    """Each gold pair's family, with the places of the compared pairs that `score_story.py` would take for it."""
    refs = {r["id"]: r for r in gold["statements"] + gold["assertions"]}
    chars = {}
    for name, ref in refs.items():
        text = articles[ref["article"]].text
        chars[name] = {i for piece in ref["content"] for i in range(*find(text, piece))}
    answers: dict[str, set[int]] = defaultdict(set)
    for fact in gold["facts"]:
        for a in fact.get("answers", []):
            answers[a["ref"]] |= set(range(*find(articles[refs[a["ref"]]["article"]].text, a["quote"])))
    content = [{i for span in n.statement.content for i in range(*span)} for n in nodes]

    def standing(name: str) -> list[int]:
        article = articles[refs[name]["article"]].id
        mine, answer = chars[name], answers[name]
        return [
            k for k, n in enumerate(nodes)
            if n.article.id == article and content[k] & mine
            and (len(content[k] & mine) >= 0.3 * len(content[k] | mine) or (answer and answer <= content[k]))
        ]  # fmt: skip

    families: dict[frozenset[str], set[str]] = defaultdict(set)
    for fact in gold["facts"]:
        for p in fact.get("pairs", []):
            families[frozenset((p["a"], p["b"]))].add(FAMILY.get(p["relation"], "different"))
    out = []
    for fact in gold["facts"]:
        for p in fact.get("pairs", []):
            family = FAMILY.get(p["relation"], "different")
            if family == "different" and len(families[frozenset((p["a"], p["b"]))]) > 1:
                continue
            both = {(min(i, j), max(i, j)) for i in standing(p["a"]) for j in standing(p["b"])}
            out.append((family, [at[x] for x in both if x in at]))
    return out


def labelled(s: Story) -> tuple[np.ndarray, np.ndarray]:
    y, w = np.zeros(len(s.values)), np.full(len(s.values), s.others)
    for family, places in s.wanted:
        if places and family == "agree":
            best = max(places, key=lambda k: s.values[k][0] + s.values[k][2])
            y[best], w[best] = 1, 1
        elif family == "different":
            w[[k for k in places if not y[k]]] = DIFFERENT
        elif family == "conflict":
            w[[k for k in places if not y[k]]] = 0
    return y, w


def fit(stories: list[Story]) -> HistGradientBoostingClassifier:
    y, w = (np.concatenate(part) for part in zip(*map(labelled, stories), strict=True))
    x = np.concatenate([s.values for s in stories])
    return HistGradientBoostingClassifier(**SETTINGS).fit(x[w > 0], y[w > 0], sample_weight=w[w > 0])


def as_json(model: HistGradientBoostingClassifier) -> dict[str, Any]:
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        inner = ~nodes["is_leaf"].astype(bool)
        trees.append(
            {
                "feature": nodes["feature_idx"].tolist(),
                "threshold": [
                    round(float(t), 5) if i else 0 for t, i in zip(nodes["num_threshold"], inner, strict=True)
                ],
                "left": [int(x) if i else -1 for x, i in zip(nodes["left"], inner, strict=True)],
                "right": [int(x) if i else -1 for x, i in zip(nodes["right"], inner, strict=True)],
                "leaf": [round(float(v), 5) for v in nodes["value"]],
            }
        )
    return {
        "features": list(compare.FEATURES),
        "depth": SETTINGS["max_depth"],
        "start": round(float(model._baseline_prediction.ravel()[0]), 5),
        "trees": trees,
    }


def linked(s: Story, scores: np.ndarray, least: float) -> dict[str, tuple[int, int]]:
    taken = {
        k for k in np.nonzero(scores >= least)[0]
        if not vetoed(s.told[s.pairs[k][0]], s.told[s.pairs[k][1]])
    }  # fmt: skip
    out = {}
    for family in ("agree", "different", "conflict"):
        found = [not taken.isdisjoint(places) for f, places in s.wanted if f == family]
        out[family] = (sum(found), len(found))
    return out


def main() -> None:
    cli = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    cli.add_argument("gold", type=Path, nargs="+")
    cli.add_argument("out", type=Path)
    cli.add_argument("--stories", type=Path)
    cli.add_argument("--basil", type=Path)
    args = cli.parse_args()
    stories = [story(p) for p in story_folders(args.gold)]
    with tempfile.TemporaryDirectory() as written:
        if args.basil:
            basil.write(args.basil, Path(written))
        more = judged(Path(written), *([args.stories] if args.stories else []))
    stories += more
    folds = [*([s] for s in stories[: len(stories) - len(more)]), *(more[k::FOLDS] for k in range(FOLDS))]
    scored = {
        id(s): trees.predict_proba(s.values)[:, 1]
        for held in folds
        if held
        for trees in [fit([o for o in stories if not any(o is h for h in held)])]
        for s in held
    }
    scores = [scored[id(s)] for s in stories]
    for least in (0.1, 0.13, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        for name, some in (("gold", stories[: len(stories) - len(more)]), ("judged", more)):
            figures = [linked(s, p, least) for s, p in zip(stories, scores, strict=True) if any(s is x for x in some)]
            told_of = (
                {f: "/".join(str(sum(x[f][k] for x in figures)) for k in (0, 1)) for f in figures[0]} if figures else {}
            )
            print(least, name, told_of, [f"{x['agree'][0]}/{x['agree'][1]}" for x in figures][:8])
    model = as_json(fit(stories))
    path = args.out / "agreement.json"
    path.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
    print(path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

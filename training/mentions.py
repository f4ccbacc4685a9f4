"""Free corpora of names, mentions and coreference as tagged word pieces: GUM, UNER, MEANTIME, re3d, ECB+.

Two layers of BIO tags a word piece, `-100` where a corpus does not say: *names* of persons, organisations and places,
and *mentions* (names with their titles and roles, descriptions, pronouns) up to their head word. Chains join mentions.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.read.tokens import Tokens, tokenize
from onrecord.rows import EntityKind, Mention, Span
from onrecord.text.pronouns import PRONOUNS

KINDS: tuple[EntityKind, ...] = ("person", "organization", "place")
LABELS = ("O", *(f"{p}-{k}" for k in KINDS for p in "BI"))
UNSAID = -100

TITLES = {
    "mr", "mrs", "ms", "dr", "president", "prime", "minister", "professor", "prof", "sir", "senator", "sen", "rep",
    "representative", "governor", "gov", "king", "queen", "prince", "princess", "pope", "general", "gen", "colonel",
    "captain", "judge", "justice", "secretary", "chancellor", "mayor", "saint", "lord", "lady", "miss", "emperor",
    "congressman", "congresswoman", "vice", "lieutenant", "sergeant", "officer", "chief", "director", "chairman",
    "speaker", "madam", "coach", "uncle", "aunt", "archbishop", "bishop", "rabbi", "imam", "sheikh", "ayatollah",
    "ambassador",
}  # fmt: skip
_CONNECTS = {"of", "the", "and", "for", "de", "du", "la", "&", "-", "'s", "’s", "'", "/", "al", "in", "on", "at", "to"}


@dataclass
class Document:
    """One text with what its corpus says about it. Chains are numbered from 0; -1 for none."""

    corpus: str
    name: str
    genre: str
    text: str
    names: list[tuple[Span, EntityKind]] = field(default_factory=list)
    mentions: list[tuple[Mention, int]] = field(default_factory=list)
    has_names: bool = True
    has_mentions: bool = False
    said: list[Span] | None = None
    """Where the corpus speaks at all; everywhere where None."""


@dataclass
class Example:
    """A document as word pieces with both layers of labels, int64 [n]."""

    document: Document
    tokens: Tokens
    names: NDArray[np.int64]
    mentions: NDArray[np.int64]

    @property
    def text(self) -> str:
        return self.document.text


def example(document: Document, tokenizer: Tokenizer) -> Example:
    tokens = tokenize(tokenizer, document.text)
    names = _tagged(tokens, document.names) if document.has_names else np.full(len(tokens), UNSAID)
    spans = [(m.span, m.kind) for m, _ in document.mentions]
    mentions = _tagged(tokens, spans) if document.has_mentions else np.full(len(tokens), UNSAID)
    if document.said is not None:
        outside = np.ones(len(tokens), dtype=bool)
        for start, end in document.said:
            outside[np.searchsorted(tokens.starts, start) : np.searchsorted(tokens.ends, end, side="right")] = False
        names[outside] = UNSAID
        mentions[outside] = UNSAID
    return Example(document, tokens, names, mentions)


def _tagged(tokens: Tokens, spans: Iterable[tuple[Span, EntityKind]]) -> NDArray[np.int64]:
    """Where spans overlap, the one that begins first, and of these the longest, stays."""
    labels = np.zeros(len(tokens), dtype=np.int64)
    for (start, end), kind in sorted(spans, key=lambda s: (s[0][0], -s[0][1])):
        if kind not in KINDS:
            continue
        i = int(np.searchsorted(tokens.ends, start, side="right"))
        j = int(np.searchsorted(tokens.starts, end, side="left"))
        if i < j and not labels[i:j].any():
            labels[i:j] = 2 * KINDS.index(kind) + 2
            labels[i] -= 1
    return labels


# GUM


@dataclass
class _Token:
    form: str
    upos: str
    relation: str
    plural: bool
    start: int
    end: int


@dataclass
class _Open:
    chain: str
    kind: str
    least: list[int]
    first: int


def gum(folder: Path) -> Iterator[Document]:
    """Georgetown University Multilayer corpus (Zeldes 2017): entities, named and not, nested, with chains."""
    for path in sorted(folder.glob("*.conllu")):
        yield _gum_document(path)


class _GumText:
    """The text of a GUM file as its words build it up: offsets of every token, spaces as `SpaceAfter` tells."""

    def __init__(self) -> None:
        self.text, self.tokens = "", list[_Token]()
        self.before, self.left, self.at = "", 0, 0

    def _write(self, form: str, spaced: bool) -> int:
        self.text += self.before if self.text else ""
        start = len(self.text)
        self.text += form
        self.before = " " if spaced else ""
        return start

    def word(self, cells: list[str]) -> None:
        """One line of the file: a token, or a range of tokens written as one ("don't")."""
        spaced = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            self.at, self.left = self._write(cells[1], spaced), last - first + 1
            return
        if self.left:
            start = self.at
            end = len(self.text) if self.left == 1 else min(start + len(cells[1]), len(self.text))
            self.at, self.left = end, self.left - 1
        else:
            start = self._write(cells[1], spaced)
            end = len(self.text)
        self.tokens.append(_Token(cells[1], cells[3], cells[7], "Number=Plur" in cells[5], start, end))


def _gum_document(path: Path) -> Document:
    gum, found = _GumText(), list[tuple[_Open, int]]()
    stack: dict[str, list[_Open]] = defaultdict(list)
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            gum.before = "\n"
        elif line.startswith("# sent_id"):
            gum.before = gum.before or " "
        if not line or line.startswith("#") or "." in line.split("\t")[0]:
            continue
        cells = line.split("\t")
        gum.word(cells)
        told = re.search(r"(?:^|\|)Entity=([^|]*)", cells[9]) if "-" not in cells[0] else None
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", told.group(1)) if told else []:
            found += _gum_bracket(part, stack, len(gum.tokens))
    document = Document("gum", path.stem, path.stem.split("_")[1], gum.text, has_mentions=True)
    chains: dict[str, int] = {}
    for entity, stop in found:
        if entity.kind in KINDS:
            _gum_entity(document, gum.tokens, entity, stop, chains.setdefault(entity.chain, len(chains)))
    return document


def _gum_bracket(part: str, stack: dict[str, list[_Open]], n: int) -> list[tuple[_Open, int]]:
    """An entity's opening or closing bracket after n tokens; gives the entity that it closes."""
    bits = part.strip("()").split("-")
    chain = re.sub(r"\[.*", "", bits[0])
    if part.startswith("("):
        least = [int(x) for x in bits[5].split(",")] if len(bits) > 5 else [1]
        opened = _Open(chain, bits[1], least, n - 1)
        if part.endswith(")"):
            return [(opened, n)]
        stack[chain].append(opened)
        return []
    return [(stack[chain].pop(), n)] if stack[chain] else []


def _gum_entity(document: Document, tokens: list[_Token], entity: _Open, stop: int, chain: int) -> None:
    """Name and mention of one annotated entity, where its head is a word that can have one.

    A people by its one word in the plural ("Americans") is a description, as is a title alone ("Madam Speaker").
    """
    inside = tokens[entity.first : stop]
    least = [i - 1 for i in entity.least if 0 < i <= len(inside)] or [0]
    run = [least[0]]
    for i in least[1:]:
        if i == run[-1] + 1:
            run.append(i)
    top = inside[run[0]]
    kind: EntityKind = entity.kind  # type: ignore[assignment]
    if top.upos not in ("PROPN", "NOUN", "PRON", "ADJ", "X") and top.form[:1] != top.form[:1].upper():
        return
    if top.upos == "NUM":
        return
    last = run[-1]
    form = "pronoun" if top.form.casefold() in PRONOUNS else "description"
    if any(inside[i].upos == "PROPN" for i in run):
        first, last = _name(inside, run, kind)
        titles = all(inside[i].form.lower().strip(".") in TITLES for i in range(first, last + 1))
        people = kind == "person" and first == last and inside[last].plural
        if not titles and not people and inside[first].form[:1].isalnum() and not inside[last].form.islower():
            document.names.append(((inside[first].start, inside[last].end), kind))
            form = "name"
    mention = Mention((inside[0].start, inside[last].end), form, kind)  # type: ignore[arg-type]
    document.mentions.append((mention, chain))


def _name(inside: list[_Token], run: list[int], kind: EntityKind) -> tuple[int, int]:
    """Grown from the head over proper nouns and what joins them, less titles."""
    first, last = run[0], run[-1]

    def proper(i: int) -> bool:
        t = inside[i]
        return (
            t.upos == "PROPN"
            or (kind != "person" and t.form[:1].isupper() and t.upos in ("ADJ", "NOUN", "NUM", "X", "VERB"))
            or (t.upos in ("NUM", "X") and t.relation in ("flat", "nummod", "compound"))
        )

    while (
        first > 0
        and proper(first - 1)
        and not (kind == "person" and inside[first - 1].form.lower().strip(".") in TITLES)
    ):
        first -= 1
    while last + 1 < len(inside):
        if proper(last + 1):
            last += 1
            continue
        k = last + 1
        while k < len(inside) and k - last <= 3 and inside[k].form.lower() in _CONNECTS and kind != "person":
            k += 1
        if kind == "person" and inside[last + 1].form in ("-", "'", "’") and last + 2 < len(inside):
            k = last + 2
        if (
            k > last + 1
            and k < len(inside)
            and proper(k)
            and (kind == "organization" or inside[last + 1].form in ("of", "-", "the", "'", "’"))
        ):
            last = k
            continue
        break
    while kind == "person" and first < last and inside[first].form.lower().strip(".") in TITLES:
        first += 1
    if inside[first].form.lower() == "the" and first < last:
        first += 1
    return first, last


# Universal NER


def uner(path: Path) -> Iterator[Document]:
    """Universal NER on the English Web Treebank (Mayhew et al., NAACL 2024): PER, ORG, LOC."""
    document, words, said = Document("uner", "", "web", ""), list[tuple[str, str]](), ""
    for line in [*path.read_text(encoding="utf8").splitlines(), "", "# newdoc id = end"]:
        if line.startswith("# newdoc"):
            if document.text:
                yield document
            document = Document("uner", line.split("= ")[-1], "web", "")
        elif line.startswith("# text = "):
            said = line.removeprefix("# text = ")
        elif not line.strip():
            if words:
                _uner_sentence(document, words, said)
            words = []
        elif not line.startswith("#"):
            cells = line.split("\t")
            words.append((cells[1], cells[2]))


_UNER: dict[str, EntityKind] = {"PER": "person", "ORG": "organization", "LOC": "place"}


def _uner_sentence(document: Document, words: list[tuple[str, str]], said: str) -> None:
    """Adds a sentence and its names."""
    document.text += "\n" if document.text else ""
    base, at = len(document.text), 0
    document.text += said
    for form, tag in words:
        start = max(said.find(form, at), at)
        at = start + len(form)
        if tag.startswith("B-") and tag[2:] in _UNER:
            document.names.append(((base + start, base + at), _UNER[tag[2:]]))
        elif tag.startswith("I-") and tag[2:] in _UNER and document.names:
            (first, _), kind = document.names[-1]
            document.names[-1] = ((first, base + at), kind)


# MEANTIME and ECB+ (CoNLL columns of chains)


def conll(path: Path, corpus: str) -> Iterator[Document]:
    """Documents with chains in the last column: `(PER12|`, `PER12)`; kinds by the first letters."""
    prefixes: dict[str, EntityKind] = (
        {"PER": "person", "ORG": "organization", "LOC": "place"}
        if corpus == "meantime"
        else {"HUM": "unknown", "LOC": "place"}
    )
    texts: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf8").splitlines():
        cells = line.split("\t")
        if len(cells) >= 5:
            texts[cells[0]].append((int(cells[1]), cells[3], cells[4]))
    for name, words in texts.items():
        yield _conll_document(corpus, name, words, prefixes)


def _conll_document(
    corpus: str, name: str, words: list[tuple[int, str, str]], prefixes: dict[str, EntityKind]
) -> Document:
    document = Document(corpus, name, "news", "", has_names=False)
    opened: dict[str, list[int]] = defaultdict(list)
    spans: list[tuple[int, int, str]] = []
    places: list[Span] = []
    marked: set[int] = set()
    text, before = "", -1
    for i, (sentence, form, tags) in enumerate(words):
        glue = "" if not text else "\n" if sentence != before else " "
        if glue == " " and (re.fullmatch(r"[.,;:!?)\]%’”]|'s|’s|n't|''", form) or text[-1:] in "([$“‘"):
            glue = ""
        before = sentence
        text += glue
        places.append((len(text), len(text) + len(form)))
        text += form
        for tag in re.findall(r"\(?[^()|\s]+\)?", tags):
            if tag == "-":
                continue
            marked.add(sentence)
            chain = tag.strip("()")
            if tag.startswith("("):
                opened[chain].append(i)
            if tag.endswith(")") and opened[chain]:
                spans.append((opened[chain].pop(), i, chain))
    document.text = text
    chains: dict[str, int] = {}
    for first, last, chain in spans:
        kind = next((k for p, k in prefixes.items() if chain.startswith(p)), None)
        if kind is None:
            continue
        said = [words[i][1] for i in range(first, last + 1)]
        form = "pronoun" if len(said) == 1 and said[0].casefold() in PRONOUNS else "description"
        if _proper(said) is not None:
            form = "name"
        mention = Mention((places[first][0], places[last][1]), form, kind)  # type: ignore[arg-type]
        if last - first < 8:
            document.mentions.append((mention, chains.setdefault(chain, len(chains))))
    sentences: dict[int, list[int]] = defaultdict(list)
    for i, (sentence, _, _) in enumerate(words):
        sentences[sentence].append(i)
    document.said = [(places[w[0]][0], places[w[-1]][1]) for s, w in sentences.items() if s in marked]
    return document


def _proper(said: list[str]) -> int | None:
    """From which word on all are capitalised or join such, if that is the whole but for an article or titles."""
    first = 0
    while first < len(said) and (said[first].lower() in ("the", "a", "an") or said[first].lower().strip(".") in TITLES):
        first += 1
    rest = said[first:]
    if not rest or not rest[0][:1].isupper() or not rest[-1][:1].isupper() or rest[0].casefold() in PRONOUNS:
        return None
    return first if all(w[:1].isupper() or w[:1].isdigit() or w.lower() in _CONNECTS for w in rest) else None


# re3d


def re3d(folder: Path) -> Iterator[Document]:
    """Relationship and Entity Extraction Evaluation Dataset (Dstl 2017): reports of the conflict in Syria and Iraq."""
    kinds: dict[str, EntityKind] = {"Person": "person", "Organisation": "organization", "Location": "place"}
    for source in sorted(p for p in folder.iterdir() if p.is_dir()):
        entities = defaultdict(list)
        for line in (source / "entities.json").read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            entities[row["documentId"]].append(row)
        for line in (source / "documents.json").read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            document = Document("re3d", row["_id"], "news", row["text"])
            for e in entities[row["_id"]]:
                kind = kinds.get(e["type"])
                words = [
                    (m.group(), m.start(), m.end()) for m in re.finditer(r"\S+", row["text"][e["begin"] : e["end"]])
                ]
                said = [w for w, _, _ in words]
                first = _proper(said) if kind else None
                if kind and first is not None:
                    document.names.append(((e["begin"] + words[first][1], e["end"]), kind))
            yield document


# Silver


def silver(path: Path) -> Iterator[Document]:
    """What `silver.py` wrote."""
    for i, line in enumerate(path.read_text(encoding="utf8").splitlines()):
        row = json.loads(line)
        document = Document("silver", f"silver-{i}", "news", row["text"])
        document.names = [((a, b), kind) for a, b, kind in row["names"]]
        at = 0
        document.said = []
        for start, end in row["unsaid"]:
            document.said.append((at, start))
            at = end
        document.said.append((at, len(row["text"])))
        yield document

"""A record of five invented reports of one invented event, linked by hand: the linker is tested elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.rows import Answer, Article, Claim, Link, Reuse, Run, Span, Speaker, Statement, Stretch
from onrecord.store import Record
from rows_made import article, as_read, capture, entity, statement

LANTERN = (
    "Dam gives way\n\n“We were warned in the spring,” Tam Orrel told us. About 40 houses are under water, police said."
)
GAZETTE = (
    "Flood in Ashel\n\n“We were warned in April,” Tam Orrel told us. Some 40 houses stand under water, police said."
)
COURIER = "Flood in Ashel\n\nAbout 40 houses are under water, police said. Nobody was hurt."
POST = "Ashel under water\n\nForty houses are under water, The Lantern reported."
HERALD = "Water in the streets\n\nForty houses are under water. The river fell on Sunday."

SPRING, APRIL = "We were warned in the spring,", "We were warned in April,"


class Dam:
    """The rows of the record, by the outlets' names. `mark` is put after every name: one that is hard to show."""

    def __init__(self, mark: str = "") -> None:
        def one(outlet: str, text: str, hour: int, agency: str | None = None) -> Article:
            source = f"https://{outlet.lower()}.example/dam"
            published = f"2031-05-04T{hour:02}:00:00+00:00"
            return article(
                text, source, outlet=f"The {outlet}{mark}", published=published, agency=agency and agency + mark
            )

        self.mark = mark
        self.lantern = one("Lantern", LANTERN, 8)
        self.gazette = one("Gazette", GAZETTE, 9, "Halyard")
        self.courier = one("Courier", COURIER, 10, "Halyard")
        self.post = one("Post", POST, 11)
        self.herald = one("Herald", HERALD, 12)
        self.articles = [self.lantern, self.gazette, self.courier, self.post, self.herald]
        self.tam = {a.id: entity(a, "Tam Orrel") for a in (self.lantern, self.gazette)}
        self.speaker = Speaker("5" * 16, f"Tam Orrel{mark}", "person", tuple(sorted(e.id for e in self.tam.values())))
        self.warned = [self._tam(self.lantern, SPRING), self._tam(self.gazette, APRIL)]
        police = {"cue": "said", "source": "police", "speaker_class": "unnamed_group", "quotation": "indirect"}
        self.houses = [
            statement(self.lantern, "About 40 houses are under water", **police),
            statement(self.gazette, "Some 40 houses stand under water", **police),
            statement(self.courier, "About 40 houses are under water", **police),
            statement(self.post, "Forty houses are under water", cue="reported", relay=(f"The Lantern{mark}",)),
            statement(self.herald, "Forty houses are under water.", voice="narrator", quotation="none"),
        ]  # fmt: skip

    def _tam(self, a: Article, words: str) -> Statement:
        s = statement(a, words, cue="told us", source="Tam Orrel", speaker_class="named_person")
        return replace(s, entity=self.tam[a.id].id)

    def record(self, path: str | Path = ":memory:", *, links: bool = True) -> Record:
        """The record. Without `links`, its reports stand alone."""
        record = Record.open(path)
        run = record.begin_run("0", "test", {})
        for a in self.articles:
            said = [s for s in (*self.warned, *self.houses) if s.article == a.id]
            record.add_with_reading(capture(a), as_read(said, [self.tam[a.id]] if a.id in self.tam else []), run)
        record.put_speakers([self.speaker], "test", run)
        if links:
            self._link(record, run)
        return record

    def _link(self, record: Record, run: Run) -> None:
        shelf = record.shelf(run)
        with shelf.together():
            shelf.add_story("5" * 16, [a.id for a in self.articles])
            shelf.put_linked("5" * 16, "test", self.links(), self.claims(), [self.drift()])

    def links(self) -> list[Link]:
        """Who goes back to whom, as far as it shows."""
        lantern, gazette, courier, post, _ = self.houses
        return [
            link(self.warned[0], self.warned[1], True, f"the same speaker: Tam Orrel{self.mark}"),
            link(lantern, courier, True, "the same words"),
            link(gazette, courier, True, "both reports are Halyard copy"),
            link(lantern, post, True, "one cites The Lantern"),
            link(gazette, post, None, None),
        ]

    def claims(self) -> list[Claim]:
        """Two questions, the greater one first."""

        def claim(name: str, question: str, value: str, said: list[Statement], bound: tuple[int, int]) -> Claim:
            speakers = tuple({s.speaker for s in said if s.speaker})
            answer = Answer(value, None, tuple(s.id for s in said), speakers, len({s.article for s in said}), bound)
            return Claim(name * 16, question, (answer,))

        return [
            claim("a", "40 · houses · water", "About 40 houses are under water", self.houses, (1, 2)),
            claim("b", f"warned{self.mark}", "We were warned in the spring,", self.warned, (1, 1)),
        ]

    def drift(self) -> Reuse:
        """One remark in two wordings."""
        a, b = sorted((self.lantern, self.gazette), key=lambda a: a.id)
        words = {self.lantern.id: f"“{SPRING}”", self.gazette.id: f"“{APRIL}”"}
        one, other = (Stretch(x.id, spot(x, words[x.id])) for x in (a, b))
        return Reuse(one, other, "drifted_quote")


def spot(a: Article, words: str) -> Span:
    """Where words stand."""
    return a.text.index(words), a.text.index(words) + len(words)


def link(a: Statement, b: Statement, same: bool | None, evidence: str | None) -> Link:
    """A link between two statements."""
    a, b = sorted((a, b), key=lambda s: s.id)
    return Link(a.id, b.id, a.content, b.content, "agree", "other", same, evidence, "agreement", 0.9, "")

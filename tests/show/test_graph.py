"""The drawing holds every report, overlaps nothing and says what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from linked_made import Dam
from onrecord.rows import Answer, Claim, Statement
from onrecord.show.graph import BANDS, NODE, REPORTS_OF_WAY, Graph, Hrefs, fit, graph
from onrecord.show.traced import Origin, Telling, Traced, traced
from rows_made import article, statement

HREFS = Hrefs(lambda t: f"#s-{t.statement.id}", lambda t: f"#p-{t.name}")


def houses() -> Traced:
    with Dam().record() as record:
        return next(iter(traced(record, record.claims())))


def labels(g: Graph) -> list[str]:
    return [n.label for n in g.nodes]


def apart(g: Graph) -> bool:
    """Whether no box covers another, and all lie within the drawing."""
    for a, b in combinations(g.nodes, 2):
        if a.x < b.x + b.width and b.x < a.x + a.width and abs(a.y - b.y) < NODE:
            return False
    edges = [(n.x, n.x + n.width, g.width) for n in g.nodes] + [(n.y, n.y + NODE, g.height) for n in g.nodes]
    return all(0 <= low < high <= most for low, high, most in edges)


def test_every_report_relay_and_speaker_is_drawn_once_for_each_origin() -> None:
    g = graph(houses(), HREFS)
    reports = ["The Lantern", "The Gazette", "The Courier", "The Post"]
    assert [n.label for n in g.nodes if n.kind == "report"] == [*reports, "The Herald"]
    assert [n.label for n in g.nodes if n.kind == "agency"] == ["Halyard"]
    assert labels(g).count("police") == 1
    assert labels(g).count("no source stated") == 1
    assert [b.label for b in g.bands] == ["origin 1 · 4 reports", "origin 2"]
    assert apart(g)


def test_every_node_and_edge_leads_to_its_evidence_and_says_it() -> None:
    g = graph(houses(), HREFS)
    assert all(x.href.startswith("#") and x.title for x in g.nodes)
    assert all(x.href.startswith("#") and x.title for x in g.edges)
    joins = [e.title for e in g.edges if e.kind == "join"]
    assert len(joins) == 3
    assert "one origin: the same words" in joins
    assert any("“police said”" in e.title for e in g.edges)


def many(reports: int, origins: int) -> Traced:
    """Reports without a source, in so many origins."""
    tellings = []
    for n in range(reports):
        a = article(f"T\nIt rained {n}.", f"https://x.example/{n}", outlet=f"Outlet {n}")
        s: Statement = statement(a, f"It rained {n}.", voice="narrator", quotation="none")
        tellings.append(Telling(s, a, f"Outlet {n}", "It rained.", ""))
    groups = [tuple(t.article.id for t in tellings[n::origins]) for n in range(origins)]
    answer = Answer("It rained", None, tuple(t.statement.id for t in tellings), (), reports, (1, origins))
    claim = Claim("c" * 16, "rained", (answer,))
    return Traced(claim, answer, "", tuple(tellings), tuple(Origin(g, ()) for g in groups), ())


def test_what_is_too_much_is_counted() -> None:
    g = graph(many(30, 1), HREFS)
    assert labels(g).count("no source stated") == 1
    assert len([n for n in g.nodes if n.kind == "report"]) == REPORTS_OF_WAY
    assert f"… {30 - REPORTS_OF_WAY} more reports" in labels(g)
    assert graph(many(30, 15), HREFS).left_out == 15 - BANDS
    assert apart(g)


def test_nothing_overlaps_where_a_report_has_several_ways() -> None:
    each = houses()
    lantern = each.tellings[0]
    others = [
        replace(lantern, name=f"clerk {n}", statement=replace(lantern.statement, relay=(f"paper {n}",) * (n % 3)))
        for n in range(9)
    ]
    g = graph(replace(each, tellings=(*each.tellings, *others)), HREFS)
    assert labels(g).count("The Lantern") == 2, "as a report and as a relay"
    assert len([n for n in g.nodes if n.label.startswith("clerk")]) == 9
    assert apart(g)


def test_words_are_cut_to_their_room() -> None:
    assert fit("The Lantern", 200) == "The Lantern"
    assert fit("The Lantern of the Upper Valley", 90).endswith("…")
    assert fit("The Lantern of the Upper Valley (12)", 120).endswith("…(12)")
    assert fit("The Lantern (12)", 200) == "The Lantern (12)"
    assert len(fit("灯" * 40, 90)) < len(fit("l" * 40, 90))

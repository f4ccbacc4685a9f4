"""The pages: each a function of a request, and of the record opened for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, PackageLoader
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from onrecord.app import queries
from onrecord.rows import Article, Span, Statement, Stretch
from onrecord.show.compare import Kind, compare
from onrecord.show.margin import Elsewhere, Note, margin
from onrecord.show.marks import trimmed
from onrecord.show.oneword import Where, question_of
from onrecord.show.part import Part
from onrecord.show.plain import one_line, shortened
from onrecord.show.relating import Relating
from onrecord.show.report import asset, environment, widths
from onrecord.show.traced import Telling, traced
from onrecord.show.voices import Bar
from onrecord.show.words import in_order, outlet, when
from onrecord.show.words import origins as bound
from onrecord.store import Record
from onrecord.store.among import claims_of, stories_of, story_of

WORDS = 240
"""Characters of a statement that a list repeats."""

ELSEWHERE = 30
"""Claims that others carry, at the end of a report."""

BESIDE = 30
"""Other reports of a story that one may be compared with from its page."""

TELLINGS = 6
"""Reports that a note in the margin names before it counts the rest."""

KINDS: Mapping[Relating, str] = {
    "same": "says the same",
    "more_exactly": "says it more exactly",
    "less_exactly": "says it less exactly",
    "otherwise": "says otherwise",
    "denied": "denies it",
    "copied": "has the same words",
}
"""What another report does, in words."""

FACING: Mapping[Kind, str] = {
    "shared": "has the same words",
    "same": "says the same",
    "more_exactly": "says it more exactly",
    "less_exactly": "says it less exactly",
    "otherwise": "says otherwise",
    "denied": "denies it",
}
"""What the second of two reports does, in words."""

View = Callable[[Record, Request], tuple[str, dict[str, Any]]]


def home(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """The stories of the record."""
    page = _page(request)
    return "stories.html", {"found": queries.stories(record, page), "page": page, "counts": record.counts()}


def story(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """One story: what is on record in it, and its reports by time."""
    name = request.path_params["id"]
    articles = in_order(queries.titled(record, queries.articles_of_story(record, name)).values())
    if not articles:
        raise HTTPException(404, "There is no such story.")
    page = _page(request)
    claims = queries.claim_lines(record, name, page)
    rows = [
        {
            "id": c.id, "question": one_line(c.question), "answers": c.answers,
            "value": shortened(one_line(c.value), WORDS), "standing": bound(c.reports, c.origins),
        }
        for c in claims[: queries.PAGE]
    ]  # fmt: skip
    return "story.html", {
        "id": name, "title": _title(articles[0]), "claims": rows, "page": page,
        "all_claims": queries.claims_in(record, name),
        "more": len(claims) > queries.PAGE, "articles": [_line(a) for a in articles],
    }  # fmt: skip


def article(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """One report with its statements marked."""
    found = record.article(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "There is no such report.")
    rows = sorted((trimmed(s, found.text) for s in record.statements(article=found.id)), key=_first)
    names = queries.names_of(record, rows)
    numbers = {s.id: str(n) for n, s in enumerate(rows, 1)}
    bar = Bar(outlet(found), None, "", 0, "", 0, [], [])
    part = Part(found, "text", rows, numbers, False, {i: ("", name) for i, name in names.items()}, {}, bar)
    beside = margin(record, found.id)
    assert beside is not None, "the article is there"
    said = {p.statement: [_noted(n) for n in p.notes] for p in beside.passages if p.statement}
    elsewhere = [_elsewhere(e) for e in beside.elsewhere[:ELSEWHERE]]
    return "article.html", {
        "part": part, "story": beside.story, "reports": _others(record, beside.story, found.id), "said": said,
        "elsewhere": elsewhere, "searched": beside.searched,
    }  # fmt: skip


def claim(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """One claim: all answers, each with its trace to the origins, in whose words, in which reports."""
    wanted = [request.path_params["id"]]
    each = next(iter(claims_of(record, wanted)), None)
    if each is None:
        raise HTTPException(404, "There is no such claim.")
    story = stories_of(record, wanted)[each.id]
    reports = queries.titled(record, queries.articles_of_story(record, story)).values()
    answers = [question_of(answer, Rooms({}, {}, {}), {}) for answer in traced(record, [each], reports)]
    return "claim.html", {"question": one_line(each.question), "story": story, "answers": answers}


def compared(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """Two reports side by side."""
    found = compare(record, request.path_params["a"], request.path_params["b"])
    if found is None:
        raise HTTPException(404, "There are no two such reports.")
    articles = queries.titled(record, (found.a, found.b))
    a, b = articles[found.a], articles[found.b]
    earlier = {"a": outlet(a), "b": outlet(b)}.get(found.first or "", "")
    rows = [
        {
            "kind": r.kinds[0] if r.kinds else "alone", "does": FACING[r.kinds[0]] if r.kinds else "",
            "a": _all(a, r.a), "b": _all(b, r.b),
        }
        for r in found.rows
    ]  # fmt: skip
    kept = [r for r in rows if r["a"] or r["b"]]
    story = story_of(record, a.id)
    return "compare.html", {"a": _line(a), "b": _line(b), "rows": kept, "earlier": earlier, "story": story}


def _all(a: Article, spans: Sequence[Span]) -> str:
    return " … ".join(words for span in spans if (words := one_line(a.text[slice(*span)])))


class Rooms(Where):
    """Where things are in the app: each report is a page of its own."""

    def telling(self, telling: Telling) -> str:
        """A statement in its report."""
        return f"/article/{telling.article.id}#s-{telling.statement.id}"

    def speaker(self, telling: Telling) -> str:
        """Speakers have no page: the statement."""
        return self.telling(telling)

    def place(self, place: Stretch) -> str:
        """The report."""
        return f"/article/{place.article}"


def search(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """Statements that hold all the words asked for."""
    words = request.query_params.get("q", "")[:200]
    found = queries.found_statements(record, words) if words.strip() else []
    names = queries.names_of(record, found)
    articles = queries.titled(record, {s.article for s in found})
    rows = [_quoted(s, articles, names) for s in found]
    return "search.html", {"q": words, "rows": rows, "full": len(rows) == queries.PAGE}


def routes(path: Path) -> list[Route]:
    """All addresses. Each request opens the record anew, read only, so that another process may read into it."""
    env = environment(ChoiceLoader([PackageLoader("onrecord.app"), PackageLoader("onrecord.show")]))

    def page(view: View) -> Callable[[Request], Any]:
        def made(request: Request) -> Response:
            with Record.read_only(path) as record:
                template, values = view(record, request)
                text = env.get_template(template).render(name=path.name, **values)
            return HTMLResponse(text)

        async def answer(request: Request) -> Response:
            return await run_in_threadpool(made, request)

        return answer

    style = asset("report.css") + widths() + (Path(__file__).parent / "templates" / "app.css").read_text("utf-8")

    async def css(_: Request) -> Response:
        return Response(style, media_type="text/css")

    pages: dict[str, View] = {
        "/": home, "/story/{id}": story, "/article/{id}": article, "/claim/{id}": claim,
        "/compare/{a}/{b}": compared, "/search": search,
    }  # fmt: skip
    return [*(Route(where, page(view)) for where, view in pages.items()), Route("/app.css", css)]


def _others(record: Record, story: str | None, article: str) -> list[dict[str, str]]:
    """Other reports of its story, to be set beside it."""
    ids = [a for a in queries.articles_of_story(record, story) if a != article] if story else []
    return [_line(a) for a in in_order(queries.titled(record, ids[:BESIDE]).values())]


def _noted(n: Note) -> dict[str, Any]:
    """A note in the margin: what others do, who, and the words of the first where they are not the same."""
    first = n.tellings[0]
    return {
        "kind": n.kind, "does": KINDS[n.kind], "more": max(0, len(n.tellings) - TELLINGS),
        "words": "" if n.kind in ("same", "copied") else shortened(one_line(first.words), WORDS),
        "others": [
            {
                "outlet": one_line(t.outlet or "outlet unknown"),
                "href": f"/article/{t.article}" + (f"#s-{t.statement}" if t.statement else ""),
            }
            for t in n.tellings[:TELLINGS]
        ],
    }  # fmt: skip


def _elsewhere(e: Elsewhere) -> dict[str, Any]:
    return {
        "id": e.claim, "value": shortened(one_line(e.value), WORDS), "found": e.look is not None,
        "outlets": ", ".join(one_line(o) for o in e.outlets[:TELLINGS]), "more": max(0, len(e.outlets) - TELLINGS),
    }  # fmt: skip


def _page(request: Request) -> int:
    given = request.query_params.get("page", "0")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0


def _title(a: Article) -> str:
    return one_line(a.title or a.source)


def _line(a: Article) -> dict[str, str]:
    return {"id": a.id, "outlet": outlet(a), "title": _title(a), "when": when(a)}


def _quoted(s: Statement, articles: dict[str, Article], names: dict[str, str]) -> dict[str, str]:
    """A statement as a list shows it: its words, who says it, and where."""
    a = articles[s.article]
    s = trimmed(s, a.text)
    words = " … ".join(one_line(a.text[slice(*span)]) for span in s.content)
    who = names.get(s.id) or (one_line(a.text[slice(*s.source)]) if s.source else "")
    return {
        "id": s.id, "words": shortened(words, WORDS), "who": who or "in the reporter’s own voice", "article": a.id,
        "outlet": outlet(a), "when": when(a),
    }  # fmt: skip


def _first(s: Statement) -> tuple[int, int]:
    start, end = s.content[0] if s.content else (0, 0)
    return start, -end

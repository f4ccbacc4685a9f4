"""What a person says of two articles: kept, found again by the beginnings of ids, and taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import onrecord
from linked_made import Dam
from onrecord.errors import OnrecordError, UsageError
from onrecord.store import Record
from onrecord.store.corrections import article_named, correct, corrections


@pytest.fixture
def record() -> Iterator[Record]:
    with Dam().record(links=False) as held:
        yield held


def ids(record: Record) -> list[str]:
    return sorted(a.id for a in record.articles())


def together(record: Record, a: str, b: str) -> bool:
    return any(a in s.articles and b in s.articles for s in record.stories())


def test_what_is_said_is_kept_once_and_taken_back(record: Record) -> None:
    a, b, *_ = ids(record)
    assert correct(record, b, a, same=True)
    assert not correct(record, a, b, same=True)
    assert [row[:3] for row in corrections(record)] == [(a, b, True)]
    assert correct(record, a, b, same=False)
    assert [row[:3] for row in corrections(record)] == [(a, b, False)]
    assert correct(record, a, b, same=None)
    assert not correct(record, a, b, same=None)
    assert list(corrections(record)) == []


def test_one_article_is_no_pair(record: Record) -> None:
    a, *_ = ids(record)
    with pytest.raises(UsageError, match="name two"):
        correct(record, a, a, same=True)


def test_articles_are_named_by_the_beginnings_of_their_ids(record: Record) -> None:
    a, *_ = ids(record)
    assert article_named(record, a) == article_named(record, a[:12].upper()) == a
    with pytest.raises(UsageError, match="no article's id begins with 'zz'"):
        article_named(record, "zz")
    with pytest.raises(UsageError, match="no article's id"):
        article_named(record, "")


def test_an_ambiguous_beginning_is_said_with_examples(record: Record) -> None:
    run = record.begin_run("0", "r", {})
    from rows_made import article, capture

    for n in range(40):
        record.add(capture(article(f"{n}", f"https://x.example/{n}")), run)
    first = next(x for x in "0123456789abcdef" if sum(i.startswith(x) for i in ids(record)) > 1)
    with pytest.raises(UsageError, match=r"articles' ids begin with .* Write more of it"):
        article_named(record, first)


def test_stories_follow_at_once_and_after_linking_anew(record: Record) -> None:
    a, b, *_ = ids(record)
    onrecord.group(record, a, b, same=False)
    assert not together(record, a, b)
    assert onrecord.group(record, a[:10], b, same=True)
    assert together(record, a, b)
    record.db.execute("DELETE FROM done WHERE stage = 'link'")
    from onrecord.linking import link_record

    link_record(record, record.begin_run("0", "r", {}))
    assert together(record, a, b)
    assert onrecord.group(record, a, b, same=False)
    assert not together(record, a, b)
    assert onrecord.verify(record) == []


def test_a_record_that_is_only_read_is_not_changed(record: Record) -> None:
    a, b, *_ = ids(record)
    record.writable = False
    with pytest.raises(OnrecordError, match="read only"):
        onrecord.group(record, a, b, same=True)
    record.writable = True

"""What every table and column of a record means, in plain words: `docs/record.md` is made from it.

A test holds it to the schema: nothing is left out, nothing is described that is not there.
"""

from __future__ import annotations

from onrecord.store.schema import VERSION

MATCH = {
    "a": "the unit with the lesser key",
    "b": "the other",
    "n": "which passage of the two, in order",
    "a_from": "first word of it in `a`",
    "a_to": "word after the last",
    "b_from": "first word of it in `b`",
    "b_to": "word after the last",
    "score": "probability that a reader would call it copied",
}
"""Of a passage that two units share."""

TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "articles": (
        "One report as captured. Its text never changes.",
        {
            "id": "hash of `source` and `text`",
            "source": "what it was taken from, so that it is known again: URL, else file name and row",
            "path": "where the file lay when it was read",
            "url": "its web address",
            "outlet": "who published it",
            "agency": "the agency whose copy it says it is",
            "title": "its headline",
            "byline": "who signed it",
            "published": "when it was published, ISO 8601, as exact as it is known",
            "published_grain": "how exact that is: `second`, `minute`, `hour`, `day`, `month`, `year`",
            "published_how": "where the date was found: `meta`, `json-ld`, `column`, `articles.json`, `feed`, `url`",
            "captured_at": "when it was captured, UTC",
            "language": "ISO 639 code, as detected; empty if unclear",
            "complete": "0 for a teaser or a page behind a paywall",
            "version_of": "the text of the same source that was captured last before this one",
            "text": "its text; every span counts code points of it",
            "sha256": "SHA-256 of `text` in UTF-8",
            "raw_sha256": "SHA-256 of the captured bytes",
            "run": "the run that stored it",
            "n": "a number for full-text search; never exported",
        },
    ),
    "captures": (
        "The bytes an article was taken from.",
        {
            "article": "the article",
            "type": "MIME type",
            "size": "how many bytes there are, unpacked",
            "compressed": "the bytes, compressed with zlib",
        },
    ),
    "zones": (
        "A stretch of an article and what it is on the page. Zones do not overlap.",
        {
            "article": "the article",
            "n": "which one, in text order",
            "kind": "`headline`, `body`, `caption`, `teaser`, `notice`",
            "start": "first code point",
            "end": "code point after the last",
        },
    ),
    "statements": (
        "One attributed content, or one assertion in the reporter's own voice.",
        {
            "id": "hash of article, voice and spans",
            "article": "the article it stands in",
            "voice": "`attributed`, or `narrator` for the reporter's own",
            "zone": "the zone it stands in",
            "cue_start": "the words that attribute it (*said*): first code point",
            "cue_end": "code point after the last",
            "source_start": "the words that name who is attributed: first code point",
            "source_end": "code point after the last",
            "speaker_class": "what kind of speaker; `unknown` where it is not told",
            "anonymity_reason": "why the speaker is not named, as the article gives it",
            "relay": "through whom it came, nearest the reporter first: a JSON list of names",
            "quotation": "`direct`, `indirect`, `mixed`, `none`",
            "modality": "`asserted`, `hedged`, `predicted`, `denied`, `wished`",
            "stance": "how the reporter puts it: `endorsing`, `distancing`, `neutral`",
            "as_of": "the time it speaks about",
            "due_from": "a forecast's time, from",
            "due_to": "a forecast's time, to",
            "nested_in": "the statement inside whose content it stands",
            "confidence": "probability that it is read right, calibrated on dev data",
            "run": "the run that found it",
            "n": "a number for full-text search; never exported",
            "entity": "who of the article says it; empty where the article does not tell",
        },
    ),
    "statement_pieces": (
        "What a statement says, in one piece or several.",
        {
            "statement": "the statement",
            "n": "which piece, in text order",
            "start": "first code point",
            "end": "code point after the last",
        },
    ),
    "entities": (
        "One person, group, organisation, place or document as one article speaks of it.",
        {
            "id": "hash of the article and the span of its first mention",
            "article": "the article",
            "kind": "`person`, `group`, `organization`, `place`, `document`, `unknown`",
            "name": "the fullest name the article gives it; empty where it gives none",
            "run": "the run that found it",
        },
    ),
    "mentions": (
        "Words that stand for an entity.",
        {
            "entity": "the entity",
            "n": "which one, in text order",
            "start": "first code point",
            "end": "code point after the last",
            "form": "`name`, `description`, `pronoun`",
            "kind": "what the words alone were taken for",
        },
    ),
    "descriptions": (
        "Words that say who or what an entity is, alone or before its name.",
        {
            "entity": "the entity",
            "n": "which one, in text order",
            "start": "first code point",
            "end": "code point after the last",
        },
    ),
    "speakers": (
        "One real person, group, organisation or document, over all articles, that something is attributed to.",
        {
            "id": "hash of its name, or of its entity where it has none",
            "name": "its name, or the words of the article for it",
            "kind": "as in `entities`",
            "run": "the run that resolved it",
        },
    ),
    "speaker_entities": (
        "Which entity is which speaker.",
        {"entity": "the entity", "speaker": "the speaker"},
    ),
    "resolutions": (
        "Present while the speakers are those of all entities on record.",
        {"version": "version of the resolving", "run": "the run that did it"},
    ),
    "figures": (
        "How many or how much an article says something is.",
        {
            "id": "hash of the article and where it stands",
            "article": "the article",
            "statement": "the innermost statement that holds it; empty for none",
            "start": "first code point",
            "end": "code point after the last",
            "low": "the least it may be; empty without such a bound",
            "high": "the most it may be; empty without such a bound",
            "unit": "what it is measured in: `hour`, `percent`, `USD`, `years old`; empty for what is counted",
            "counted": "the words for what is counted",
            "happened": "what is said to have befallen it: `killed`, `freed`",
            "as_of": "the time that it is said of; empty where the text does not say",
            "run": "the run that found it",
        },
    ),
    "times": (
        "A time that an article speaks of, resolved against the day it was published.",
        {
            "id": "hash of the article and where it stands",
            "article": "the article",
            "statement": "the innermost statement that holds it; empty for none",
            "start": "first code point",
            "end": "code point after the last",
            "first": "its first day (ISO 8601), or, where the text says a time of day, its first minute with the offset"
            " from UTC if that is said; `T21:00` where no day is said",
            "last": "its last day or minute",
            "grain": "the unit of these bounds: `minute`, `hour`, `day`, `month`, `year`; a week is days",
            "relation": "what the preposition says, `on` it, `since` it, `until` its end, `before` or `after` it; empty"
            " where none stands before it",
            "run": "the run that found it",
        },
    ),
    "places": (
        "A place that an article names, linked to GeoNames where the text decides which one is meant.",
        {
            "id": "hash of the article and where it stands",
            "article": "the article",
            "statement": "the innermost statement that holds it; empty for none",
            "start": "first code point",
            "end": "code point after the last",
            "name": "its name at GeoNames; where it is not linked, what the article calls it",
            "geonames": "its id at GeoNames; empty, with all that follows, where it is not linked",
            "kind": "`town`, `region` (of whatever level), `country`",
            "lat": "latitude, degrees; of a region the middle of where its people live, of a country its capital's",
            "lon": "longitude, degrees",
            "country": "ISO 3166 code of the country it is or lies in",
            "within": "the areas that contain it, the nearest first: a JSON list of pairs of GeoNames id and name",
            "run": "the run that found it",
        },
    ),
    "units": (
        "A sentence, whoever prints it: what articles are searched by for what they share.",
        {
            "key": "hash of its words and of which of them stand in quotation marks",
            "quoted": "where quotation marks stand in it: a JSON list of pairs, counted in words",
        },
    ),
    "unit_places": (
        "Where a unit stands.",
        {
            "article": "the article",
            "start": "first code point",
            "end": "code point after the last",
            "unit": "the unit",
        },
    ),
    "shingles": (
        "Words in a row that a unit has, as a hash: by them units that share a passage are found.",
        {"key": "hash of the words", "unit": "the unit"},
    ),
    "common_shingles": (
        "Words in a row that too many units have to tell anything.",
        {"key": "hash of the words"},
    ),
    "unit_matches": (
        "A passage that two units share.",
        MATCH,
    ),
    "story_matches": (
        "A passage that two units share within a story, where it is looked for more closely.",
        {
            "story": "the story",
            **MATCH,
        },
    ),
    "tellings": (
        "What articles are about, to find those of the same event: one for all that are about the very same.",
        {
            "id": "hash of the day and the words",
            "day": "when it was published, in days since the year 1; empty without a date",
            "terms": "its most telling words as hashes with weights: JSON",
        },
    ),
    "article_tellings": (
        "What each article is about.",
        {"article": "the article", "telling": "the row of `tellings`"},
    ),
    "telling_keys": (
        "What articles of one event are found by.",
        {"key": "hash of a telling word with the week, or of two telling words", "telling": "the row of `tellings`"},
    ),
    "same_events": (
        "Two tellings that seem to be of one event.",
        {"a": "the telling with the lesser id", "b": "the other", "alike": "cosine of their words"},
    ),
    "story_corrections": (
        "What a person said of two articles.",
        {
            "a": "the article with the lesser id",
            "b": "the other",
            "same": "1 if both tell of one event, 0 if not",
            "made": "when, UTC",
        },
    ),
    "stories": (
        "An event, as the articles that tell of it.",
        {
            "id": "hash of the least of its articles' ids",
            "linked": "version of the linking that linked it; empty while it waits for that",
            "run": "the run that found it",
        },
    ),
    "story_articles": (
        "Which article tells of which event.",
        {"article": "the article", "story": "the story"},
    ),
    "links": (
        "A judgement about two statements. It changes neither.",
        {
            "a": "the statement with the lesser id",
            "b": "the other",
            "story": "the story that both belong to",
            "relation": "`agree`, `refine`, `update`, `conflict`, `deny`",
            "about": "what it is about: `number`, `date`, `place`, `identity`, `cause`, `status`, `control`, `denial`, "
            "`quote`, `other`",
            "same_origin": "1 if both go back to one word, 0 if to different ones; empty where nothing shows it",
            "origin_evidence": "by what that is shown",
            "rule": "the rule or model that made it",
            "score": "how sure it is",
            "why": "by what, in words",
            "a_spans": "the words compared in `a`: a JSON list of spans",
            "b_spans": "the same in `b`",
        },
    ),
    "remarks": (
        "A short quotation that two articles of one story share.",
        {
            "story": "the story",
            "n": "a number within it",
            "a": "the article",
            "a_start": "first code point",
            "a_end": "code point after the last",
            "b": "the other article",
            "b_start": "first code point",
            "b_end": "code point after the last",
            "kind": "`same_quote`, `drifted_quote`, `verbatim`, `edited`",
        },
    ),
    "claims": (
        "One question, in nobody's words, that several articles speak to.",
        {"id": "hash of its statements' ids", "story": "the story", "question": "its telling words"},
    ),
    "answers": (
        "What several statements say alike.",
        {
            "claim": "the claim",
            "n": "which answer",
            "value": "the plainest of its wordings",
            "as_of": "the time it speaks about",
            "reports": "how many articles carry it",
            "origins_min": "at least so many separate starting points",
            "origins_max": "at most so many",
        },
    ),
    "answer_statements": (
        "Which statement gives which answer.",
        {"claim": "the claim", "n": "which answer", "statement": "the statement"},
    ),
    "reviews": (
        "What a person says of a statement or a link. Rows are only ever added; what they are of now is worked out.",
        {
            "n": "a number, in the order they were said; never exported",
            "id": "hash of all that it says",
            "kind": "`statement`, `link`",
            "verdict": "whether it is right: `yes`, `no`, `unsure`; empty for a note alone",
            "note": "in the person's own words",
            "by": "who says it; empty where that was not told",
            "at": "when, UTC",
            "relation": "of a link: what it was, as in `links`",
            "about": "of a link: what it was about, as in `links`",
            "a": "the statement that was judged, or one end of the link; it may no longer be there",
            "a_article": "its article",
            "a_voice": "its voice, as in `statements`",
            "a_words": "the words of its pieces: a JSON list of objects with `start`, `end`, `exact` (the words), "
            "`prefix` and `suffix` (what stands before and after them)",
            "b": "the other end of the link; empty, with all that follows, for a statement",
            "b_article": "the same of `b`",
            "b_voice": "the same of `b`",
            "b_words": "the same of `b`",
        },
    ),
    "reviews_undone": (
        "Which reviews were taken back.",
        {"review": "the review", "by": "who took it back; empty where that was not told", "at": "when, UTC"},
    ),
    "skipped": (
        "What could not be read, or not wholly. It goes when a later run stores an article of the same source.",
        {
            "source": "file, address or row",
            "reason": "one word for the kind of trouble",
            "at": "where in it; empty for all of it",
            "detail": "what was wrong",
            "hint": "what to do next",
            "run": "the run that met it last",
        },
    ),
    "done": (
        "Which stage has dealt with which article. Written with the stage's rows, in one transaction.",
        {
            "article": "the article",
            "stage": "`read`, or `link` for the search for what it shares with others",
            "version": "the stage's version: a hash of models and rules",
            "run": "the run that did it",
        },
    ),
    "runs": (
        "One call of onrecord on the record.",
        {
            "id": "chosen at random",
            "started": "when, UTC",
            "ended": "when; empty if it was killed",
            "onrecord": "version of onrecord",
            "reader": "version of the reading",
            "options": "options and hashes of the models: JSON",
            "counts": "what it did: JSON",
        },
    ),
    "statement_texts": (
        "A view to read: each statement in words. `source` is who, `cue` how it is put, `content` what.",
        {
            "id": "the statement",
            "outlet": "the article's outlet",
            "published": "when the article was published",
            "title": "the article's headline",
            "voice": "as in `statements`",
            "zone": "as in `statements`",
            "speaker": "the speaker's name",
            "speaker_class": "as in `statements`",
            "source": "the words that name who is attributed",
            "cue": "the words that attribute it",
            "content": "what is said; pieces are joined by …",
            "relay": "as in `statements`",
            "quotation": "as in `statements`",
            "modality": "as in `statements`",
            "stance": "as in `statements`",
            "nested_in": "as in `statements`",
            "confidence": "as in `statements`",
            "url": "the article's address",
            "article": "the article",
        },
    ),
    "speaker_mentions": (
        "A view to read: what each outlet calls each speaker.",
        {
            "speaker": "the speaker's name",
            "outlet": "the article's outlet",
            "words": "the words that stand for the speaker",
            "form": "`name`, `description`, `pronoun`",
            "kind": "what the words alone were taken for",
            "start": "first code point",
            "end": "code point after the last",
            "article": "the article",
            "speaker_id": "the speaker",
        },
    ),
}


def markdown() -> str:
    """The tables as a page."""
    parts = [f"Format {VERSION}.\n"]
    for name, (meaning, columns) in TABLES.items():
        rows = [f"| `{column}` | {text} |" for column, text in columns.items()]
        parts.append("\n".join([f"### `{name}`\n", f"{meaning}\n", "| Column | |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)

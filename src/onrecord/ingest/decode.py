"""Bytes to text. UTF-8 is tried first, strictly; nothing is stripped, so that offsets are offsets into the file.

NUL and lone surrogates become U+FFFD, one for one: no database or browser takes them.
"""

from __future__ import annotations

import codecs
import re

from onrecord.ingest.trouble import Trouble

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CANDIDATES = [
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp932",
    "euc_jp",
    "cp949",
    "gb18030",
    "big5",
]
"""Legacy encodings that news files come in (the web's own list, less those no press uses)."""
WEB_LABELS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5-hkscs": "big5hkscs",
}
"""What a page's charset label means in browsers (WHATWG Encoding Standard)."""
WESTERN_SHARE = 0.06
"""Up to this share of bytes above ASCII, text that is valid cp1252 is Western. Of 1,145 English reports the highest
share was 3.7 %; Cyrillic, Greek or Arabic in one byte a letter have over half."""
BINARY_SHARE = 0.02
"""More control characters than this and it is no text. Chosen: texts have none, pictures and archives many."""
SAMPLE = 64 * 1024
"""Bytes looked at to guess an encoding. Chosen: some ten articles, which is plenty to tell letters apart."""

_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NO_CHARSETS = frozenset(
    {"utf-7", "punycode", "idna", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"}
)


def safe(text: str) -> str:
    """The text with NUL and lone surrogates replaced, one for one."""
    return _UNSAFE.sub("\ufffd", text) if _UNSAFE.search(text) else text


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of some bytes, and the encoding it was in.

    In this order: strict UTF-8; UTF-16 or UTF-32 by its byte order mark; UTF-8 with lone surrogates; what the page
    or server declared; then a guess. Raises `Trouble` for what is no text.
    """
    for name, errors in (("utf-8", "strict"), *_by_mark(raw), ("utf-8", "surrogatepass")):
        try:
            return safe(raw.decode(name, errors)), name
        except UnicodeDecodeError:
            continue
    guess = _declared(raw, declared) or detect(raw)
    return safe(raw.decode(guess, "replace")), guess


def detect(raw: bytes) -> str:
    """The encoding of bytes that are not UTF-8: UTF-16 by its zeros, Western by its few accents, else by guess."""
    sample = raw[:SAMPLE]
    if wide := _wide(sample):
        return wide
    if len(_CONTROL.findall(sample)) > BINARY_SHARE * len(sample):
        raise Trouble("encoding", "it is not text but binary data", "check the file's kind and its ending")
    high = sum(byte > 127 for byte in sample)
    if high <= WESTERN_SHARE * len(sample) and _fits(raw, "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=CANDIDATES).best()
    return best.encoding if best else "cp1252"


def known(label: str | None) -> str | None:
    """Python's name for a charset label, or `None` where it is unknown or no text encoding."""
    if not label:
        return None
    label = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(WEB_LABELS.get(label, label)).name
        "a".encode(name)
    except (LookupError, ValueError, TypeError, UnicodeError):
        return None
    return WEB_LABELS.get(name, name) if name not in _NO_CHARSETS else None


def first_line(text: str) -> tuple[int, int]:
    """Where the first line that is not blank stands, its ending, a byte order mark and outer blanks apart."""
    for match in re.finditer(r"[^\r\n]+", text):
        line = match[0].lstrip("\ufeff \t\u00a0").rstrip()
        if line:
            start = match.start() + match[0].index(line)
            return start, start + len(line)
    return 0, 0


def _by_mark(raw: bytes) -> tuple[tuple[str, str], ...]:
    return tuple((name, "surrogatepass") for mark, name in BOMS if raw.startswith(mark))[:1]


def _declared(raw: bytes, label: str | None) -> str | None:
    name = known(label)
    return name if name and _fits(raw, name) else None


def _fits(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: ASCII letters leave every second byte zero."""
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None

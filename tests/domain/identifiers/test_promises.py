"""What holds for every text: offsets, order, redaction that leaves nothing, bounded work."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.identifiers import Finding, Kind, Tier, phones, redact
from bot.domain.identifiers import find as find_with
from bot.domain.identifiers.normal import normalise
from data.lexicon import load


def find(text: str) -> tuple[Finding, ...]:
    return find_with(text, lexicon=load())


PIECES = (
    "0412 345 678",
    "+61 8 9345 1234",
    "416-967-1111",
    "jane@example.com",
    "jane [at] example [dot] com",
    "943 476 5919",
    "943 476 5918",
    "NHS",
    "Medicare",
    "2123 45670 1",
    "ZAC5361",
    "nhi",
    "MRN",
    "SSN",
    "078-05-1120",
    "last four of SSN",
    "1234",
    "DOB",
    "14/03/1941",
    "14 March",
    "https://example.com/x",
    "@jane_smith8",
    "203.0.113.9",
    "-31.9523, 115.8613",
    "12 Smith St",
    "WA 6160",
    "SW1A 1AA",
    "Mrs",
    "Smith",
    "Priya",
    "his wife",
    "PMID: 12345678",
    "120/80",
    "93 year old",
    "born in",
    "1929",
    "on",
    "call",
    "ph",
    "card",
    "[phone]",
    "x12",
    "\n",
    " ",
    ", ",
    "-",
    "/",
    ".",
    "\u200b",
    "\u2019",
    "\u00e9",
    "e\u0301",
    "\U0001f469\u200d\u2695\ufe0f",
    "\ufb01",
    "\u00bd",
    "\u0663",
    "1",
    "22",
    "A",
    "b",
    "@",
    "#",
    "+",
    "(",
)
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.lists(
    st.sampled_from(PIECES), max_size=14
).map(" ".join)


@given(texts | st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_findings_lie_inside_the_text_in_order_and_apart(text):
    last = 0
    for one in find(text):
        assert last <= one.start < one.end <= len(text)
        assert 0.3 <= one.score <= 1
        assert one.proposal
        assert one.why.count(".") == 1
        last = one.end


@given(texts | st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_redacting_everything_leaves_nothing_that_must_go(text):
    firm = [one for one in find(text) if one.tier is not Tier.HINT]
    assert [one for one in find(redact(text, firm)) if one.tier is Tier.REDACT] == []


@given(st.text(max_size=200))
def test_the_plain_form_keeps_its_way_back(text):
    normal = normalise(text)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(normal.starts, normal.ends, strict=True))
    assert list(normal.starts) == sorted(normal.starts)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("\u201cshe\u2019s\u201d", '"she\'s"'),
        ("\uff10\uff14\uff11\uff12", "0412"),
        ("04\u200b12\ufeff", "0412"),
        ("1\u20134", "1-4"),
        ("e\u0301", "\u00e9"),
        ("0\ufe0f\u20e34\ufe0f\u20e3", "04"),
        ("\u0660\u0664", "04"),
        ("a\u00a0b", "a b"),
        ("\ufdfa", "\ufdfa"),
    ],
)
def test_what_looks_alike_reads_alike(typed, plain):
    assert normalise(typed).text == plain


def test_redacting_a_changed_text_is_refused():
    with pytest.raises(ValueError, match="outside"):
        redact("short", [Finding(0, 99, Kind.PHONE, 0.9, "phone.valid", "[phone]")])


def test_redacting_is_settled_when_findings_overlap():
    text = "jane@example.com"
    overlapping = [
        Finding(0, 16, Kind.EMAIL, 0.95, "email.address", "[email]"),
        Finding(5, 16, Kind.LINK, 0.9, "link.site", "[link]"),
    ]
    assert redact(text, overlapping) == "[email]"


def test_a_text_full_of_numbers_asks_the_phone_tables_only_so_often(monkeypatch):
    asked = 0
    parse = phones.phonenumbers.parse

    def counting(*args):
        nonlocal asked
        asked += 1
        return parse(*args)

    monkeypatch.setattr(phones.phonenumbers, "parse", counting)
    found = find("0412 345 678, " * 285)
    assert asked <= 2 * phones.ASKS
    assert sum(one.kind is Kind.PHONE for one in found) == 285

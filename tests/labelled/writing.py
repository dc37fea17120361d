"""How a tired doctor writes: one text in one of eight styles, with every identifier's place kept.

A text is a row of pieces; a piece that is an identifier carries its kind. Whatever a style does to the words between
(typos, abbreviations), identifiers keep their characters, save for their case and for a line that ends inside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.labelled.dice import Dice


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; `kind` says which identifier they are, if any."""

    text: str
    kind: str = ""


Sentence = tuple[Piece, ...]
Row = list[Piece]


@dataclass(slots=True)
class Draft:
    """What is to be written, in the order of a consultation."""

    head: list[Sentence] = field(default_factory=list)
    history: list[Sentence] = field(default_factory=list)
    exam: list[Sentence] = field(default_factory=list)
    tests: list[Sentence] = field(default_factory=list)
    plan: list[Sentence] = field(default_factory=list)
    ask: list[Sentence] = field(default_factory=list)
    close: list[Sentence] = field(default_factory=list)

    def sections(self) -> tuple[list[Sentence], list[Sentence], list[Sentence], list[Sentence], list[Sentence]]:
        """Return the body, from history to question."""
        return (self.history, self.exam, self.tests, self.plan, self.ask)


_SHORTER = {
    "history of": "hx of", "family history": "FHx", "patient": "pt", "examination": "o/e", "diagnosed": "dx",
    "treated": "rx'd", "treatment": "rx", "with": "w", "without": "w/o", "weeks": "wks", "months": "mths",
    "years": "yrs", "blood pressure": "BP", "review": "r/v", "about": "approx", "because": "bc", "referral": "ref",
    "referred": "ref'd", "discussed": "d/w", "started": "commenced", "paracetamol": "PCM", "fracture": "#",
    "normal": "NAD", "negative": "-ve", "positive": "+ve", "no ": "nil ", "increased": "incr", "right": "R",
    "left": "L", "and": "&", "before": "prior", "morning": "am", "evening": "pm", "yesterday": "yest",
    "tablets": "tabs",
}  # fmt: skip


def join(sentences: Iterable[Sentence], between: str = " ") -> Row:
    """Return the sentences one after the other."""
    row: Row = []
    for sentence in sentences:
        if row:
            row.append(Piece(between))
        row.extend(sentence)
    return row


def change(row: Iterable[Piece], words: Callable[[str], str]) -> Row:
    """Return `row` with `words` applied to what is no identifier."""
    return [piece if piece.kind else Piece(_beside_links(piece.text, words)) for piece in row]


_LINK = re.compile(r"(\S*(?:://|www\.|doi:)\S*|\b[\w.]+\.(?:org|com|net|au|info)\b\S*)")


def _beside_links(text: str, words: Callable[[str], str]) -> str:
    """Return `text` with `words` applied to all but links, which are pasted and not typed."""
    parts = _LINK.split(text)
    return "".join(part if at % 2 else words(part) for at, part in enumerate(parts))


def lower(row: Iterable[Piece]) -> Row:
    return [Piece(piece.text.lower(), piece.kind) for piece in row]


def _shorten(text: str, dice: Dice) -> str:
    for long, short in _SHORTER.items():
        if dice.chance(0.7):
            text = re.sub(rf"\b{re.escape(long)}\b", short, text)
    return text


def _mistype(text: str, dice: Dice, share: float) -> str:
    def slip(found: re.Match[str]) -> str:
        word = found.group()
        if not dice.chance(share):
            return word
        at = dice.between(1, len(word) - 2)
        return dice.pick((
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        ))  # fmt: skip

    return re.sub(r"[A-Za-z]{5,}", slip, text)


def _open_ended(sentence: Sentence) -> Sentence:
    last = sentence[-1]
    return (*sentence[:-1], Piece(last.text.rstrip("."), last.kind)) if not last.kind else sentence


def _narrative(draft: Draft, dice: Dice) -> Row:
    blocks = [join(draft.head, "\n")] if draft.head else []
    blocks += [join(section) for section in draft.sections() if section]
    blocks += [join(draft.close, "\n")] if draft.close else []
    gap = dice.pick(("\n\n", "\n\n", "\n", " "))
    return join((tuple(block) for block in blocks), gap)


def _headed(draft: Draft, heads: tuple[str, ...], between: str, start: str = "") -> Row:
    rows = [tuple(join(draft.head, "\n"))] if draft.head else []
    for head, section in zip(heads, draft.sections(), strict=True):
        if section:
            rows.append((Piece(f"{head}{start}"), *join(section, between)))
    rows += list(draft.close)
    return join(rows, "\n")


def _soap(draft: Draft, dice: Dice) -> Row:
    heads = dice.pick((
        ("S: ", "O: ", "Ix: ", "A/P: ", "Q: "),
        ("S - ", "O - ", "Tests - ", "P - ", "Question - "),
        ("Subjective:\n", "Objective:\n", "Results:\n", "Assessment and plan:\n", "Question:\n"),
    ))  # fmt: skip
    return _headed(draft, heads, " ")


def _terse(draft: Draft, dice: Dice) -> Row:
    history, exam, tests, plan, ask = ([_open_ended(one) for one in part] for part in draft.sections())
    cut = Draft(draft.head, history, exam, tests, plan, ask, draft.close)
    row = _headed(cut, ("HPC ", "O/E ", "Ix ", "Mx ", "? "), dice.pick((". ", "; ", ", ")))
    return change(change(row, lambda text: _shorten(text, dice)), lambda text: _mistype(text, dice, 0.015))


def _bullets(draft: Draft, dice: Dice) -> Row:
    mark = dice.pick(("- ", "• ", "* "))
    heads = ("History\n", "Exam\n", "Results\n", "Plan\n", "Ask\n")
    return _headed(draft, heads, f"\n{mark}", mark)


def _letter(draft: Draft, dice: Dice) -> Row:
    greeting = dice.pick(("Dear colleagues,", "Dear all,", "Thank you for your thoughts on this patient."))
    told = any(piece.text.startswith("Dear") for sentence in draft.head for piece in sentence)
    head = draft.head if told else [*draft.head, (Piece(greeting),)]
    ending = draft.close or [(Piece(dice.pick(("Many thanks in advance.", "With kind regards from a rural GP."))),)]
    return _narrative(Draft(head, *draft.sections(), ending), dice)


def _phone(draft: Draft, dice: Dice) -> Row:
    row = _narrative(draft, dice)
    row = change(row, lambda text: _mistype(_shorten(text, dice), dice, 0.04))
    row = change(row, lambda text: text.replace("\n\n", "\n"))
    return lower(row) if dice.chance(0.6) else row


def _dictated(draft: Draft, dice: Dice) -> Row:
    row = _narrative(draft, dice)
    spoken = dice.chance(0.35)

    def say(text: str) -> str:
        text = text.replace("\n\n", " new paragraph " if spoken else "\n")
        text = re.sub(r",(?=\s)", " comma" if spoken else "", text)
        return re.sub(r"(?<!\bDr)\.(?=\s|$)", " full stop" if spoken else "", text)

    row = change(row, say)
    return lower(row) if dice.chance(0.35) else row


def _wrapped(draft: Draft, dice: Dice) -> Row:
    return _narrative(draft, dice)


STYLES: dict[str, Callable[[Draft, Dice], Row]] = {
    "narrative": _narrative,
    "soap": _soap,
    "terse": _terse,
    "bullets": _bullets,
    "letter": _letter,
    "phone": _phone,
    "dictated": _dictated,
    "wrapped": _wrapped,
}


def wrap(text: str, width: int) -> str:
    """Return `text` with spaces turned into ends of lines, as an old mail program does; no length changes."""
    letters, start, gap = list(text), 0, -1
    for at, letter in enumerate(text):
        if letter == "\n":
            start, gap = at + 1, -1
        elif letter == " ":
            gap = at
        if at - start >= width and gap > start:
            letters[gap] = "\n"
            start, gap = gap + 1, -1
    return "".join(letters)

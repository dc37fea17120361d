"""Gives names their capitals back where somebody typed everything small, or everything in capitals.

The rules for names read capitals. Rather than a second set of rules for texts without any, a word that can be a name is
given its capital here, more generously right behind a title, a label, a relative or the end of a letter. Lengths never
change, so offsets stay true. `guessed` remembers where a capital is only our guess, so that it proves little by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.domain.identifiers.lexicon import FIRST, LAST
from bot.domain.identifiers.name_context import AS_A_PERSON, NAME_ENDS
from bot.domain.identifiers.name_cues import CLOSING, RELATIVE, ROLE, either
from bot.domain.identifiers.name_guards import ROLES
from bot.domain.identifiers.page import Page
from bot.domain.identifiers.tokens import Token
from bot.domain.identifiers.words import words

_SIGNED = re.compile(
    rf"(?<!\w){either(CLOSING)}(?:[,.\-]{{1,2}} ?\n?| ?\n{{1,2}}| comma | new line )(?=\w[^\n]{{1,30}}(?:\n|\Z))"
)
_TITLE = re.compile(rf"(?<!\w){either('mr|mrs|dr|prof')}\.? (?=\w)")
_INITIALLED = re.compile(rf"(?<!\w){either('mr|mrs|ms|dr|prof|miss')}\.? (?P<initial>[a-z])\.? (?=[^\W\d_]{{3}})")
_THANKED = re.compile(rf"(?<!\w){either('thanks|thx|ta|cheers|regards')} (?=\w{{2,12}}(?: \w{{3,14}})?\.?(?:\n|\Z))")
_LOOSE = (
    "ms|miss|nurse|aunty|auntie|aunt|uncle|nan|nana|koro|sister|sr|baby|master|pastor|father|fr|rn|doctor|professor"
)
_LOOSE_TITLE = re.compile(rf"(?<!\w){either(_LOOSE)} (?=\w)")
_LABELS = (
    "name|patient|pt|client|re|nok|next of kin|carer|cc|attn|referrer|surname|first name|seen by|gp|author|contact|"
    "signed|resident|mother|father|witness"
)
_CALLED = "named|called|name is|name's|name was|known as|aka|goes by|nicknamed|addressed to|answers to"
_STRONG = re.compile(
    rf"(?<!\w)(?:{either(_LABELS)}(?: [Nn]ame)? ?(?:[:=]|-(?= )) ?|{either(_CALLED)} |"
    rf"{either(RELATIVE)}(?: ?[,(:] ?| comma | called | named | - ))(?=\w)"
)
_TAKING = (
    "pt|patient|client|name|nok|poor|hi|hello|hey|dear|kia ora|re|according to|spoke (?:to|with|w)|d/w|"
    "discussed with|seen by|reviewed by|under|rang|"
    "told|asked|referred (?:to|by)|letter from|call from|message from"
)
_PERSONAL = re.compile(rf"(?<!\w)(?:{either(RELATIVE)}|{either(ROLE)}|{either(_TAKING)}) (?=\w)")
"""What takes a person, or something else."""
_RELATED = re.compile(rf"(?<!\w)(?:his|her|their|my) {RELATIVE} (?=\w)")
PARTICLES = words(
    "van von de la los dela del della di da dos du le bin binti al el ter ten ni nic ui mac mc o te st abu ibn ben"
)
NOT_A_NAME = words(
    """
    a about again ago all also am an and any are arrived as asked at attended attends away back be because been before
    but by called came can clinic colleagues comma could dad day did do does doing done due each else everybody everyone
    first fine folks for from full gave get gets goes going good got had happy has have he her here hi him his home hour
    how i if in into is it its just keen kept last later left lives many may me might more mum must my new next no not
    note notes now of off ok on one or our out over own phoned please pm prn put ran rang re reads ready referred review
    reviewed said saw says see seen sent she should since so some soon still stop stopped such team than thanks that the
    their them then there they this those time to today told tomorrow too up very via visit wants was we well went were
    what when where which who whose why will with work would year years yes yesterday yet you your advance lots guys
    signed surgery practice hospital reception
    """
)
"""What stands behind a title, a label or a greeting and is no name."""
_AFTER_NAME = re.compile(
    r"[,.;)]|\n|\Z|'s |,? (?:rang|says|said|is|was|has|had|and|who|will|about|wants|thinks|reports|denies|agrees|"
    r"advised|works|"
    r"lives|drove|came|yesterday|today|re|suggested|saw|wrote|does|did|goes|needs|helps|gets|takes|gave|visits|"
    r"cooks|drives|found|would|can)(?!\w)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:\A|[.\n;:!?-] ?|(?:today|yesterday|then|and|but|so|later|when|because|that|if) )\Z")
_SAYS = re.compile(
    r",? (?:rang|says|said|wants|thinks|reports|denies|agrees|asked|told|lives|feels|came|is keen|is worried)(?!\w)"
)
_OWNS = re.compile(rf"'s {RELATIVE}(?!\w)")
_ASKED = re.compile(
    r"(?<!\w)(?:seen by|reviewed by|referred (?:by|to)|d/w|discussed with|spoke (?:to|with|w)|letter from|call from|"
    r"according to|under|re) (?=\w)"
)
_ASKED_ABOUT = re.compile(r" (?:at|re|about|who|for|today|yesterday|and agreed)(?!\w)|[,.\n]|\Z")
_SHORTEST = 3
_MOST_LOOKED_UP = 12
"""How many words in no list are compared with those of the language; beyond it they count as names: fails closed."""
_LEAST_SHOUTED = 6


@dataclass(frozen=True, slots=True)
class Recased:
    """A page with capitals given back; `guessed` are the starts of the words that got one."""

    page: Page
    guessed: frozenset[int]


def recase(page: Page) -> Recased:
    """Return the page with a capital on every word that may be a name and has none of its own."""
    text = page.text
    title, loosely = list(_TITLE.finditer(text)), list(_LOOSE_TITLE.finditer(text))
    signed = {match.end() for match in _SIGNED.finditer(text)}
    mister = {match.end() for match in title if match.group()[0] in "mM"}
    titled = {match.end() for match in title}
    # "MR spine" is a picture.
    pictured = {match.end() for match in title if match.group().isupper() and text[match.end()].islower()}
    sure = (titled | signed | {match.end() for match in _STRONG.finditer(text)}) - pictured
    personal = {match.end() for match in _PERSONAL.finditer(text)}
    initialled = {match.end(): match for match in _INITIALLED.finditer(text)}
    sure |= initialled.keys()
    related = {match.end() for match in _RELATED.finditer(text)}
    loose = {match.end() for match in loosely}
    titles = {match.end(): match.start() for match in (*title, *loosely)}
    thanked = {match.end() for match in _THANKED.finditer(text)}
    asked = {match.end() for match in _ASKED.finditer(text)}
    loud = _shouted(text)
    letters = list(text)
    tokens = list(page.tokens)
    guessed: set[int] = set()
    chained: int = -1
    looked_up = 0
    whole = False
    for at, token in enumerate(page.tokens):
        shouted = bool(loud[token.start]) and token.text.isupper()
        if token.capital and not shouted:
            chained = token.end + 1 if token.start in sure else -1
            whole = False
            continue
        after_cue = token.start in sure or token.start == chained
        follows = page.tokens[at + 1] if at + 1 < len(page.tokens) else None
        if token.base in PARTICLES and follows is not None and (after_cue or token.start in loose):
            taken = _may_be(follows, strong=True)
        else:
            closes = (token.start in thanked and token.common) or (token.start in signed and token.first)
            everyday = token.wordy and not (token.either or token.start in mister or closes)
            taken = _may_be(token, strong=after_cue and not everyday and (token.start in sure or not token.wordy))
            usable = token.first and not token.barred and token.base not in NOT_A_NAME and not everyday
            taken = taken or (usable and closes)
            taken = taken or (usable and token.start in loose and (not token.wordy or _stands(page, token)))
            taken = taken or (
                usable
                and token.start in personal
                and (not token.branded or (token.start in related and _stands(page, token)))
                and (not token.wordy or (token.either and _stands(page, token)))
            )
            taken = taken or (
                token.start in asked
                and token.last
                and (not token.wordy or (not token.plain and _asked_about(page, token)))
                and len(token.base) > _SHORTEST + 1
            )
            unheard = taken and not token.marks
            spoken = not token.marks and (token.start in personal or _speaks(page, token)) and _stands(page, token)
            unheard = unheard or spoken or (not token.marks and _OWNS.match(page.text, token.end - 2) is not None)
            if unheard and not shouted and token.start not in titled and token.start != chained:
                looked_up += 1
                beside = (
                    follows is not None and (follows.first or follows.last) and not (follows.wordy or follows.barred)
                )
                placed = beside or token.start in signed or token.text.endswith("'s") or _stands(page, token)
                taken = placed and (looked_up > _MOST_LOOKED_UP or not _misspelt(page, token))
        # The second word of a whole name, then the first of one.
        taken = taken or whole
        cued = token.start in personal or token.start in sure or token.start in asked
        whole = follows is not None and is_whole(page, token, follows, cued=cued)
        taken = taken or whole
        if taken and token.start in initialled:
            for letter in (initialled[token.start].start(), initialled[token.start].start("initial")):
                letters[letter] = text[letter].upper()
        doctor = token.start in titled and (token.last or token.eponym) and token.base not in NOT_A_NAME
        taken = taken or (doctor and not token.barred and AS_A_PERSON.match(text, token.end) is not None)
        spelt = _capitalised(token.text) if taken else token.text.lower() if token.wordy else token.text
        if spelt != token.text and len(spelt) == len(token.text):
            letters[token.start : token.end] = spelt
            tokens[at] = token._replace(text=spelt)
        if not taken:
            continue
        guessed.add(token.start)
        if token.start in titles:
            begin = titles[token.start]
            letters[begin : token.start] = text[begin].upper() + text[begin + 1 : token.start].lower()
        if page.text[token.end : token.end + 1] == " ":
            chained = token.end + 1
    return Recased(replace(page, text="".join(letters), tokens=tuple(tokens)), frozenset(guessed))


def _may_be(token: Token, *, strong: bool) -> bool:
    """Whether a word without its capital can be a name; right behind a cue everyday words can."""
    if token.base in NOT_A_NAME or token.base in ROLES or len(token.base) < 2 or (token.barred and not token.common):
        return False
    if strong:
        return token.first or token.last or not token.marks
    named = (token.first or token.last) and not (token.wordy or token.barred or token.branded or token.either)
    return named and len(token.base) >= _SHORTEST and not token.region and (token.first or not token.eponym)


def is_whole(page: Page, one: Token, other: Token, *, cued: bool = False) -> bool:
    """Whether two words side by side are a whole name, though one of them is a word as well: "margaret smith, 45"."""
    if not (other.marks & LAST and one.marks & FIRST) or page.text[one.end : other.start] != " ":
        return False
    if one.barred or other.barred:
        return False
    if other.base in NOT_A_NAME or other.base in ROLES or one.base in NOT_A_NAME or other.branded or one.region:
        return False
    person = AS_A_PERSON.match(page.text, other.end) is not None
    if one.wordy or one.either or one.branded or one.plain:
        return person and (one.common or cued) and (not other.wordy or not other.plain or one.branded)
    ends = (not other.plain or cued) and NAME_ENDS.match(page.text, other.end) is not None
    return (one.common or cued) and (person or ends)


def _asked_about(page: Page, token: Token) -> bool:
    """Whether a surname that is a trade as well stands where a colleague would: "d/w cooper at the hospital"."""
    nobody = token.barred or token.base in NOT_A_NAME or token.base in ROLES
    return not nobody and _ASKED_ABOUT.match(page.text, token.end) is not None


def _stands(page: Page, token: Token) -> bool:
    """Whether a word in no list stands where a name would: before a verb of people, a comma or the end."""
    return len(token.base) >= _SHORTEST and _AFTER_NAME.match(page.text, token.end) is not None


def _speaks(page: Page, token: Token) -> bool:
    """Whether a word in no list begins a sentence about what a person does."""
    begins = _BEGINS.search(page.text, max(0, token.start - 12), token.start) is not None
    return begins and _SAYS.match(page.text, token.end) is not None


def _misspelt(page: Page, token: Token) -> bool:
    return page.lexicon is not None and page.lexicon.misspelt(token.base)


def _capitalised(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.capitalize()
    head = re.sub(r"(?<![^\W\d_])[^\W\d_]", lambda match: match.group().upper(), word.lower())
    return (
        re.sub(r"(?<=[^\W\d_])('[SDTM])\Z", lambda match: match.group().lower(), head)
        if len(head) == len(word)
        else word
    )


def _shouted(text: str) -> bytes:
    """Return a mask of the lines that hold no small letter."""
    mask = bytearray(len(text) + 1)
    begin = 0
    for line in text.split("\n"):
        if line.isupper() and sum(one.isalpha() for one in line) >= _LEAST_SHOUTED:
            mask[begin : begin + len(line)] = b"\x01" * len(line)
        begin += len(line) + 1
    return bytes(mask)

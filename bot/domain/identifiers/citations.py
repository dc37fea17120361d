"""Who is cited: authors, their journals and the dates of issue. They stand in public, and are nobody's patient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.domain.identifiers.name_cues import CAP

_YEAR = r"(?:19[5-9]|20[0-4])\d[a-z]?(?!\d)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_SURNAME = rf"(?:(?:van|von|de|del|der|den|la|le|al|el|bin|Van|De|Mac|Mc|O')[ \-]?){{0,2}}(?:{CAP})"
_AND = r"(?:, ?and|, ?&|,| and| &)"
_JOURNAL = (
    r"(?:BMJ|JAMA(?: [A-Z]\w{2,12}){0,2}|(?:The )?Lancet(?: [A-Z]\w{2,12}){0,2}|NEJM|N Engl J Med|MJA|Med J Aust|AJGP|"
    r"Aust J Gen Pract|AFP|Aust Fam Physician|CMAJ|Can Fam Physician|BJGP|Br J Gen Pract|NZMJ|N ?Z Med J|"
    r"Am Fam Physician|"
    r"Ir J Med Sci|Ir Med J|Heart|Thorax|Gut|Chest|Cochrane(?: Database Syst Rev)?|PLoS (?:One|Med)|Annals|Fam Pract|"
    r"Family Practice|Pulse|Medscape|UpToDate|Australian Prescriber|Aust Prescr|Drug Ther Bull|Prescriber|Nature|"
    r"Science)"
)
_ABBREVIATED = (
    r"(?:Intern|Fam|Emerg|Surg|Rheum|Oncol|Neurol|Clin|Med|Pract|Psychiatry|Pediatr|Paediatr|Obstet|Gynecol|Gynaecol|"
    r"Epidemiol|Cardiol|Dermatol|Infect|Gastroenterol|Endocrinol|Prim|Educ|Pharmacother|Public|Health|Physician|"
    r"Couns|Dis|"
    r"Care|Res|Sci|Rev|Bull|Proc|Assoc|Soc|Nurs|Ther|Exp|Behav|Urol|Anaesth|Anesth|Radiol|Ophthalmol|Orthop|Geriatr)"
)
_WORK = (
    r"(?:study|trial|RCT|paper|review|meta-?analys[ie]s|cohort|article|editorial|survey|textbook|chapter|"
    r"hypothesis|theory|"
    r"systematic review|guideline|viewpoint|essay|monograph|thesis|lecture|letter|book|model|analysis|report|data|"
    r"series)"
)
_SURE_WORK = r"(?:trial|RCT|meta-?analys[ie]s|systematic review|editorial|textbook|hypothesis|monograph|study|paper)"
_SPARE = (
    r"(?:(?:landmark|original|large|classic|recent|seminal|famous|well-known|small|earlier|later|own|famous) ){0,2}"
)

LISTED = re.compile(r"[a-z] [A-Z]{1,3}[,.]")
YEAR = re.compile(_YEAR)
ET_AL = re.compile(r"et al\b")
WORK = re.compile(rf"{_WORK}\b")
TOGETHER = re.compile(r"(?:colleagues|co-?workers|co-?authors|associates)\b")
JOURNAL = re.compile(rf"{_JOURNAL}(?!\w)")
ABBREVIATED = re.compile(rf" (?:{_ABBREVIATED}|J)(?!\w)")
"""What a text must hold for a shape to be worth looking for: most texts cite nobody."""


NEEDS = (LISTED, YEAR, ET_AL, WORK, TOGETHER, JOURNAL, ABBREVIATED)


class CitedShape(NamedTuple):
    """How somebody is cited, and what the text must hold at all."""

    needs: re.Pattern[str]
    shape: re.Pattern[str]


SHAPES: tuple[CitedShape, ...] = tuple(
    CitedShape(needs, re.compile(shape))
    for needs, shape in (
        # Smith J, Jones KL. Title. BMJ 2019;366:l4567
        (LISTED,
            rf"(?<!\w){_SURNAME} [A-Z]{{1,3}}(?:, (?:and |& )?{_SURNAME} [A-Z]{{1,3}}(?![\w])){{1,8}}(?:,? et al)?"),
        (YEAR,
            rf"(?<!\w){_SURNAME} [A-Z]{{1,3}}(?=\. [^\n]{{10,200}}?{_YEAR} ?(?:{_MONTH} ?\d{{0,2}})?;)"),
        # Smith et al. (2019), Smith, Jones et al
        (ET_AL,
            rf"(?<!\w)(?:{_SURNAME}(?: [A-Z]{{1,3}})?(?:{_AND} "
            rf")?){{1,4}},? et al\b\.?(?:'s)?(?:[,. (]{{1,3}}(?:{_JOURNAL} )?{_YEAR})?"),
        # (Smith & Jones, 2019; Kelly, BMJ 2020)
        (YEAR,
            rf"\((?:see |e\.g\.,? |cf\.? |after |from |as in "
            rf")?{_SURNAME}(?:{_AND} {_SURNAME}){{0,4}}(?:,? (?:in )?{_JOURNAL})?,? "
            rf"{_YEAR}[^()\n]{{0,80}}\)"),
        (YEAR,
            rf"; ?{_SURNAME}(?:{_AND} {_SURNAME}){{0,3}},? {_YEAR}(?=[;)])"),
        # Smith and Jones (2019)
        (YEAR,
            rf"(?<!\w){_SURNAME}(?:{_AND} {_SURNAME}){{1,4}},? \(?{_YEAR}"),
        (YEAR,
            rf"(?<!\w){_SURNAME},? \({_YEAR}\)"),
        # Smith's 2019 study, Smith and Jones' trial, the Smith trial
        (YEAR,
            rf"(?<!\w){_SURNAME}(?:{_AND} {_SURNAME}){{0,2}}(?:'s|')? {_YEAR} {_SPARE}(?:\w{{3,14}} )?{_WORK}\b"),
        (WORK,
            rf"(?<!\w){_SURNAME}(?:'s?)?(?:{_AND} {_SURNAME}(?:'s?)?){{1,3}} {_SPARE}{_WORK}\b"),
        (WORK,
            rf"(?<!\w){_SURNAME}(?:'s?)? {_SPARE}{_SURE_WORK}\b"),
        (TOGETHER,
            rf"(?<!\w){_SURNAME}(?: and|,| &)(?: his| her| their)? (?:colleagues|co-?workers|co-?authors|"
            rf"associates)\b"),
        # Smith and Jones in the BMJ, Smith (Lancet 2019)
        (JOURNAL,
            rf"(?<!\w){_SURNAME}(?:{_AND} {_SURNAME}){{0,3}},? \(?(?:writing |"
            rf"wrote )?(?:in )?(?:the )?{_JOURNAL}(?!\w)"),
        (JOURNAL,
            rf"(?<!\w){_SURNAME}'s? (?:\w{{3,12}} )?{_JOURNAL}(?!\w)"),
        # The journal by itself: Ann Intern Med 2017;166, Dan Med J
        (YEAR,
            rf"(?<!\w)(?:{CAP}|J) (?:[A-Z][a-z]* ){{0,2}}{_ABBREVIATED}(?: {_ABBREVIATED}){{0,3}}(?: J)?,? {_YEAR}"),
        (ABBREVIATED,
            rf"(?<!\w)(?:Ann|Dan|Pat|Am|Br|Aust|Can|Eur|Scand|Jpn|Ir|Arch|Curr|"
            rf"Int) (?:J )?(?:[A-Z][a-z]+ ){{0,2}}(?:{_ABBREVIATED}|J)"
            rf"(?: {_ABBREVIATED}){{0,3}}(?!\w)"),
        (YEAR,
            rf"(?<!\w)(?:{CAP} ){{1,4}}{_YEAR} ?(?:{_MONTH} ?\d{{0,2}})?; ?\d"),
    )
)  # fmt: skip

ISSUES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(shape)
    for shape in (
        rf"{_YEAR},? {_MONTH} ?\d{{1,2}}(?=[;:,(]| ?\d{{1,4}}[(:])",
        rf"(?:\d{{1,2}} )?{_MONTH} (?:\d{{1,2}},? )?{_YEAR}(?=[;:,] ?(?:vol\.? ?)?\d{{1,4}} ?[(:])",
        rf"{_JOURNAL}[,.:]? \(?(?:\d{{1,2}} )?{_MONTH} (?:\d{{1,2}},? )?{_YEAR}",
        rf"{_JOURNAL}[,.:]? \(?{_YEAR},? {_MONTH} \d{{1,2}}",
        rf"(?:[A-Z][a-z]+\.? ){{1,3}}{_ABBREVIATED}\.?,? \(?(?:\d{{1,2}} )?{_MONTH} (?:\d{{1,2}},? )?{_YEAR}",
        rf"(?:[A-Z][a-z]+\.? ){{1,3}}{_ABBREVIATED}\.?,? \(?{_YEAR},? {_MONTH} \d{{1,2}}",
    )
)
"""When a journal came out: no day in anybody's life."""


def cited(text: str) -> bytes:
    """Return a mask of the text: 1 where somebody or something is cited."""
    mask = bytearray(len(text))
    held = {needs: needs.search(text) is not None for needs in NEEDS}
    for needs, shape in SHAPES:
        for match in shape.finditer(text) if held[needs] else ():
            mask[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return bytes(mask)


def issues(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a journal's date of issue stands."""
    if YEAR.search(text):
        for shape in ISSUES:
            for match in shape.finditer(text):
                yield match.span()

"""What a number may honestly be: a citation, a registry, an item, a dose, a result, a staging.

What is explained here is out of bounds for every other rule, so each row is as narrow as it can be.
"""

import re
from typing import NamedTuple

from bot.domain.identifiers.addresses import ROUTING_KEY
from bot.domain.identifiers.citations import issues
from bot.domain.identifiers.helplines import HELPLINES
from bot.domain.identifiers.sites import allowed_links


class HonestRule(NamedTuple):
    """A shape with an honest explanation, and the reason it is one."""

    code: str
    shape: re.Pattern[str]
    reason: str
    needs: tuple[str, ...] = ()
    """Without one of these in lower case the shape cannot be there, and need not be looked for."""


def _shape(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


_UNIT = (
    r"(?:mg|mcg|micrograms?|\u00b5g|\u03bcg|ng|pg|g|kg|m[lL]|d[lL]|[lL]|IU|units?|U|mmol|mol|nmol|pmol|mEq|%|bpm|"
    r"mm ?Hg|mm|cm|"
    r"copies|cells|x ?10|kcal|kJ|Gy|mSv|steps|hours?|hrs?|days?|weeks?|months?|people|patients|participants|women|"
    r"men|dollars)"
)
_TEST = (
    r"(?:platelets?|plts?|ferritin|BNP|NT-?pro-?BNP|CK|beta-?hCG|b?-?hCG|WCC|WBC|viral load|triglycerides?|ALT|"
    r"AST|GGT|ALP|"
    r"lipase|amylase|D-?dimer|troponin|vitamin B12|B12|folate|CA ?-?\d{2,3}(?!\d)|"
    r"CEA|AFP|PSA|Hb|eGFR|LDH|PTH|TSH|IgE|count)"
)

RULES: tuple[HonestRule, ...] = (
    HonestRule("pubmed", _shape(
        r"\b(?:PMIDs?|PMCIDs?|PubMed(?: IDs?| numbers?)?|Medline(?: ID)?)(?: is| was|"
        r" no\.?)?[:#]? {0,2}(?:PMC)?\d{1,9}\b"
        r"(?:(?:, ?| and |; ?| & |/)(?:PMC)?\d{7,9}\b){0,8}|\bPMC\d{5,9}\b"), "article",
        ("pmid", "pmc", "pubmed", "medline")),
    HonestRule("doi", _shape(r"\bdoi(?:\.org/|:) ?10\.\d{4,9}/\S{1,120}|\b10\.\d{4,9}/\S{1,120}"), "article", ("10.",)),
    HonestRule("trial", _shape(
        r"\bNCT\d{8}\b|\bACTRN ?\d{14}p?\b|\bISRCTN ?\d{6,8}\b|\bCRD ?\d{8,14}\b|\bCD0\d{5}\b|"
        r"\bEudraCT:? ?\d{4}-\d{6}-\d\d"),
        "trial or review register", ("nct", "actrn", "isrctn", "crd", "cd0", "eudract")),
    HonestRule("code", _shape(
        r"\b(?:SNOMED(?:[ -]?CT)?|SCTID|concept|LOINC|ICD-?1?\d?(?:-?[A-Z]{2})?|ICPC-?2?|Read codes?|ATC|AMT|dm\+d|"
        r"RxNorm|RxCUI|"
        r"NDC|ARTG|PZN|DIN|OMIM|MeSH|UMLS|AUST [RL])(?: (?:concepts?|codes?|IDs?|identifiers?|terms?|numbers?|"
        r"no\.?|is|was|as|"
        r"under|coded|for [a-z]{3,20})){0,3}[:=# ]{0,3}\(?[A-Z]{0,2}\d[\dA-Z.\-]{0,18}\b(?:(?:, ?| and | or |"
        r" ?/ ?)[A-Z]{0,2}\d"
        r"[\dA-Z.\-]{4,18}\b){0,8}"), "terminology and product registers"),
    HonestRule("concept", _shape(
        r"(?<!\w)\d{6,18} ?\|[^|\n]{2,80}\||(?<!\w)\d{6,18} \((?:disorder|finding|procedure|situation|"
        r"observable entity|morphologic abnormality|qualifier value|substance|body structure|event)\)"), "SNOMED CT",
        ("|", "(")),
    HonestRule("atc", _shape(
        rf"\b(?!{ROUTING_KEY})[ABCDGHJLMNPRSV](?:0[1-9]|1[0-9]|2[0-2]|51)[A-Z]{{2}}\d{{2}}\b", re.NOFLAG),
        "ATC classification of medicines"),
    HonestRule("book", _shape(r"\bIS[BS]N(?:-1[03])?:? ?[\dX][\dX \-]{6,18}[\dX]\b"), "book or journal",
        ("isbn", "issn")),
    HonestRule("item", _shape(
        r"\b(?:MBS|Medicare items?|items?|billing code|fee code)(?: items?| numbers?| nos?\.?| codes?)? ?#?\d{1,6}"
        r"(?:(?:, ?| ?/ ?| and | or | & )\d{1,6}){0,6}(?![\w\-]| ?\d)"), "what a consultation is billed as",
        ("mbs", "item", "code")),
    HonestRule("pbs", _shape(
        r"\bPBS (?:items? |codes? )?#?\d{4,5}[A-Z]\b|\b(?:PBS|streamlined|authority)(?: authority)?(?: codes?|"
        r" numbers?| nos?\.?)? ?#?\d{4,5}\b"),
        "what a medicine is prescribed under", ("pbs", "streamlined", "authority")),
    HonestRule("guideline", _shape(r"\b(?:NG|CG|TA|QS|PH|DG|IPG)\d{1,4}\b|\bSIGN \d{2,3}\b", re.NOFLAG),
        "NICE and SIGN"),
    HonestRule("journal", _shape(
        r"\b(?:19|20)\d\d ?(?:[A-Z][a-z]{2}(?: \d{1,2})?)?; ?[A-Z]?\d{1,5}[\d:()\-.,eS]{0,24}"), "article"),
    HonestRule("staging", _shape(r"\b[cpy]{0,2}T(?:[0-4x]|is)[a-d]? ?N[0-3x][a-c]? ?M[01x]\b"), "TNM stage"),
    HonestRule("discord", _shape(r"<a?:\w{2,32}:\d{15,21}>|<t:-?\d{1,13}(?::[tTdDfFR])?>", re.NOFLAG),
        "emoji, timestamp", ("<",)),
    HonestRule("result", _shape(
        rf"\b{_TEST}(?: level| count)?(?: was| is| of| at|:|"
        rf"=)? ?[<>~]? ?\d[\d,.]{{0,9}}(?![\d\-/]| \d)"), "test result"),
    HonestRule("dose", _shape(
        rf"(?<![\w.,/\-])\d{{1,3}}(?:[, ]\d{{3}}){{1,3}} ?{_UNIT}(?!\w)|"
        rf"(?<![\w.,/\-])\d{{1,6}}(?:\.\d{{1,4}})? ?{_UNIT}(?!\w)|"
        r"(?<![\w.,/\-])\d{7,9} ?(?:units?|IU|copies|cells|steps|people)(?!\w)"),
        "dose, amount or duration"),
    HonestRule("pressure", _shape(
        r"(?<![\d/])(?:[7-9]\d|1\d\d|2[0-5]\d)/(?:[3-9]\d|1[0-4]\d)(?![\d/])"), "blood pressure"),
)  # fmt: skip


_DIALLED = re.compile(r"(?<!\w)(?<!\d[.,/\-])\d{1,5}(?:[ \n\-]\d{1,4}){0,3}(?!\w|[.,/\-]\d)|(?<!\w)\d{6,11}(?!\w)")


def explained(text: str) -> bytes:
    """Return a mask of the text: 1 where a character is part of something honest."""
    mask = bytearray(len(text))
    lower = text.lower()
    for rule in RULES:
        if rule.needs and not any(word in lower for word in rule.needs):
            continue
        for match in rule.shape.finditer(text):
            mask[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for start, end in (*issues(text), *allowed_links(text)):
        mask[start:end] = b"\x01" * (end - start)
    for match in _DIALLED.finditer(text):
        if re.sub(r"\D", "", match.group()) in HELPLINES:
            mask[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return bytes(mask)

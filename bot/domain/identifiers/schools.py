"""Schools by name: few enough people go there that the name and a story point at one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.lexicon import LAST, PLACE
from bot.domain.identifiers.name_cues import CAP
from bot.domain.identifiers.page import Page
from bot.domain.identifiers.proper import barred, marks_of, proper
from bot.domain.identifiers.tokens import base_of
from bot.domain.identifiers.words import words

_FAITH = (
    r"(?:Catholic|Anglican|Christian|Lutheran|Islamic|RC|R\.C\.|CofE|C of E|C\.E\.|CE|Church of England|Church|Jewish|"
    r"Hebrew|Muslim|Steiner|Montessori)"
)
_LEVEL = (
    r"(?:Primary|Secondary|High|Public|State|Grammar|Elementary|Middle|Junior|Senior|Infant|Infants|Area|Central|"
    r"District|"
    r"Community|Comprehensive|National|Boys'?|Girls'?|Boys and Girls|Special|Regional|Technical|Intermediate|Full|"
    r"Integrated|Preparatory|Prep|Secondary Modern|Composite|Consolidated|Collegiate)"
)
_SCHOOL = (
    rf"(?:{_FAITH} )?(?:(?:{_LEVEL} ){{0,3}}(?:School|College|Academy|Institute|Collegiate)|Kindergarten|Kindy|"
    rf"Kinder|Pre-?[Ss]chool|Nursery(?: School)?|Childcare(?: Centre| Center)?|"
    r"Child ?[Cc]are(?: Centre| Center)?|Day ?[Cc]are(?: Centre| Center)?|Cr[e\u00e8]che|Playcentre|Playgroup|"
    r"Sixth Form(?: College)?|"
    r"Early Learning(?: Centre| Center)?|ELC|P-12(?: College| School)?|K-12(?: School)?|Polytechnic|TAFE|"
    r"Montessori|Secondary"
    r" College|Junior Infants|Gaelscoil)"
)
_LEVEL_ALONE = re.compile(
    rf"(?<!\w)(?:at|attends?|attended|to|from|near|of) (?P<name>(?:(?:St\.?|Mt|"
    rf"Mount) )?(?:(?:{CAP})(?:'s)? ){{1,3}}(?:{_FAITH} )?"
    r"(?:Primary|High|Grammar|Elementary|Secondary|Public|State|Intermediate|Central|Community|"
    r"Middle))(?! (?:[Cc]are|[Cc]ourt|[Hh]ealth|"
    r"[Hh]ospital|[Ss]treet|[Ss]chool|[Rr]oad))(?!\w)"
)
_NAMED = re.compile(
    rf"(?<!\w)(?P<lead>(?:(?:St\.?|Saint|Mt|Mount|Holy|Sacred|Our Lady(?: of)?) )?(?:(?:{CAP})(?:'s?)?,? (?:of |"
    rf"the )?){{1,3}}){_SCHOOL}(?!\w)"
)
_LEADING_KIND = re.compile(
    rf"(?<!\w)(?:[\u00c9E]cole|Scoil|Gaelscoil|Col[a\u00e1]iste|Ysgol(?: Gyfun| Gynradd| Uwchradd)?|"
    rf"Coll[e\u00e8]ge|Lyc[e\u00e9]e|C[e\u00e9]gep|CEGEP|"
    rf"K[o\u014d]hanga(?: Reo)?(?: o)?|(?:Te )?Kura"
    rf"(?: Kaupapa M[a\u0101]ori)?(?: o)?|(?:Primary|High|Grammar|Secondary) School of|University of|Cr[e\u00e8]che) "
    rf"(?:(?:secondaire|primaire|\u00e9l\u00e9mentaire|publique|catholique|polyvalente|internationale|de|du|des|"
    rf"de la|de l') ?){{0,3}}"
    rf"(?:na |an |o )?(?P<name>(?:St-?e?-? ?|Sainte?-)?(?:{CAP})(?:[ -](?:{CAP}|na|an|o|de|du|des|la|le|te)){{0,3}})"
)
_LEARNS = re.compile(
    rf"(?<!\w)(?i:(?:(?:year|grade|form|class|yr|prep|kindy|reception) ?\d{{0,2}}|pupil|student|teacher|teaches|"
    rf"principal|boards|boarder|"
    rf"enrolled|starts|started|studies|studying|lecturer|teacher aide|prefect|expelled|suspended|bullied) (?:at|"
    rf"from)|attends|goes to "
    rf"school at) (?P<name>(?:(?:St\.?|Mt) )?(?:{CAP})(?:'s)?(?: (?:{CAP})){{0,3}})"
)
_LOWER_SCHOOL = re.compile(
    r"(?<!\w)(?:(?P<saint>st\.?|saint|mt|mount|holy|sacred) )?(?P<name>[^\W\d_][^\W\d_'\-]{2,20}(?:'s)?)(?: (?:park|"
    r"heights|hill|hills|"
    r"creek|bay|beach|river|valley|north|south|east|west|heart|cross|catholic|christian|anglican|state|public|boys|"
    r"girls|"
    r"community|senior|junior|church|rc|cofe|c of e)){0,3} "
    r"(?P<kind>(?:primary|secondary|high|grammar|public|state|elementary|middle|national|intermediate|area|"
    r"central) ?(?:school|college)|"
    r"(?<=[^\n])(?:primary|high|grammar|secondary)|"
    r"college|academy|kindergarten|kindy|preschool|pre-school|cr[e\u00e8]che|playcentre|p-12|k-12|gaelscoil|"
    r"school)(?!\w)",
    re.IGNORECASE,
)
_LOWER_LEADING = re.compile(
    r"(?<!\w)(?:[\u00e9e]cole|scoil|gaelscoil|col[a\u00e1]iste|ysgol|k[o\u014d]hanga(?: reo)?(?: o)?|"
    r"kura(?: kaupapa m[a\u0101]ori)? o) (?:st |ste |na |an |o |de |du )?(?P<name>[^\W\d_][^\W\d_\-]{2,20}"
    r"(?:[ -][^\W\d_][^\W\d_\-]{2,20})?)"
)

_SCHOOLISH = words(
    """
    school college academy institute collegiate kinder kindy creche cr\u00e8che nursery child day playcentre
    playgroup sixth early elc p-12 k-12 polytechnic tafe montessori gaelscoil pre primary secondary high
    grammar junior
    """
)
"""One of these must stand somewhere for a school's name to be told."""
_SHORT_NAME = 4
_SMALL_KINDS = frozenset({"cr\u00e8che", "creche", "kindergarten", "kindy", "playcentre", "preschool", "pre-school"})
_GOES = re.compile(r"(?<!\w)(?:at|attends|attended|to|from) (?:the )?\Z", re.IGNORECASE)

_NO_SCHOOL = words(
    """
    high primary secondary local school the a an his her their our this that medical nursing public state
    private boarding special royal day night old new same whole royal american australian british canadian
    british college of community technical general national nice acute intensive tertiary too very at in from to
    on for is was normal middle left right upper lower grammar senior junior and or with after before all no my
    your its risk dose pressure protein fat fibre fiber medical dental law business art music sunday summer
    driving language pharmacy university ramped up cholesterol mildly moderately currently relatively
    """
)

_DETERMINED = words("a an his her my our their your its this that some any no another each every both which what")
"""After these comes a sort of school, not one by name."""
_SORT = words(
    """
    the main mainstream boarding private after before evening beauty vet veterinary med flight drama bible theological
    catholic anglican christian jewish islamic steiner agricultural virtual online home distance alternative part full
    time swim independent selective residential local nearby rural city town village big small good bad public state
    regular ordinary former previous current first last second third next final other term long short-term most least
    further higher back on off out away into onto him them us it me you who where when while if then since because but
    early later late only just now also still kids children girls boys girl boy secondary-level pre early-years free
    paid work works works' staff grad graduate postgraduate undergraduate bridging summer winter weekend play student
    teacher patient doctor nurse mum dad parent parents year grade class form been being be is are was were
    does do has have had will would can could should may might must s st sure care childcare daycare health
    open secure prison hospital clinical mixed single sex same-sex faith religious charter magnet cooking army cadet
    staff's new old two three four five several many few all sixth seventh eighth ninth tenth
    preschool kindergarten kindy kinder nursery reception prep foundation tafe uni university college school academy
    """
)
_KINDS = words(
    """
    school college academy collegiate primary secondary high grammar elementary middle intermediate infants juniors
    convent comp kinder kindy nursery daycare childcare learning elc cr\u00e8che creche naonra na\u00edonra playcentre
    playgroup gaels gaelc polytechnic tafe -12 k-8 -6
    """
) | {"pre-school", "day care", "child care", " ns", " ps", " hs", " ss", " sc"}
"""One of these must stand somewhere for such a school to be told."""
_SCHOOL_OR_SO = (
    r"(?:(?:primary|secondary|high|grammar|elementary|middle|intermediate|public|state|national|infants?|junior|senior|"
    r"area|central|community|catholic|anglican|christian|lutheran|islamic|special|boys'?|girls'?|comprehensive|prep|"
    r"convent|church|cofe|c of e|rc|montessori|steiner|regional|district|collegiate|sixth form) ){0,3}"
    r"(?:school|college|academy|collegiate|ns|ps|hs|ss|sc)|"
    r"(?:(?:catholic|anglican|christian|cofe|c of e|rc|church|junior|senior|public|state) ){0,2}"
    r"(?:primary|secondary|high|grammar|elementary|middle|intermediate|infants|juniors|convent|comprehensive|comp)|"
    r"kindergarten|kindy|kinder|pre-?school|nursery(?: school)?|day ?care(?: cent(?:re|er))?|"
    r"child ?care(?: cent(?:re|er))?|early learning(?: cent(?:re|er))?|elc|cr[e\u00e8]che|naonra|na[i\u00ed]onra|"
    r"playcentre|playgroup|gaelscoil|gaelcholaiste|polytechnic|tafe|p-12|k-12|k-8|[kp]-6"
)
_STAGE = (
    r"(?:(?:year|yr|grade|form|class|primer|p|s|senior) ?\d{1,2}|\d{1,2}(?:st|nd|rd|th) (?:class|grade|form|year)|"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth) (?:class|grade|form|year)|kindergarten|kindy|kinder|"
    r"pre-?school|prep|reception|nursery|junior infants|senior infants|transition year|sixth form|freshman|sophomore|"
    r"school captain|head (?:boy|girl)|homeroom)"
)
_LEARNING = (
    rf"(?:{_STAGE}(?: (?:student|pupil|teacher|kid|girl|boy))?|pupil|student|teacher|teach(?:es|ing)?|taught|principal|"
    r"headmaster|headmistress|head ?teacher|boards|boarder|boarding|enrolled|starts|started|starting|studies|studying|"
    r"lecturer|lectures|teacher'?s? aide|prefect|expelled|suspended|bullied|graduated|class|classes|school) "
    r"(?:at|from|of)"
)
_TOLD_SCHOOL = re.compile(
    rf"(?<!\w)(?:(?P<firm>{_LEARNING}|attend(?:s|ed|ing)?|(?:go(?:es|ing)?|went|moved|back|off|walks|transferred) to)|"
    rf"at|from) (?:the )?"
    rf"(?P<name>[^\W\d_][\w'.\-]{{0,20}}(?: [^\W\d_][\w'.\-]{{0,20}}){{0,3}}?) "
    rf"(?P<kind>{_SCHOOL_OR_SO})(?![\w'])",
    re.IGNORECASE,
)
_TOLD_ALONE = re.compile(
    rf"(?<!\w){_LEARNING} (?:the )?(?P<name>(?:(?P<saint>st\.?|saint|mt|mount) )?[^\W\d_][^\W\d_'\-]{{2,20}})(?!\w)",
    re.IGNORECASE,
)
_IN_FULL = re.compile(
    rf"(?<!\w)(?P<name>(?:(?:{CAP})(?:'s?)? ){{1,3}}){_FAITH}? ?(?:"
    r"(?:Primary|Secondary|High|Middle|Elementary|Public|State|Infants?|Junior|National|Intermediate|Grammar) School|"
    r"(?:Catholic|Anglican|Christian|Lutheran|Islamic|Secondary|Girls'?|Boys'?) (?:School|College)|Elementary|"
    r"Kindergarten|Preschool|Playcentre|Cr[e\u00e8]che|Childcare|Day ?[Cc]are|ELC|"
    r"(?:Primary|High|Intermediate)(?= ?[.,;)\n]|\Z))(?!\w| [A-Z])"
)
"""Names in full, which need no words before them."""
_NUMBERED = re.compile(r"(?<!\w)(?:P\.S\.|PS|I\.S\.|J\.H\.S\.) ?#?\d{1,3}(?!\w)")
_AT_SCHOOL = re.compile(r"(?<!\w)(?:at|attends|attended|to|from|near) \Z", re.IGNORECASE)


def scan(page: Page) -> Iterator[Finding]:
    """Find schools by name; needs the lexicon."""
    if page.lexicon is None:
        return
    yield from _schools(page)
    yield from _told(page)


def _schools(page: Page) -> Iterator[Finding]:
    for match in _NAMED.finditer(page.text) if page.holds(_SCHOOLISH) else ():
        lead = [word for word in re.findall(r"[\w'\-]+", match.group("lead")) if base_of(word) not in _NO_SCHOOL]
        named = [word for word in lead if proper(page, word)]
        told = lead and _GOES.search(page.before(match.start(), 12)) and not page.cited(*match.span())
        first = match.group("lead").split(" ")[0]
        if (
            named
            or told
            or first in ("All", "Christ", "Blessed", "Immaculate", "Sacred", "Presentation", "Mercy")
            or (
                len(lead) > 1
                and lead[0].lower()
                in (
                    "st",
                    "mt",
                    "mount",
                    "saint",
                    "holy",
                    "sacred",
                    "our",
                    "all",
                    "christ",
                    "immaculate",
                    "blessed",
                    "good",
                )
            )
        ):
            start = match.start() + (match.group().index(lead[0]) if lead else 0)
            yield Finding(start, match.end(), Kind.FACILITY, 0.6, "school.named", "[school]")
    for match in _LEVEL_ALONE.finditer(page.text):
        words_in = re.findall(r"[\w'\-]+", match.group("name"))[:-1]
        if any(proper(page, word) or base_of(word) not in _NO_SCHOOL for word in words_in):
            yield Finding(*match.span("name"), Kind.FACILITY, 0.55, "school.named", "[school]")
    for shape in (_LEADING_KIND, _LEARNS):
        for match in shape.finditer(page.text):
            first = re.match(r"(?:St\.?|Mt|Ste?-?) ?|", match.group("name"))
            saint = bool(first and first.group())
            if saint or (
                proper(page, re.split(r"[ ]", match.group("name"))[0]) and not page.cited(*match.span("name"))
            ):
                begin = match.start("name") if shape is _LEARNS else match.start()
                yield Finding(begin, match.end(), Kind.FACILITY, 0.55, "school.named", "[school]")
    for match in _LOWER_SCHOOL.finditer(page.text) if page.holds(_SCHOOLISH) else ():
        if match.group("name")[0].isupper() and match.group("kind")[0].isupper():
            continue
        base = base_of(match.group("name"))
        saint = match.group("saint") and base not in _NO_SCHOOL
        bare = (
            match.group("saint") is None
            and " " not in match.group("kind")
            and match.group("kind").lower()
            in (
                "primary",
                "high",
                "grammar",
                "secondary",
            )
        )
        if bare and _GOES.search(page.before(match.start(), 12)) is None:
            continue
        named = proper(page, match.group("name"), known=True)
        told = len(base) > _SHORT_NAME and _GOES.search(page.before(match.start(), 12)) is not None
        named = named or (told and bool(marks_of(page, base) & (LAST | PLACE)) and not barred(page, base))
        inside = match.group("name")[0].isupper() and re.search(r"[\w,] \Z", page.before(match.start(), 2)) is not None
        named = named or (inside and match.group("kind").lower() in _SMALL_KINDS and not barred(page, base))
        if (saint or (base not in _NO_SCHOOL and named)) and len(base) > 3:
            yield Finding(match.start(), match.end(), Kind.FACILITY, 0.55, "school.named", "[school]")
    for match in _LOWER_LEADING.finditer(page.text):
        yield Finding(match.start(), match.end(), Kind.FACILITY, 0.55, "school.named", "[school]")


def _told(page: Page) -> Iterator[Finding]:
    """Find schools where the words before say that somebody learns or teaches there, so everyday words will do."""
    for match in _TOLD_SCHOOL.finditer(page.text) if page.holds(_KINDS) else ():
        some = [base_of(word.strip(".")) for word in match.group("name").split(" ")]
        if some[0] in _DETERMINED or any(word in ("and", "or", "with", "to", "at", "for", "from") for word in some):
            continue
        if page.cited(*match.span("name")) or page.explained(*match.span("name")):
            continue
        named = [word for word in some if word not in _NO_SCHOOL and word not in _SORT]
        typed = match.group("name")
        # Without a word of learning before it, at least a capital or a name from the lists must stand there.
        firm = match.group("firm") is not None or typed[0].isupper() or any(proper(page, word) for word in named)
        saint = some[0] in ("st", "saint") and len(some) > 1
        if (named or saint) and firm and not any(barred(page, word) for word in named):
            yield Finding(match.start("name"), match.end(), Kind.FACILITY, 0.55, "school.told", "[school]")
    for match in _TOLD_ALONE.finditer(page.text):
        last = match.group("name").split(" ")[-1]
        known = match.group("saint") is not None or proper(page, last, known=True)
        if known and base_of(last) not in _NO_SCHOOL | _SORT and not page.cited(*match.span("name")):
            yield Finding(*match.span("name"), Kind.FACILITY, 0.5, "school.told", "[school]")
    for match in _IN_FULL.finditer(page.text) if page.holds(_KINDS) else ():
        named = [one for one in map(base_of, match.group("name").split()) if one not in _NO_SCHOOL and one not in _SORT]
        named = [one for one in named if not one.endswith("ing") and not barred(page, one)]
        if named and not page.cited(*match.span()) and not page.explained(*match.span()):
            yield Finding(*match.span(), Kind.FACILITY, 0.5, "school.named", "[school]")
    for match in _NUMBERED.finditer(page.text):
        if _AT_SCHOOL.search(page.before(match.start(), 12)):
            yield Finding(*match.span(), Kind.FACILITY, 0.55, "school.numbered", "[school]")

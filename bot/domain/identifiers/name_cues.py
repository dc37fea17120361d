"""Words around a name that give it away: titles, labels, relatives, what only people do."""

import re
from typing import NamedTuple

_UP = r"A-Z\u00c0-\u00de\u0100-\u017f"
_LOW = r"a-z\u00df-\u017f"
CAP = (
    rf"[{_UP}][{_LOW}]{{1,24}}(?:['\-][{_UP}]?[{_LOW}]{{1,24}}|[A-Z][{_LOW}]{{1,24}}){{0,3}}|"
    rf"[A-Z]'[A-Z][{_LOW}]{{1,24}}"
)
"""One capitalised word: Anne, Anne-Marie, O'Brien, McDonald, DeShawn."""
_PARTICLE = (
    r"(?:van der|van den|van de|van|von|de la|de los|dela|de|del|della|di|da|dos|du|le|la|bin|binti|al|el|ter|ten|"
    r"[\u00d3O]|N\u00ed|Ni|Mac|Mc|St\.?|Te|Van|De|Di|Da|Le|La|El|Al|Von|Del|Della|Bin)"
)
SURNAME = rf"(?:{_PARTICLE} )?(?:{CAP})"
FULL = rf"(?:{CAP})(?: [A-Z]\.?(?!\w))?(?: {SURNAME}){{0,3}}"
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr|Doctor|Prof|Professor|A/Prof|Sr|Sister|Nurse|Aunty|Auntie|Aunt|Uncle|Rev|Fr|"
    r"Father|Sir|"
    r"Dame|Matron|Baby|RN|NP|Pastor|Elder|Koro|Nan|Nana|Nanna|Pop|Granny|Grandma|Grandpa|Mme|M\.|Mlle|Se\u00f1ora?)"
)
RELATIVE = (
    r"(?:wife|husband|partner|son|daughter|mum|mother|mom|dad|father|sister|brother|neighbou?r|friend|carer|"
    r"caregiver|niece|"
    r"nephew|aunt(?:y|ie)?|uncle|gran(?:dma|dad|ny)?|grand(?:mother|father|son|daughter|child)|nan(?:na|a)?|"
    r"fianc[e\u00e9]e?|"
    r"boyfriend|girlfriend|stepson|stepdaughter|step-?mother|step-?father|spouse|guardian|twin|baby|child|cousin|"
    r"in-law|kids|"
    r"children|sons|daughters|sisters|brothers|flatmate|housemate|boss|interpreter|colleague|ex)"
)


_BELONGINGS = (
    r"(?:family|parents|gp|carers?|house|school|teacher|story|case|notes|file|bloods?|results?|pain|mood|weight|"
    r"heart|kidneys?|"
    r"next|last|symptoms?|medications?|tablets|phone|chart|identification|fever|left|right|upper|lower|most|care|"
    r"condition|"
    r"recovery|progress|history|injur(?:y|ies)|wounds?|arms?|legs?|knees?|hips?|hands?|back|neck|skin|eyes?|BP|"
    r"sugars?|HbA1c|job|"
    r"work|dogs?|farm|life|death|funeral|birthday|wedding|consent|wishes|request|questions?|concerns?|anxiety|"
    r"depression|"
    r"diabetes|asthma|COPD|gout|cancer|own|first|second|new|old|usual|current|recent|kids|place|home|best|main|biggest)"
)


class CueRule(NamedTuple):
    """Words that announce a name. `strong` cues hold for everyday words too ("Mrs Green")."""

    code: str
    shape: re.Pattern[str]
    score: float
    strong: bool
    reason: str


def _cue(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile(pattern, flags)


CUES: tuple[CueRule, ...] = (
    CueRule("title", _cue(rf"(?<!\w){TITLE}\.? (?:and {TITLE}\.? )?(?P<name>{FULL}|{SURNAME}|[A-Z]{{2,20}}(?!\w))"),
        0.95, True, "a title is only put before a name"),
    CueRule("relative", _cue(
        rf"(?<!\w)(?i:{RELATIVE})(?: ?[,(:\-] ?| (?:is |called |named |are )?)\(?(?P<name>(?:{CAP})(?: (?:{CAP}))?)"),
        0.8, False, "after a relative comes who it is"),
    CueRule("relative", _cue(rf"(?<!\w)(?P<name>{FULL}) ?[(,] ?(?:his|her|their|the|my)? ?{RELATIVE}(?!\w)"),
        0.8, False, "a name explained by a relation"),
    CueRule("named", _cue(
        rf"(?<!\w)(?i:named|called|known as|aka|a\.k\.a\.|name is|name was|nicknamed|goes by|addressed to|"
        rf"signed(?: by)?|"
        rf"seen by|reviewed by|d/w|discussed with|spoke (?:to|with|w)|asked|met with|thanks to|thank you to|"
        rf"referred by|under|care of|c/o|per|via|saw|told|sat with|seeing|re|dear|hi|hello)[ :]{{1,2}}"
        rf"(?:{TITLE}\.? )?(?P<name>{FULL})"),
        0.8, False, "verbs and phrases that take a person"),
    CueRule("label", _cue(
        rf"(?<!\w)(?i:name|patient|pt|client|re|nok|next of kin|carer|cc|attn|contact person|signed(?: by)?|"
        rf"resident|author|gp|"
        rf"witness|mother|father|referrer|surname|first name|given names?)(?i: name)? ?[:=] ?(?:{TITLE}\.? )?"
        rf"(?P<name>{FULL}|[A-Z]\.? {SURNAME}|[A-Z][A-Z'\-]{{1,20}}(?:,? [A-Z][\w'\-]{{1,20}}){{0,2}})"),
        0.85, False, "a field that holds a name"),
    CueRule("label", _cue(
        r"(?<!\w)(?:PATIENT|NAME|PT|RE) (?P<name>[A-Z][A-Z'\-]{1,20}(?: [A-Z][A-Z'\-]{1,20}){1,2})(?!\w)"),
        0.85, False, "a heading that holds a name"),
    CueRule("closing", _cue(
        rf"(?i:(?<!\w)(?:kind|best|warm) regards|(?<!\w)regards|(?<!\w)sincerely|(?<!\w)cheers|"
        rf"(?<!\w)yours)[,.]?\s{{1,2}}"
        rf"(?P<name>(?:{TITLE}\.? )?{FULL})"),
        0.8, True, "how letters end"),
    CueRule("family", _cue(
        rf"(?<!\w)(?P<name>(?:{CAP})(?: (?:{CAP}))?)'s? (?:{RELATIVE}|{_BELONGINGS})(?!\w)"),
        0.6, False, "belongings and relatives belong to a person"),
    CueRule("family", _cue(
        rf"(?<!\w)(?:the )?(?P<name>{SURNAME}) (?:family|household|twins|sisters|brothers|kids)(?!\w)"),
        0.6, False, "families are called by their surname"),
    CueRule("initial", _cue(
        rf"(?<![\w.])(?P<name>[A-Z]\. ?(?:[A-Z]\. ?)?{SURNAME})(?!\w)"), 0.7, False, "an initial and a surname"),
    CueRule("first_initial", _cue(rf"(?<![\w.])(?P<name>(?:{CAP}) [A-Z]\.)(?=[\s,;)]|\Z)"), 0.75, False,
        "a first name and an initial"),
)  # fmt: skip

LAST_FIRST = re.compile(rf"(?<!\w)([A-Z][A-Z'\-]{{1,24}}(?: [A-Z'\-]{{2,24}})?), ({CAP}|[A-Z]{{2,20}})(?!\w)")
INITIALS = re.compile(r"(?<![\w.])[A-Z]\.[A-Z]\.(?:[A-Z]\.)?(?=\s(?!g\b|e\b)|,)|(?<!\w)[Cc]ase:? ([A-Z]{2}),")

_DOES = (
    r"rang|rings|reports?|reported|states?|says|said|denies|denied|attends?|attended|feels|felt|keen|aware|"
    r"agree[sd]?|declines?|"
    r"declined|wants?|wanted|asked|asks|asking|understands?|understood|worried|worries|concerned|reluctant|"
    r"thinks?|thought|unsure|"
    r"requests?|requested|prefers?|preferred|admits?|admitted (?:to|that)|describes?|described|mentions?|"
    r"mentioned|tearful|voiced|"
    r"interested|reassured|advised|happy|unable|not (?:keen|happy|wanting|sure)|also (?:wants?|asked|wanted|"
    r"reports?|keen)|"
    r"initially|reckons|insists|told|tells|lives|lived|very (?:keen|concerned|worried|anxious)|still (?:very|keen|"
    r"worried|has|"
    r"gets|feels)|came|comes|turned up|phoned|texted|emailed|hopes|hoped|refuses|refused|wonders?|wondered|works|"
    r"worked|moved|"
    r"died|passed away|remembers|looks after|looked|presented|presents|stopped|started taking|takes|took|"
    r"did(?:n't| not)|"
    r"does(?:n't| not)|couldn't|can't|won't|wasn't|isn't|hasn't|and I|and her|and his|knows|knew|gave|gets|got|"
    r"fell|sleeps|drinks|"
    r"smokes|loves|hates|finally|never|cried|laughed|smiled|calls|decided|chose|brought|writes|wrote|sent|booked|"
    r"will|would|who"
)
_IS = (
    r"(?:is|was)(?: now| also| very| not| still| then| quite| rather| subsequently| initially)? (?:keen|happy|"
    r"worried|an?|the|my|our|"
    r"due|well|\d+|reluctant|born|brought|diagnosed|referred|admitted|started on|discharged|told|found|tired|"
    r"taken to|placed (?:on|in)|"
    r"given (?:an?|the|his|her|some|\d)|seen|transferred|informed|awakened|awoken|counselled|reviewed by|able|"
    r"unable|unsure|asked|"
    r"advised|doing|having|feeling|walking|living|working|struggling|in (?:agreement|pain|tears|clinic|hospital)|"
    r"identified|aware|"
    r"clear (?:on|about)|married|widowed|single|pregnant|anxious|afraid|frightened|independent|immediately|"
    r"extubated|stable)"
)
_HAS = (
    r"(?:has|had)(?: now| also| never| not| always| since| recently| already)? (?:an?|been|had|no|two|three|four|"
    r"lost|failed|tried|"
    r"declined|agreed|stopped|started|her|his|never|not|now|always|since|fallen|become|asked|given|moved|seen|"
    r"exacerbated)"
)
ACTS = re.compile(rf"(?<![\w.'\-])(?P<name>{FULL})(?=,? (?:{_DOES}|{_IS}|{_HAS})\b)")
_LOWER = rf"[{_LOW}][{_LOW}'\-]{{2,20}}"
ACTS_LOWER = re.compile(rf"(?<![\w.'\-])(?:(?P<before>{_LOWER}) )?(?P<name>{_LOWER})(?= (?:{_DOES}|{_IS}|{_HAS})\b)")
LOWER_CUE = re.compile(
    r"(?<!\w)(?:pt|patient|named|called|known as|name is|spoke (?:to|with|w)|saw|seen|mum|mom|dad|wife|husband|"
    r"son|daughter|partner|"
    r"sister|brother|mr|mrs|ms|miss|dr|addressed to|asked|told|rang|with|for|and|poor|dear|little|old|nurse|aunty|"
    r"uncle|baby|hi|re)"
    rf" (?P<name>[{_LOW}][{_LOW}'\-]{{2,20}})(?: (?P<last>[{_LOW}][{_LOW}'\-]{{2,20}}))?"
)
LISTED = re.compile(rf"(?<!\w)(?:{CAP})(?:, (?:{CAP})){{0,4}},? (?:and|&) (?:{CAP})(?!\w)")
CITED = re.compile(r"\bet al\b|\b(?:19|20)\d\d ?; ?\d")

"""Words around a name that give it away: titles, labels, relatives, what only people do."""

import re
from typing import NamedTuple

_UP = r"A-Z\u00c0-\u00de\u0100-\u024f\u1e00-\u1eff"
_LOW = r"a-z\u00df-\u024f\u1e00-\u1eff"
CAP = (
    rf"[{_UP}][{_LOW}]{{1,24}}(?:['\-][{_UP}]?[{_LOW}]{{1,24}}|[A-Z][{_LOW}]{{1,24}}){{0,3}}|"
    rf"[A-Z]'[A-Z][{_LOW}]{{1,24}}|(?:[Ee]l|[Aa]l|[Uu]l|[Aa]bu|[Ii]bn|[Bb]in|[Bb]en)-[{_UP}][{_LOW}]{{1,24}}"
)
"""One capitalised word: Anne, Anne-Marie, O'Brien, McDonald, DeShawn."""
_PARTICLE = (
    r"(?:van der|van den|van de|van|von|de la|de los|dela|de|del|della|di|da|dos|du|le|la|bin|binti|al|el|ter|ten|"
    r"[\u00d3O]|N\u00ed|Ni|Nic|U\u00ed|Ui|Mac|Mc|Mag|Fitz|St\.?|Te|Van|De|Di|Da|Dos|Du|Le|La|El|Al|Von|Del|Della|"
    r"Bin|Abu|"
    r"Ibn|Ben|Ter|Ten|Op|San|Dela|te|ni|n\u00ed|u\u00ed|abu|ibn|ben)"
)
SURNAME = rf"(?:{_PARTICLE} ){{0,2}}(?:{CAP})"
FULL = rf"(?:{CAP})(?: [A-Z]\.?(?!\w))?(?: {SURNAME}){{0,3}}"
_INITIALS = r"(?:[A-Z]\.? ?){1,2}(?<=[. ])"


def either(alternatives: str) -> str:
    """Return words as a pattern that takes their first letter in either case, and short ones in capitals too.

    Written out, since a search that ignores case looks at every alternative in full wherever a word begins; and
    gathered by first letters, so that a word meets only the few that begin like it.
    """
    inner = alternatives.removeprefix("(?:").removesuffix(")") if alternatives.startswith("(?:") else alternatives
    depth, found = 0, [""]
    for letter in inner:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "|" and not depth:
            found.append("")
        else:
            found[-1] += letter
    begun: dict[str, list[str]] = {}
    for one in found:
        if not one[0].isalpha():
            begun.setdefault("", []).append(one)
            continue
        begun.setdefault(f"[{one[0].upper()}{one[0]}]", []).append(one[1:])
        if one.isalpha() and len(one) <= _SHORT:
            begun.setdefault(one[0].upper(), []).append(one[1:].upper())
    shown = [f"{letter}(?:{'|'.join(rest)})" for letter, rest in begun.items()]
    return f"(?:{'|'.join(shown)})"


_SHORT = 4
TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|A/Prof|Sir|Dame|Mme|Mlle|Se\u00f1ora?)"
LOOSE_TITLE = (
    r"(?:Mx|Master|Rev|M(?=\.)|Doctor|Professor|Sr|Sister|Nurse|Aunty|Auntie|Aunt|Uncle|Fr|Father|Matron|Baby|RN|"
    r"NP|Rn|Np|Pastor|Elder|Koro|Nan|"
    r"Nana|Nanna|Pop|Granny|Grandma|Grandpa|Kuia|Whaea|Matua)"
)
"""What is said before a name and before much else: "Nurse Led", "Baby Check", "14 Fr", "Mx" for management."""
RELATIVE = (
    r"(?:wife|husband|partner|son|daughter|mum|mother|mom|dad|father|sister|brother|neighbou?r|friend|carer|"
    r"caregiver|niece|"
    r"nephew|aunt(?:y|ie)?|uncle|gran(?:dma|dad|ny)?|grand(?:mother|father|son|daughter|child)|nan(?:na|a)?|"
    r"fianc[e\u00e9]e?|"
    r"boyfriend|girlfriend|stepson|stepdaughter|step-?mother|step-?father|spouse|guardian|twin|baby|child|cousin|"
    r"in-law|kids|"
    r"children|sons|daughters|sisters|brothers|flatmate|housemate|boss|interpreter|colleague|ex|twins|triplets|"
    r"twin (?:sister|"
    r"brother|boys|girls)|grand(?:kids|sons|daughters|children)|step(?:mum|mom|dad|brother|sister)|foster (?:mum|"
    r"mom|mother|"
    r"dad|father|carer)|parents|siblings?|eldest|youngest|roommate|girlfriend|lad|missus|hubby|whaea|whangai|koro|kuia|"
    r"kaiawhina|matua|godmother|godfather|nieces|nephews|cousins|friends|next of kin|bubs?|newborn|toddler|"
    r"little (?:boy|"
    r"girl)|support person)"
)
ROLE = (
    r"(?:gp|g\.p\.|doctor|physio(?:therapist)?|midwife|ot|occupational therapist|speech therapist|speechie|dietitian|"
    r"dietician|psychologist|psychiatrist|counsellor|counselor|therapist|surgeon|cardiologist|dermatologist|"
    r"neurologist|"
    r"oncologist|urologist|gyna?ecologist|ha?ematologist|endocrinologist|rheumatologist|gastroenterologist|"
    r"nephrologist|"
    r"respirologist|audiologist|radiologist|ophthalmologist|immunologist|allergist|pathologist|pa?ediatrician|"
    r"geriatrician|obstetrician|physician|optician|hepatologist|pulmonologist|podiatrist|"
    r"pharmacist|chemist|locum|registrar|consultant|intern|specialist|dentist|optometrist|nurse practitioner|nurse|"
    r"receptionist|practice manager|social worker|case ?worker|case ?manager|support worker|teacher|principal|coach|"
    r"supervisor|manager|landlord|solicitor|lawyer|kaimahi|health visitor|chiropractor|osteopath|osteo|chiro|paramedic|"
    r"acupuncturist|anaesthetist|hygienist|trainer|tutor|priest|chaplain|minister|imam|constable|sergeant)"
)
"""What people do; who does it often follows."""


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


CLOSING = (
    r"regards|(?:[Kk]ind|[Bb]est|[Ww]arm|[Ww]ith)(?: \w{3,8})? (?:regards|wishes|thanks)|rgds|sincerely|cheers|thanks|"
    r"thankyou|thank you|thx|ta|yours(?: \w{4,10})?|warmly|respectfully|signed|nga mihi(?: nui)?|"
    r"ng\u0101 mihi(?: nui)?|many thanks|kr|slan|love"
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


_PERSONAL = (
    r"named|called|known as|aka|a\.k\.a\.|name is|name was|nicknamed|goes by|addressed to|signed(?: by)?|seen by|"
    r"reviewed by|d/w|discussed with|spoke (?:to|with|w)|asked|met with|thanks to|thank you to|referred by|referred to|"
    r"under|care of|c/o|per|via|saw|told|sat with|seeing|re|dear|hi|hello|hey|according to|rang|phoned|texted|emailed|"
    r"cc|"
    r"attn|visited by|accompanied by|brought in by|operated on by|handed over to|handover from|letter from|call from|"
    r"email from|message from|appointment with|booked with|followed up by|lives with|married to|divorced from|"
    r"left (?:(?:him|her|them|his|their|my|the) ?){0,2}(?:husband|wife|partner|family|boyfriend|girlfriend)? ?for|"
    r"(?:investigated|worked up|followed|managed|treated|registered|booked|seen|cared for) (?:with|under|by)|sees|"
    r"advised|explained to|gave|reassured|counselled|helped|examined|reviewed|plan for|"
    r"attacked by|assaulted by|supervised by|p/c from|t/c (?:to|from)|bro|mate"
)
_FIELD = (
    r"name|patient|pt|client|re|nok|next of kin|carer|cc|attn|contact person|contact|signed(?: by)?|resident|author|gp|"
    r"witness|mother|father|referrer|surname|first name|given names?|dr|seen by|from|to"
)
_APART = r"(?: ?[,(:] ?| - | comma | who is | whose name is | by the name of | of | (?:is |called |named |are )?)"

CUES: tuple[CueRule, ...] = (
    CueRule("title", _cue(
        rf"(?<!\w){TITLE}\.? (?:and {TITLE}\.? )?(?P<name>{_INITIALS}{SURNAME}|{FULL}|{SURNAME}|[A-Z]{{2,20}}(?!\w))"),
        0.95, True, "a title is only put before a name"),
    CueRule("title", _cue(
        rf"(?<!\w)(?<!\d ){LOOSE_TITLE}\.? (?P<name>{_INITIALS}{SURNAME}|{FULL}|{SURNAME})"),
        0.8, False, "a title, or a word that is one at times"),
    CueRule("relative", _cue(rf"(?<!\w){either(RELATIVE)}{_APART}\(?(?P<name>(?:{CAP})(?: {SURNAME})?)"),
        0.8, False, "after a relative comes who it is"),
    CueRule("relative", _cue(
        rf"(?<!\w)(?P<name>{FULL}) ?(?:[(,]|comma) ?(?:his|her|their|the|my|pt's)? ?{RELATIVE}(?!\w)"),
        0.8, False, "a name explained by a relation"),
    CueRule("role", _cue(
        rf"(?<!\w){either(ROLE)}(?: ?[,(:] ?| - | comma | called | named | is | )\(?"
        rf"(?P<name>{_INITIALS}{SURNAME}|{FULL})"),
        0.7, False, "after what somebody does comes who it is"),
    CueRule("role", _cue(rf"(?<!\w)(?P<name>{FULL}) ?[(,] ?(?:his|her|their|the|my|our|a) {either(ROLE)}(?!\w)"),
        0.7, False, "a name explained by what they do"),
    CueRule("role", _cue(
        rf"(?<!\w)(?P<name>{FULL})(?: ?[(,] ?(?:from )?| (?:from )?(?:his|her|their|the|my|our) ){either(ROLE)}(?!\w)"),
        0.7, False, "a name explained by what they do, in brackets or behind a comma"),
    CueRule("named", _cue(
        rf"(?<!\w){either(_PERSONAL)}[ :]{{1,2}}(?:{TITLE}\.? )?(?P<name>{_INITIALS}{SURNAME}|{FULL})"),
        0.8, False, "verbs and phrases that take a person"),
    CueRule("label", _cue(
        rf"(?<!\w){either(_FIELD)}(?: [Nn]ame)? ?"
        rf"(?:[:=]|-(?= )) ?(?:{TITLE}\.? )?"
        rf"(?P<name>{SURNAME}, {FULL}|{FULL}|{_INITIALS}{SURNAME}|"
        rf"[A-Z][A-Z'\-]{{1,20}}(?:,? [A-Z][\w'\-]{{1,20}}){{0,2}})"),
        0.85, False, "a field that holds a name"),
    CueRule("label", _cue(
        r"(?<!\w)(?:PATIENT|NAME|PT|RE) (?P<name>[A-Z][A-Z'\-]{1,20}(?: [A-Z][A-Z'\-]{1,20}){1,2})(?!\w)"),
        0.85, False, "a heading that holds a name"),
    CueRule("called", _cue(
        rf"(?<!\w){either('pt|patient|client|name|nok|poor|dear|young|little|old|this is|im')} "
        rf"(?P<name>(?:{CAP})(?: {SURNAME})?)"),
        0.6, False, "how one speaks of somebody"),
    CueRule("aged", _cue(
        rf"(?<!\w)(?P<name>{FULL}),? \(?\d{{1,3}} ?(?:yo|y/o|yrs?|y|years? old|[mfMF])(?!\w)"),
        0.7, False, "a name and an age"),
    CueRule("aged", _cue(
        rf"(?<!\w)(?P<name>{FULL}) (?:\(\d{{1,3}}\)|\d{{1,3}} (?:with|has|c/o|presents|here|came))(?!\w)"),
        0.6, False, "a name and an age without a word for it"),
    CueRule("aged", _cue(
        rf"(?<!\w)\d{{1,3}} ?(?:yo|y/o|yr old|years? old|year-old)(?: (?:m|f|M|F|male|female|man|woman|lady|girl|"
        rf"boy|gentleman))?,? "
        rf"(?P<name>(?:{CAP})(?: {SURNAME})?)"),
        0.7, False, "an age and a name"),
    CueRule("closing", _cue(
        rf"(?<!\w)(?:(?:[Kk]ind |[Bb]est |[Ww]arm )?[Rr]egards|[Ss]incerely|[Cc]heers|[Yy]ours)[,.]?\s{{1,2}}"
        rf"(?P<name>(?:{TITLE}\.? )?{FULL})"),
        0.8, True, "how letters end"),
    CueRule("closing", _cue(
        rf"(?<!\w){either(CLOSING)}(?:[,.\-]{{1,2}}[ \n]{{1,2}}|(?<!love) |\n{{1,2}}| comma | new line )"
        rf"(?P<name>(?:{TITLE}\.? )?(?:{_INITIALS}{SURNAME}|{FULL}))(?=[ .,]{{0,2}}(?:\n|\Z)|,? ?\()"),
        0.75, True, "how messages end"),
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
    CueRule("bare_initial", _cue(rf"(?<![\w.\-/])(?P<name>[A-HJ-Z] {SURNAME})(?![\w'])"), 0.6, False,
        "an initial without its full stop, and a surname"),
)  # fmt: skip

LAST_FIRST = re.compile(rf"(?<!\w)([A-Z][A-Z'\-]{{1,24}}(?: [A-Z'\-]{{2,24}})?|{SURNAME}), ({CAP}|[A-Z]{{2,20}})(?!\w)")
COMPANY = re.compile(
    rf"(?<!\w)(?:with|for|and|to|from|by|w/|plus|reviewed|saw|examined|rv|r/v|f/u|visited|re) "
    rf"(?P<name>(?:{CAP})(?: (?:{CAP}))?)(?!\w)"
)
"""Little words that take a person, among much else."""
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
LISTED = re.compile(rf"(?<!\w)(?:{CAP})(?:, (?:{CAP})){{0,4}},? (?:and|&) (?:{CAP})(?!\w)")

"""What stands around a word that may be a name, and speaks for a person or against one."""

import re

from bot.domain.identifiers.words import words

SENTENCE_START = re.compile(r"(?:\A|[.?!:;\n\u2022*>/(+-]|->|\d\))\s*\Z")
GOES_ON = re.compile(r",? (?:and |or |& )?[A-Z]|, ")
KIND_OF = re.compile(
    r"(?:vit(?:amin)?s?|hep(?:atitis)?|group|type|grade|weber|stage|factor|class|category|option|plan|part|level|"
    r"drug|study|"
    r"arm|influenza|flu|case|patient|strain|protein|schedule|section|figure|table|appendix|ward|room|block|"
    r"building|pod|"
    r"team|line|lead|the|an?|\d) \Z",
    re.IGNORECASE,
)
TAKES = re.compile(
    r"(?:start(?:ed|ing)?|commenced?|commencing|restart(?:ed)?|prescribed?|tak(?:e|es|ing|en)|took|stop(?:ped)?|"
    r"ceased?|"
    r"switch(?:ed)? (?:from|to)|chang(?:ed?|ing) (?:from|to)|swap(?:ped)? (?:from|to|for)|trial(?:led)?(?: of|"
    r" with)?|tried|on|using|uses?|"
    r"continued?|given|added?|add|increased?|reduced?|repeat|script for|versus|vs|or|like|such as|including|"
    r"generic|brand) \Z",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r",? (?:rang|rings|says|said|denies|denied|asks|asked|wants|wanted|thinks|thought|tells|told|lives|lived|feels|"
    r"felt|"
    r"phoned|texted|cried|laughed|smiled|reports|reported|states|stated|knows|knew|agrees|agreed|worries|presented|"
    r"attended|attends|describes|described|admits|mentioned|wrote|called|hopes|prefers|declined|declines|understands|"
    r"(?:is|was|is now|is very|was very|still) (?:keen|worried|happy|anxious|tearful|married|widowed|pregnant|"
    r"adamant|upset|"
    r"reluctant|unsure|aware|born)|"
    r"drinks|smokes|and (?:her|his) (?:husband|wife|partner|mum|mother))\b"
)
"""What only people do, and no pill, disease or score."""
AS_A_PERSON = re.compile(
    r",? (?:rang|rings|says|said|denies|denied|asks|asked|wants|wanted|thinks|thought|tells|told|lives|lived|feels|"
    r"felt|phoned|texted|called|came|comes|attended|attends|reports|reported|presented|presents|agrees|agreed|declined|"
    r"wrote|turned up|drove|works|worked|moved|died|is \d|is an? |was an? |is keen|is worried|was keen|was worried|"
    r"and (?:her|his) )|, (?:of |who |from |her |his |aged |\d{1,2}(?:,| y|[MFmf]|$))| \((?:\d{1,3}|she|he|her|his)",
)
"""What goes on about a person, where a pill's or a colour's name would end."""
ARRIVES = re.compile(r" (?:came|comes|turned up|lives|drove|rang|is \d\d(?![\d.%/])|has a )")
"""What a surname alone does that no author, rule or town does."""
NAME_ENDS = re.compile(r"(?: ?[,;.(\n]| (?:dob|d\.o\.b|\d{1,2} ?(?:yo|y/o|yrs?|[mf])(?!\w))|\Z)", re.IGNORECASE)
"""What follows a whole name on a line about somebody."""
RINGS = re.compile(
    r",? (?:rang|rings|denies|denied|asked|wants|wanted|feels|felt|phoned|texted|cried|agrees|attended|presented|"
    r"lives|declined|"
    r"(?:is|was) (?:keen|worried|happy|tearful|upset))\b"
)
"""What nobody does who is only quoted: "Murtagh says"."""
LITTLE = re.compile(
    r"(?:per|via|under|re|saw|seeing|told|asked|dear|hi|hello|hey|advised|explained to|gave|reassured|"
    r"counselled|helped|"
    r"examined|reviewed|plan for)[ :]",
    re.IGNORECASE,
)
"""What stands before a person, and as often before a guideline or a team."""
IN_PRINT = re.compile(
    r"'s? (?:work|story|case|notes|file|results?|first|second|next|last|most|own|new|old|current|recent|main|"
    r"biggest|best|history|"
    r"questions?|concerns?|identification|progress|condition|job|life|chart|care|recovery|request|wishes)\Z"
)
"""What authors have as well: "Gigerenzer's work"."""
TAKES_PERSON = re.compile(
    r"(?:seen|reviewed|spoke|d/w|discussed|asked|saw|told|rang|phoned|texted|dear|hi|hello|hey|pt|patient|client|"
    r"name|nok|carer|"
    r"cc|lives|married|met|thank|accompanied|visited|according|mother|father)",
    re.IGNORECASE,
)
RELATED = re.compile(r" |, ?| \(|: ?")
DOSE = re.compile(
    r" ?\d+(?:\.\d+)? ?(?:mg|mcg|g|units|/|ii|bd|daily|mane|nocte|prn|ml)\b|[ \-]?\d\d\b| (?:packs?|pak|pill|"
    r"tablets?|cream|patch)\b| [IVX]{1,4}[a-c]?\b(?! [a-z])"
)
"""What follows a medicine, a scale or a stage: a dose, a pack, a number, a Roman grade."""
STORMS = re.compile(
    r"(?:[Cc]yclone|[Ss]torm|[Hh]urricane|[Tt]yphoon|[Ll]ake|[Mm]ount|Mt|[Rr]iver|[Pp]ort|[Ss]aint|St\.?) \Z"
)
"""What is christened too: "Cyclone Gabrielle"."""
ASKED_OF = re.compile(
    r"(?:seen by|reviewed by|referred (?:by|to)|discussed with|d/w|spoke (?:to|with)|under|rang|phoned|"
    r"letter from|call from|"
    r"care of|(?:investigated|followed|managed|treated|seen) (?:with|under|by))[ :]",
    re.IGNORECASE,
)
"""What a colleague does or is asked: here a surname is one, also where it lent itself to a disease."""
DEGREES = words("M.D. D.C. D.O. U.S. U.K. N.Z. B.P. I.V. I.M. P.O. P.R. N.B. E.D. G.P. H.R. O.T. A.F. B.D. R.N.")
"""Initials of no person, where a word stands before."""
IN = re.compile(r"(?:[Ii]n|[Tt]o|[Ff]rom|[Aa]t|[Oo]f|[Nn]ear|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) \Z")
"""What stands before a place."""
SIGNS = re.compile(r"(?<!\w)(?:cc|from|signed|regards|thanks|cheers)[:,]? \Z", re.IGNORECASE)
"""What stands before an initial and a surname in a letter."""

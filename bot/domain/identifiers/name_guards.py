"""Capitalised words that are no person here: eponyms, brand names, calendar and health-system words."""

import re

from bot.domain.identifiers.words import words

ROLES = words(
    """
    adult advised also and aunt baby boss both boy brother but carer child client clinic consultant consumer
    counselled couple cousin currently dad daughter denies discussed doctor employer explained family father
    feels friend generally gentleman girl gp grandfather grandmother he hospital husband i interpreter it lady
    man mood mother mum nan neighbour nok nurse otherwise overall pain parent parents partner patient pharmacist
    physio pop practice pt reception receptionist registrar reports resident school she sister sleep son
    specialist staff states still support teacher teen that then they this today uncle we which who wife woman
    worker you
    """
)
"""Who people are rather than what they are called."""

_HEADS = (
    r"(?:disease|syndrome|signs?|test|palsy|scores?|criteria|fracture|"
    r"contracture|nodes?|phenomenon|o?esophagus|cyst|level|index|rules?|scale|chart|virus|fever|lymphoma|sarcoma|"
    r"tumou?r|"
    r"thyroiditis|neuroma|duct|bod(?:y|ies)|dementia|chorea|solution|stain|catheter|mano?euvre|maneuver|tendon|"
    r"trial|study|"
    r"guidelines?|review|classification|stag(?:e|ing)|grade|risk|pattern|reflex|triad|law|angle|exercises?|"
    r"questionnaire|"
    r"procedure|operation|flap|hernia|ulcer|spots?|lines?|ring|anomaly|encephalitis|encephalopathy|psychosis|"
    r"aphasia|ataxia|"
    r"crisis|like|diet|foot|joint|position|block|drain|splint|frame|stocking|thickness|tool|inventory|scan|"
    r"formula|table|"
    r"osteotomy|bunionectomy|holder|plates?|rods?|system|screws?|drill|resector|cement|taper|reduction|guide|"
    r"knife|forceps|"
    r"retractor|clamp|suture|stitch|needle|speculum|tube|pump|inhaler|device|lens|laser|method|technique|approach|"
    r"model|"
    r"protocol|regimen|hip|knee|repair|graft|bypass|shunt|button|collar|boot|brace|bandage|dressing|cells?|antigen)"
)
EPONYM_HEAD = re.compile(rf"(?:'?s?)?[ \-](?:[\w\-]{{1,20}}'?s? )?(?:and \w{{1,20}} )?{_HEADS}\b", re.IGNORECASE)
"""What an eponym is followed by."""

EPONYM_HEAD_NEXT = re.compile(rf" {_HEADS}\b", re.IGNORECASE)
"""The same right after a word that is no known eponym."""


def _mistyped(word: str) -> set[str]:
    """Return a word with one letter left out, doubled, or two swapped."""
    cut = {word[:at] + word[at + 1 :] for at in range(len(word))}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    doubled = {word[:at] + word[at] + word[at:] for at in range(len(word))}
    return cut | swapped | doubled


_RELATIVES = words(
    """
    daughter husband brother sister mother father partner grandmother grandfather grandson granddaughter neighbour
    neighbor cousin nephew aunty
    """
)
MISTYPED_RELATIVES = frozenset(slip for word in _RELATIVES for slip in _mistyped(word)) - _RELATIVES
"""Words for relatives as thumbs type them."""

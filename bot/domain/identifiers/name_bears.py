"""Whether the words behind a cue bear out a name, where much else would fit the cue as well."""

import re
from collections.abc import Sequence

from bot.domain.identifiers.name_context import IN_PRINT, KIND_OF, LITTLE, SIGNS, TAKES_PERSON
from bot.domain.identifiers.name_cues import CueRule
from bot.domain.identifiers.page import Page
from bot.domain.identifiers.recasing import NOT_A_NAME
from bot.domain.identifiers.tokens import Token

_LONG = 4


def bears(
    page: Page, guessed_starts: frozenset[int], rule: CueRule, words: Sequence[Token], match: re.Match[str]
) -> bool:
    """Whether these words bear out a rule that much else would fit too."""
    if not words:
        return False
    lead, surname = words[0], words[-1]
    guessed = lead.start in guessed_starts
    if rule.code == "relative" and match.start() == match.start("name"):
        return not (lead.branded or lead.eponym or (lead.wordy and not lead.first))
    if lead.branded and rule.code in ("named", "label", "called"):
        return TAKES_PERSON.match(match.group()) is not None
    if rule.code == "title" and not rule.strong:
        known = lead.either if lead.wordy else lead.first or surname.last
        return known and not (lead.eponym and match.group().startswith(("Fr", "Sr", "M", "Baby", "Pop")))
    if rule.code == "first_initial":
        return lead.first and not lead.eponym and not lead.wordy
    if rule.code == "bare_initial":
        before, after = page.before(match.start(), 14), page.after(match.end(), 1)
        signs = (before[-1:] in ("", "\n") and after in ("", "\n", ",")) or SIGNS.search(before) is not None
        green = surname.plain or surname.branded or surname.barred or len(surname.text) < 3
        if signs:
            return (surname.last or not surname.marks) and not green
        sure = surname.last and not (green or surname.wordy or surname.eponym)
        return sure and KIND_OF.search(before) is None
    if rule.code == "initial":
        green = lead.either and KIND_OF.search(page.before(match.start(), 14)) is None
        named = [token for token in words if len(token.text) > 1]
        lent = surname.eponym and KIND_OF.search(page.before(match.start(), 14)) is not None
        return bool(named) and not (surname.branded or surname.barred or lent) and (green or not named[0].wordy)
    if rule.code == "family" and not lead.first and IN_PRINT.search(match.group()):
        return False
    if rule.code == "family" and lead.either:
        return not match.group().endswith(("family", "sisters", "brothers"))
    if rule.code == "role" or (rule.code == "named" and LITTLE.match(match.group())):
        return (lead.first or surname.last) and not (surname.wordy or surname.branded)
    if rule.code == "label" and lead.eponym and guessed:
        return False
    if rule.code == "closing":
        return lead.base not in NOT_A_NAME and (lead.first or surname.last or not lead.wordy)
    if rule.code == "aged":
        return lead.first and not (lead.wordy or lead.branded or lead.region or lead.either)
    if rule.code == "called":
        return (lead.first or surname.last) and not lead.wordy
    if rule.code in ("family", "named") and guessed:
        asked = rule.code == "named" and surname.last and len(surname.base) > _LONG and not surname.eponym
        return lead.first or not lead.marks or (len(words) > 1 and surname.last) or asked
    return True

"""Ways to reach somebody on a network: e-mail, links, handles, addresses of machines and of spots on a map."""

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.lexicon import COMMON, FIRST, LAST, PLAIN, SPELT
from bot.domain.identifiers.page import Page, label, spot
from bot.domain.identifiers.sites import BARE, URL, allowed, host
from bot.domain.identifiers.words import words

_LOCAL = re.compile(r"(?:[^\W_]|[_.+\-'%&]){1,64} ?\Z")
_DOMAIN = re.compile(r"[ \n]?(?:[^\W_]|-){1,63}(?:\.(?:[^\W_]|-){1,63}){1,5}")
_DOT = r"(?:\.|\s?[\[({<*_] ?(?:dot|\.) ?[\])}>*_]\s?|\s(?:dot|full stop|point)\s)"
_WRITTEN_AT = re.compile(
    r"\s?[\[({<*_] ?(?:at|@) ?[\])}>*_]\s?|\sat\s(?=[\w\-]{1,40}(?: ?\.|\s(?:dot|full stop|point)\s|"
    r"\s?[\[({<]))",
    re.IGNORECASE,
)
_WRITTEN_LOCAL = re.compile(
    r"(?<![\w.])\w[\w.+\-]{0,40}(?:(?:\sdot\s| underscore | dash | hyphen | plus |\s?[\[({<] ?(?:dot|plus|"
    r"underscore) ?[\])}>] ?)"
    r"\w[\w.+\-]{0,40}){0,3}(?: \d{1,4}){0,3}\Z",
    re.IGNORECASE,
)
_SPELT_DOT = r"(?:\s?[\[({<*_] ?(?:dot|\.) ?[\])}>*_]\s?|\s(?:dot|full stop|point)\s)"
_WRITTEN_DOMAIN = re.compile(
    rf"[\w\-]{{1,40}}(?:{_DOT}[\w\-]{{2,20}}){{0,2}}(?:{_SPELT_DOT}[a-z]{{2,12}}|\.[a-z]{{2,6}})(?!\w)", re.IGNORECASE
)
_PROVIDERS = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|proton(?:mail)?|aol|bigpond|optusnet|"
    r"iinet|"
    r"tpg|xtra|slingshot|btinternet|sky|virginmedia|talktalk|rogers|shaw|sympatico|bell|telus|comcast|verizon|att|"
    r"eircom|gmx)\b",
    re.IGNORECASE,
)
_SHORT_LIVED = re.compile(r"[^./]+\.(?:co|me|io|be|tv|us|ie|ca|au|uk|nz|app|health|clinic)\Z", re.IGNORECASE)
_AT_HANDLE = re.compile(r"(?<![\w.@/])@(?!(?:here|everyone)\b)([a-z][\w.]{1,31})", re.IGNORECASE)
_OTHER_HANDLES = re.compile(
    r"<@[!&]?\d{5,21}>|(?<![\w#])[a-z][\w.]{1,31}#\d{4}(?!\w)|(?<![\w/])[ur]/[\w\-]{3,21}", re.IGNORECASE
)
_SITES_OF_PEOPLE = words(
    """
    insta ig tik twitter facebook fb snap reddit discord youtube telegram twitch wechat whatsapp bluesky threads
    linkedin skype kik gamertag psn user screen handle
    """
)
_NAMED_HANDLE = re.compile(
    r"(?<!\w)(?:insta(?:gram)?|ig|tik ?tok|twitter|facebook|fb|snap(?:chat)?|reddit|discord|youtube|telegram|"
    r"twitch|wechat|"
    r"whatsapp|bluesky|threads|linkedin|skype|kik|gamertag|psn|user ?name|screen ?name|handle)"
    r"(?: (?:name|handle|account|page|user|profile|id|tag|username)){0,2}(?: (?:is|as|under|called))?[ :=@]{1,3}"
    r"((?=[a-z0-9._\-]{0,30}[\d_.][a-z0-9])[a-z0-9][\w.\-]{2,30}\w)",
    re.IGNORECASE,
)
_SOCIAL = label(
    r"insta(?:gram)?|ig|tik ?tok|twitter|facebook|fb|snap(?:chat)?|reddit|discord|youtube|telegram|whatsapp|"
    r"bluesky|threads|handle|"
    r"account|profile|username|user ?name|posts?|posted|posting|follows?|messag(?:e|es|ed)|dm|dms|online|known as|"
    r"goes by|streams?|vlogs?|blogs?",
    3,
)
_SNAKE = re.compile(
    r"(?<![\w.@#/\-])(?=[a-z0-9_]{0,20}[a-z]{3})[a-z][a-z0-9]{1,20}(?:_[a-z0-9]{1,20}){1,3}(?![\w@\-]|\.\w)"
)
_SMALL_HASHTAG = re.compile(r"(?<![\w&#])#(?P<word>[a-z]{6,40})\d{0,4}(?!\w)")
_CAMPAIGN = re.compile(
    r"(?:pray(?:ers?)?(?:ing)?(?:for)?|justice(?:for)?|team|(?:fund)?rais(?:er?|ing)(?:for)?|fundraiser?(?:for)?|"
    r"(?:run|walk|ride|swim|march|"
    r"cycle|shave|bake|hope|strong|brave|lights?)(?:ning)?for|help(?:for|ing)?|sav(?:e|ing)|bring(?:back)?|"
    r"find(?:ing)?|remember(?:ing)?|rip|"
    r"lov(?:e|ing)(?:for)?|for|getwell(?:soon)?|stand(?:with|by)|inmemoryof|happybirthday|congrats|missing|goodbye|"
    r"farewell|fly(?:high)?|"
    r"restinpeace|welove|forever|always|go|our|dear|little|baby|poor|be(?:strong|brave)for|"
    r"home(?:for)?)(?P<after>[a-z]{3,20})|"
    r"(?P<before>[a-z]{3,20}?)(?:strong|s?fund|s?army|s?journey|s?appeal|s?squad|s?rules|forever|sfoundation|"
    r"s?wedding|s?fight|s?family|"
    r"s?ride|s?walk|s?run|s?day|tribute|s?birthday|s?story|s?law|fightscancer|fights|beatscancer|turns\w{2,10}|"
    r"s?legacy|s?baby|shower|"
    r"strongertogether|updates?|s?village|s?warriors?|s?angels?)"
)
_HASHTAG = re.compile(r"(?<![\w&#])#(?:[A-Z][a-z]{1,20}){2,5}\d{0,4}(?!\w)")
_IPV4 = re.compile(r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![\w:])", re.IGNORECASE)
_MAC = re.compile(r"(?<![\w:])(?:[0-9a-f]{2}[:\-]){5}[0-9a-f]{2}(?![\w:])", re.IGNORECASE)
_DEGREES = re.compile(
    r"(?<![\w.])-?\d{1,3}\.\d{3,8}\u00b0? ?[NSEW]?,? ?/? ?-?\d{1,3}\.\d{3,8}\u00b0?(?: ?[NSEW](?!\w))?(?!\w|\.\d)"
    r"|(?<!\w)\d{1,3}\u00b0 ?\d{1,2}(?:\.\d{1,4})?'? ?(?:\d{1,2}(?:\.\d{1,3})?(?:\"|'')? ?)?[NSEW](?!\w)"
    r"(?:[, ]{0,2}\d{1,3}\u00b0 ?\d{1,2}(?:\.\d{1,4})?'? ?(?:\d{1,2}(?:\.\d{1,3})?(?:\"|'')? ?)?[NSEW](?!\w))?"
)
_THREE_WORDS = re.compile(r"(?<![\w:/])/{2,3}[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}(?!\w|\.\w)")
_PLUS_CODE = re.compile(r"(?<!\w)[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)")


def scan(page: Page) -> Iterator[Finding]:
    """Find e-mail addresses, links, handles, network addresses and coordinates."""
    yield from _emails(page)
    yield from _links(page)
    yield from _handles(page)
    yield from _machines(page)


def _emails(page: Page) -> Iterator[Finding]:
    at = page.text.find("@")
    while at >= 0:
        local = _LOCAL.search(page.text, max(0, at - 65), at)
        domain = _DOMAIN.match(page.text, at + 1)
        spaced = bool(local and domain and (local.group().endswith(" ") or domain.group()[0].isspace()))
        if local and domain and not (spaced and "." not in domain.group()):
            yield Finding(local.start(), domain.end(), Kind.EMAIL, 0.95, "email.address", "[email]")
        at = page.text.find("@", at + 1)
    for match in _WRITTEN_AT.finditer(page.text):
        local = _WRITTEN_LOCAL.search(page.text, max(0, match.start() - 90), match.start())
        domain = _WRITTEN_DOMAIN.match(page.text, match.end(), min(len(page.text), match.end() + 110))
        if local and domain and (not match.group().isspace() and _meant(match.group(), local.group(), domain.group())):
            yield Finding(local.start(), domain.end(), Kind.EMAIL, 0.9, "email.written_out", "[email]")


def _meant(at: str, local: str, domain: str) -> bool:
    """A plain " at " needs more: "the guideline at racgp.org.au" is not an address."""
    if not at.strip().isalpha():
        return True
    spelt = re.search(r"\s(?:dot|full stop|point)\s", domain.lower()) is not None and not domain.lower().startswith(
        "dot "
    )
    return spelt or bool(_PROVIDERS.match(domain)) or bool(re.search(r"[\d_]|\w\.\w", local))


def _links(page: Page) -> Iterator[Finding]:
    for shape in (URL, BARE):
        for match in shape.finditer(page.text):
            link = match.group().rstrip(".,;:!?'")
            if allowed(host(link)) or page.explained(match.start(), match.start() + 1):
                continue
            doubtful = shape is BARE and _SHORT_LIVED.fullmatch(link)
            score = 0.4 if doubtful else 0.9 if shape is BARE else 0.96
            yield Finding(match.start(), match.start() + len(link), Kind.LINK, score, "link.site", "[link]")


def _handles(page: Page) -> Iterator[Finding]:
    for match in _AT_HANDLE.finditer(page.text):
        name = match.group(1).rstrip(".")
        if name.isupper():
            continue
        telling = any(one.isdigit() or one in "_." for one in name)
        telling = telling or page.labelled(match.start(), _SOCIAL)
        yield Finding(
            match.start(),
            match.start() + 1 + len(name),
            Kind.HANDLE,
            0.85 if telling else 0.55,
            "handle.at",
            "[account]",
        )
    for match in _OTHER_HANDLES.finditer(page.text):
        yield spot(match, Kind.HANDLE, 0.9, "handle.account", "[account]")
    for match in _NAMED_HANDLE.finditer(page.text) if page.holds(_SITES_OF_PEOPLE) else ():
        yield spot(match, Kind.HANDLE, 0.85, "handle.named", "[account]", 1)
    for match in _SNAKE.finditer(page.text) if "_" in page.text else ():
        parts = [page.lexicon.marks(one) if page.lexicon else PLAIN for one in match.group().split("_")]
        telling = any(not one & (PLAIN | SPELT) for one in parts) or page.labelled(match.start(), _SOCIAL)
        yield spot(match, Kind.HANDLE, 0.85 if telling else 0.6, "handle.underscore", "[account]")
    for match in _HASHTAG.finditer(page.text):
        yield spot(match, Kind.HANDLE, 0.55, "handle.hashtag", "[hashtag]")
    for match in _SMALL_HASHTAG.finditer(page.text):
        if _names_somebody(page, match.group("word")):
            yield spot(match, Kind.HANDLE, 0.55, "handle.hashtag", "[hashtag]")


def _names_somebody(page: Page, tag: str) -> bool:
    """Whether a hashtag in small letters has a name inside: "#prayforjane", "#janesmith"."""
    if page.lexicon is None:
        return False
    campaign = _CAMPAIGN.fullmatch(tag)
    if campaign:
        name = campaign.group("after") or campaign.group("before")
        marks = page.lexicon.marks(name)
        sure = campaign.group("after") is not None and (marks & COMMON or not marks or marks & LAST)
        if not marks & PLAIN and (marks & FIRST or sure):
            return True
    for at in range(3, len(tag) - 2):
        first, last = page.lexicon.marks(tag[:at]), page.lexicon.marks(tag[at:])
        if first & COMMON and last & LAST and not (first | last) & (PLAIN | SPELT):
            return True
    return False


def _machines(page: Page) -> Iterator[Finding]:
    for match in _IPV4.finditer(page.text):
        version = max(int(one) for one in match.group().split(".")) < 10
        yield spot(match, Kind.NETWORK, 0.5 if version else 0.85, "network.ip", "[address]")
    for match in _IPV6.finditer(page.text):
        if re.search(r"[a-f]|::", match.group(), re.IGNORECASE) and len(match.group()) >= 9:
            yield spot(match, Kind.NETWORK, 0.85, "network.ip", "[address]")
    for match in _MAC.finditer(page.text):
        yield spot(match, Kind.NETWORK, 0.9, "network.mac", "[address]")
    for shape, why in ((_DEGREES, "degrees"), (_THREE_WORDS, "three_words"), (_PLUS_CODE, "plus_code")):
        for match in shape.finditer(page.text):
            if not page.explained(*match.span()):
                yield spot(match, Kind.COORDINATES, 0.9, f"coordinates.{why}", "[location]")

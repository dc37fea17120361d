"""Which words name a time zone: IANA names, the cities in them, and what people say instead.

The names come from the `tzdata` package, so they are the same on every machine. Cities that
stand for two places a GP might mean (Hamilton, Newcastle, Victoria) are left out on purpose.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ALSO: Mapping[str, str] = {
    "Australia/Perth": "western australia, fremantle, bunbury, broome, kalgoorlie, mandurah",
    "Australia/Sydney": "new south wales, nsw, wollongong, canberra",
    "Australia/Melbourne": "geelong, ballarat, bendigo",
    "Australia/Brisbane": "queensland, qld, gold coast, sunshine coast, cairns, townsville",
    "Australia/Adelaide": "south australia",
    "Australia/Darwin": "northern territory, alice springs",
    "Australia/Hobart": "tasmania, launceston",
    "Pacific/Auckland": "nz, new zealand, aotearoa, wellington, christchurch, dunedin, queenstown, rotorua, tauranga",
    "Europe/London": "uk, britain, united kingdom, england, scotland, wales, edinburgh, glasgow, "
    "manchester, liverpool, leeds, bristol, cardiff, belfast, sheffield, nottingham, oxford",
    "Europe/Dublin": "ireland, cork, galway, limerick",
    "America/Toronto": "ontario, ottawa, mississauga, montreal, quebec, quebec city",
    "America/Vancouver": "british columbia",
    "America/Edmonton": "calgary, alberta",
    "America/Halifax": "nova scotia",
    "America/St_Johns": "newfoundland, st john's, st. john's",
    "America/Winnipeg": "manitoba",
    "America/Regina": "saskatoon, saskatchewan",
    "America/New_York": "nyc, boston, philadelphia, washington dc, atlanta, miami",
    "America/Chicago": "houston, dallas, austin, san antonio, minneapolis, new orleans",
    "America/Denver": "salt lake city",
    "America/Los_Angeles": "seattle, san francisco, san diego, las vegas",
    "America/Sao_Paulo": "rio de janeiro, rio",
    "Asia/Kolkata": "india, mumbai, delhi, new delhi, bangalore, bengaluru, chennai, pune",
    "Asia/Shanghai": "china, beijing, shenzhen, guangzhou",
    "Asia/Tokyo": "japan, osaka, kyoto",
    "Asia/Dubai": "abu dhabi",
    "Asia/Jerusalem": "israel",
    "Africa/Johannesburg": "south africa, cape town, durban, pretoria",
    "Europe/Zurich": "switzerland, geneva, basel",
    "Europe/Berlin": "munich, frankfurt, hamburg, cologne",
    "Europe/Rome": "italy, milan",
    "Europe/Madrid": "barcelona",
    "Europe/Paris": "france, lyon, marseille",
}
"""What else people call the zones, as they would type it."""

LETTERS: Mapping[str, tuple[tuple[int | None, str], ...]] = {
    "awst": ((480, "Australia/Perth"),),
    "acst": ((570, "Australia/Adelaide"),),
    "acdt": ((630, "Australia/Adelaide"),),
    "aest": ((600, "Australia/Sydney"),),
    "aedt": ((660, "Australia/Sydney"),),
    "nzst": ((720, "Pacific/Auckland"),),
    "nzdt": ((780, "Pacific/Auckland"),),
    "gmt": ((0, "Europe/London"),),
    "bst": ((60, "Europe/London"),),
    "ist": ((330, "Asia/Kolkata"), (60, "Europe/Dublin"), (120, "Asia/Jerusalem")),
    "cet": ((60, "Europe/Paris"),),
    "cest": ((120, "Europe/Paris"),),
    "eet": ((120, "Europe/Athens"),),
    "eest": ((180, "Europe/Athens"),),
    "sast": ((120, "Africa/Johannesburg"),),
    "sgt": ((480, "Asia/Singapore"),),
    "hkt": ((480, "Asia/Hong_Kong"),),
    "jst": ((540, "Asia/Tokyo"),),
    "nst": ((-210, "America/St_Johns"),),
    "ndt": ((-150, "America/St_Johns"),),
    "ast": ((-240, "America/Halifax"), (180, "Asia/Riyadh")),
    "adt": ((-180, "America/Halifax"),),
    "est": ((-300, "America/New_York"),),
    "edt": ((-240, "America/New_York"),),
    "cst": ((-360, "America/Chicago"), (480, "Asia/Shanghai")),
    "cdt": ((-300, "America/Chicago"),),
    "mst": ((-420, "America/Denver"),),
    "mdt": ((-360, "America/Denver"),),
    "pst": ((-480, "America/Los_Angeles"),),
    "pdt": ((-420, "America/Los_Angeles"),),
    "hst": ((-600, "Pacific/Honolulu"),),
    "et": ((None, "America/New_York"),),
    "ct": ((None, "America/Chicago"),),
    "mt": ((None, "America/Denver"),),
    "pt": ((None, "America/Los_Angeles"),),
    "eastern": ((None, "America/New_York"),),
    "central": ((None, "America/Chicago"),),
    "mountain": ((None, "America/Denver"),),
    "pacific": ((None, "America/Los_Angeles"),),
}
"""Letters -> (minutes from UTC, or None for "whatever is in force"; a place that uses them)."""

AUSTRALIAN_LETTERS: Mapping[str, tuple[tuple[int | None, str], ...]] = {
    "est": ((600, "Australia/Sydney"),),
    "edt": ((660, "Australia/Sydney"),),
    "cst": ((570, "Australia/Adelaide"),),
    "cdt": ((630, "Australia/Adelaide"),),
    "eastern": ((None, "Australia/Sydney"),),
    "central": ((None, "Australia/Adelaide"),),
}
"""What the same letters mean besides to somebody in Australia."""

_NO_CITIES = frozenset(
    {"act", "lhi", "north", "south", "west", "victoria", "yancowinna", "eastern", "center"}
    | {"easter", "christmas", "midway", "wake", "factory"}  # these are said about other things
)
_AREAS = frozenset(
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)


def _lines(*path: str) -> list[str]:
    text = resources.files("tzdata").joinpath(*path).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def main_zones() -> Mapping[str, str]:
    """The zones worth offering (one or more a country) -> words that describe them, lower case."""
    countries = dict(line.split("\t")[:2] for line in _lines("zoneinfo", "iso3166.tab"))
    described: dict[str, str] = {}
    for line in _lines("zoneinfo", "zone.tab"):
        code, _place, zone, *comment = line.split("\t")
        words = (countries.get(code, ""), *comment, ALSO.get(zone, ""))
        described[zone] = ", ".join(word for word in words if word).casefold()
    described["UTC"] = "universal time, gmt"
    return described


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    """Every way to name one zone for certain -> its IANA name; the better source wins."""
    everything = sorted(_lines("zones"))
    names = {zone.casefold(): zone for zone in everything if zone != "Factory"}
    for zone in (*main_zones(), *everything):
        area, _, rest = zone.partition("/")
        city = rest.rpartition("/")[2].replace("_", " ").casefold()
        if area in _AREAS and city and city not in _NO_CITIES:
            names.setdefault(city, zone)
    for zone, also in ALSO.items():
        names.update(dict.fromkeys(also.split(", "), zone))
    return names


def zone_named(said: str) -> str | None:
    """The one zone that `said` (folded to lower case) names for certain, or None."""
    names = _by_name()
    zone = names.get(said) or names.get(said.replace(" ", "_")) or names.get(said.replace("_", " "))
    if zone is None:
        return None
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # newer name than this machine's rules
        return None
    return zone


@lru_cache(maxsize=1024)
def city_of(zone: str) -> str:
    """How people name the zone: its city where that is enough, else the whole IANA name."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return city if _by_name().get(city.casefold()) == zone else zone

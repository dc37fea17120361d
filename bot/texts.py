"""Sentences in the reader's language: gettext catalogues under `data/locales`, English as the source."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).resolve().parent.parent / "data" / "locales"


class Translate:
    """Turns an English sentence with `{names}` into the reader's language and fills the names in."""

    def __init__(self, locale: str, catalogue: gettext.NullTranslations) -> None:
        self.locale = locale
        self._catalogue = catalogue

    def __call__(self, sentence: str, /, **params: object) -> str:
        """Return `sentence` in the reader's language with `params` filled in."""
        found = self._catalogue.gettext(sentence) if sentence else ""
        return found.format(**params) if params else found

    def n(self, one: str, many: str, n: int, /, **params: object) -> str:
        """Return the form that suits `n`, which is also filled in as `{n}`."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **params)


@lru_cache(maxsize=64)
def translator(locale: str) -> Translate:
    """Return the translator for a Discord locale such as `en-GB` or `fr`; English where none exists."""
    language = locale.replace("-", "_")
    catalogue = gettext.translation("commonroom", LOCALES, languages=[language, language.split("_")[0]], fallback=True)
    return Translate(locale, catalogue)

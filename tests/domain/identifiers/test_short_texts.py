"""Short public texts of ours: prompts and topics, where an alarm would be noise."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.domain.identifiers import Tier, find
from data.lexicon import load

DATA = Path(__file__).parents[3] / "data"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))


def test_no_prompt_and_no_topic_of_ours_is_asked_about():
    files = sorted(DATA.glob("prompts/*.toml")), sorted(DATA.glob("topics/*.txt"))
    texts = [text for file in files[0] for text in _texts(tomllib.loads(file.read_text(encoding="utf-8")))]
    texts += [line for file in files[1] for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(texts) > 200
    asked = {
        text[one.start : one.end] for text in texts for one in find(text, lexicon=load()) if one.tier is not Tier.HINT
    }
    assert asked == {"Gary Klein's"}, "a full name is asked about, even where it is an author's"


def test_a_title_of_a_few_words_that_opens_with_a_capital_is_no_name():
    titles = ["Hypertension in Pregnancy", "Deprescribing", "Statins and Frailty", "Burnout", "ADHD in Adults"]
    titles += ["Ask @Priya about asthma", "Menopause: which HRT?", "Friday noon", "Tuesday 7 pm", "Zoom or in person?"]
    asked = {title: [one for one in find(title, lexicon=load()) if one.tier is Tier.REDACT] for title in titles}
    assert not any(asked.values()), asked

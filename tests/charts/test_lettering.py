"""Text in pictures: what the fonts have is shown, what they lack leaves no boxes behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.lettering import clipped, font, legible, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Thursday  evening", "Thursday evening"),
        ("Ύπνος", "Ύπνος"),
        ("Гипертония", "Гипертония"),
        ("ارتفاع ضغط الدم", "ارتفاع ضغط الدم"),
        ("Menopause 閉経", "Menopause"),
        ("心房細動の管理", "Number 3 in the text"),
        ("\u202egnihtemos", "gnihtemos"),
        ("", "Number 3 in the text"),
        ("\U0001f9ff\U0001fae8", "Number 3 in the text"),
    ],
)
def test_what_has_no_glyph_is_left_out_or_named_otherwise(text: str, shown: str) -> None:
    assert legible(text, "Number 3 in the text") == shown


@given(st.text(max_size=400), st.integers(20, 700))
def test_text_is_cut_to_its_width(text: str, width: int) -> None:
    shown = legible(text)
    assert font(28).getlength(clipped(shown, width, 28)) <= max(width, font(28).getlength("…"))
    lines = wrapped(shown, width, 28, 2)
    assert len(lines) <= 2
    assert all(font(28).getlength(line) <= max(width, font(28).getlength("…")) for line in lines)

import traceback

import pytest

from bot.domain.identifiers import Kind
from bot.services import identifier_check
from bot.services.identifier_check import IdentifierCheckFailed, check, check_parts


async def test_a_short_and_a_long_text_are_checked_alike():
    short = await check("Ring 0412 345 678")
    long = await check("Well. " * 200 + "Ring 0412 345 678")
    assert [one.kind for one in short] == [one.kind for one in long] == [Kind.PHONE]


async def test_each_part_of_a_form_has_its_own_findings():
    found = await check_parts({"title": "Cough", "context": "jane@example.com"})
    assert found["title"] == ()
    assert [one.kind for one in found["context"]] == [Kind.EMAIL]


@pytest.mark.parametrize("text", ["MARKER", "MARKER " * 100])
async def test_a_broken_check_lets_nothing_through_and_quotes_nothing(monkeypatch, text):
    def broken(given, **_):
        raise ValueError(f"cannot read {given}")

    monkeypatch.setattr(identifier_check, "find", broken)
    with pytest.raises(IdentifierCheckFailed) as caught:
        await check(text)
    assert "MARKER" not in "".join(traceback.format_exception(caught.value))

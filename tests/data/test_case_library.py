from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.cases import Affirmation, Area, Ask, CaseText, LifeStage, Story
from bot.domain.discussions import End, Ending, NoteKind, Round
from bot.domain.ids import CaseId, CommunityId, MemberId
from bot.domain.library import Search, Status, words_of
from bot.domain.people import Community, Place
from data import case_library, cases, discussion_notes, discussions, posts
from data.database import Database, Writer
from tests.conftest import COMMUNITY, OTHER_COMMUNITY
from tests.fakes import FakeClock

TEXT = CaseText(
    Story("Tired after a virus", LifeStage.CHILD, "Since a cold.", ""), Ask("", "What next?", Area.SKIN, anonymous=True)
)


def text(title: str = "Tired", *, context: str = "Since a cold.", question: str = "What next?") -> CaseText:
    return replace(
        TEXT, story=replace(TEXT.story, title=title, context=context), ask=replace(TEXT.ask, question=question)
    )


async def release(writer: Writer, clock: FakeClock, what: CaseText, community: CommunityId = COMMUNITY) -> CaseId:
    case_id = await cases.add(
        writer,
        community,
        author_id=None,
        author_sealed=b"sealed",
        sealed=b"sealed",
        affirmation=Affirmation(1, clock.now()),
        now=clock.now(),
    )
    await cases.release(writer, community, case_id, what, MemberId(10), clock.now())
    await posts.keep(writer, community, "case", case_id, Place.CASES)
    return case_id


async def titles(database: Database, query: str, community: CommunityId = COMMUNITY, **filters: object) -> list[str]:
    search = replace(Search(words_of(query)), **filters)  # type: ignore[arg-type]
    async with database.read() as reader:
        return [one.title for one in await case_library.look(reader, community, search, limit=50, offset=0)]


async def test_a_title_counts_more_than_a_question_and_that_more_than_the_rest(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        await release(writer, clock, text("one", context="Gout in the family, and much else besides."))
        await release(writer, clock, text("two", question="Is it gout?"))
        await release(writer, clock, text("Gout"))
    assert await titles(database, "gout") == ["Gout", "two", "one"]
    assert await titles(database, "") == ["Gout", "two", "one"], "newest first"


async def test_words_are_found_by_their_beginning_stem_and_without_accents(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        await release(writer, clock, text("Diabetic ulcers", context="Seen with Ménière's."))
    for query in ("diab", "ULCER", "meniere", "ulcers diabetic", "skin"):
        assert await titles(database, query) == ["Diabetic ulcers"], query
    for query in ("ulcer gout", "betic"):
        assert await titles(database, query) == [], query


async def test_only_released_cases_that_are_not_hidden_are_found(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        shown = await release(writer, clock, text("Gout shown"))
        erased = await release(writer, clock, text("Gout erased"))
        hidden = await release(writer, clock, text("Gout hidden"))
        await cases.add(
            writer,
            COMMUNITY,
            author_id=MemberId(11),
            author_sealed=None,
            sealed=b"s",
            affirmation=Affirmation(1, clock.now()),
            now=clock.now(),
        )
        assert await cases.erase(writer, COMMUNITY, erased)
        post = await posts.find(writer, COMMUNITY, "case", hidden)
        assert post is not None
        await posts.hide(writer, COMMUNITY, post.id, hidden=True)
    assert await titles(database, "gout") == await titles(database, "") == ["Gout shown"]
    async with database.read() as reader:
        assert await case_library.entry(reader, COMMUNITY, hidden) is None
        assert await case_library.entry(reader, COMMUNITY, erased) is None
        assert await case_library.entry(reader, OTHER_COMMUNITY, shown) is None
        indexed = await reader.all("SELECT rowid FROM case_search")
    assert {row[0] for row in indexed} == {shown, hidden}
    async with database.write() as writer:
        await posts.hide(writer, COMMUNITY, post.id, hidden=False)
        await writer.run("DELETE FROM shared_case WHERE id = :id", id=shown)
    assert await titles(database, "gout") == ["Gout hidden"]


async def test_nothing_of_another_community_is_found(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        await release(writer, clock, text("Gout here"))
        await release(writer, clock, text("Gout there"), OTHER_COMMUNITY)
    assert await titles(database, "gout") == ["Gout here"]
    assert await titles(database, "c2 gout") == []
    assert await titles(database, "gout", OTHER_COMMUNITY) == ["Gout there"]


async def test_filters_and_pages(database: Database, clock: FakeClock, community: Community) -> None:
    async with database.write() as writer:
        for number in range(7):
            clock.advance(minutes=1)
            await release(writer, clock, text(f"Gout {number}"))
        clock.advance(minutes=1)
        other = replace(text("Gout other"), ask=replace(TEXT.ask, area=Area.MEN))
        await release(writer, clock, other)
    assert await titles(database, "gout", area=Area.MEN) == ["Gout other"]
    async with database.read() as reader:
        pages = [
            [one.title for one in await case_library.look(reader, COMMUNITY, Search(), limit=3, offset=offset)]
            for offset in (0, 3, 6)
        ]
    assert pages == [["Gout other", "Gout 6", "Gout 5"], ["Gout 4", "Gout 3", "Gout 2"], ["Gout 1", "Gout 0"]]


@pytest.mark.parametrize(
    "query",
    ['"', "NEAR(a b)", "title:gout", "gout OR", "gout*", "-gout", "^gout", "{title}:x", "a AND NOT b", "' OR 1=1 --"],
)
async def test_operators_of_the_search_engine_are_plain_words(
    database: Database, clock: FakeClock, community: Community, query: str
) -> None:
    async with database.write() as writer:
        await release(writer, clock, text("Gout"))
    assert await titles(database, query) in ([], ["Gout"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
async def test_no_text_at_all_breaks_a_search(
    database: Database, clock: FakeClock, community: Community, typed: str
) -> None:
    await titles(database, typed)


async def test_an_erased_case_leaves_no_word_in_the_bytes_of_the_index(
    database: Database, clock: FakeClock, community: Community, tmp_path: Path
) -> None:
    words = ("quokkaville", "xylophage", "zwieback")
    async with database.write() as writer:
        for number in range(200):
            await release(writer, clock, text(f"Gout {number}", context=f"Many words {number} " * 20))
        marked = await release(writer, clock, text(f"{words[0]} seen", context=words[1], question=words[2]))
        for number in range(50):
            await release(writer, clock, text(f"Later {number}"))
    assert await titles(database, "zwieback")
    async with database.write() as writer:
        await cases.erase(writer, COMMUNITY, marked)
        await case_library.tidy(writer)
    assert await database.empty_log()
    held = b"".join((tmp_path / f"commonroom.db{end}").read_bytes() for end in ("", "-wal")).lower()
    for word in words:
        assert word.encode() not in held, word
        assert word[3:].encode() not in held, "nor what the index keeps of a word that begins like another"


async def test_a_case_whose_discussion_has_ended_is_closed(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        case_id = await release(writer, clock, text("Gout"))
        await discussions.begin_for_case(writer, COMMUNITY, case_id, clock.now())
    assert await titles(database, "gout", status=Status.OPEN) == ["Gout"]
    assert await titles(database, "gout", status=Status.CLOSED) == []
    async with database.write() as writer:
        found = await discussions.of_case(writer, COMMUNITY, case_id)
        assert found is not None
        end = End(Ending.DISAGREE, clock.now())
        await discussions.set_round(writer, COMMUNITY, found.id, Round.ENDED, end)
    assert await titles(database, "gout", status=Status.OPEN) == []
    assert await titles(database, "gout", status=Status.CLOSED) == ["Gout"]


async def test_what_was_noted_is_found_until_its_case_is_erased(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        case_id = await release(writer, clock, text("Gout"))
        await discussions.begin_for_case(writer, COMMUNITY, case_id, clock.now())
        found = await discussions.of_case(writer, COMMUNITY, case_id)
        assert found is not None
        await discussion_notes.add(
            writer, COMMUNITY, found.id, NoteKind.LEARNING, "Ask about quokkaville.", clock.now()
        )
    assert await titles(database, "quokkaville") == ["Gout"]
    async with database.write() as writer:
        await cases.erase(writer, COMMUNITY, case_id)
        await discussions.erase_of_case(writer, COMMUNITY, case_id)
        assert await writer.all("SELECT rowid FROM case_search") == []
    assert await titles(database, "quokkaville") == []


async def test_words_of_very_many_cases_rank_the_newest_of_them(
    database: Database, clock: FakeClock, community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_library, "MOST_RANKED", 3)
    async with database.write() as writer:
        await release(writer, clock, text("Gout, long ago"))
        for number in range(2):
            await release(writer, clock, text(f"Other {number}", context="With gout."))
        await release(writer, clock, text("Gout"))
    assert await titles(database, "gout") == ["Gout", "Other 1", "Other 0"]
    assert await titles(database, "gout long") == ["Gout, long ago"]

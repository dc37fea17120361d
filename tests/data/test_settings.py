"""Settings as rows: defaults without a row, one column changed at a time, nothing of another community."""

from __future__ import annotations

from bot.domain.people import Community
from bot.domain.settings import SETTINGS, CommunitySettings, find_setting
from data import settings
from data.database import Database
from tests.conftest import COMMUNITY, OTHER_COMMUNITY


async def test_the_files_defaults_are_those_of_the_domain(database: Database, community: Community) -> None:
    async with database.write() as writer:
        await writer.run("INSERT INTO setting (community_id) VALUES (:id)", id=COMMUNITY)
        (row,) = await writer.all(f"SELECT {', '.join(setting.name for setting in SETTINGS)} FROM setting")
        defaults = [" ".join(setting.codes(CommunitySettings())) for setting in SETTINGS]
        assert [str(held) for held in row] == defaults
        columns = await writer.all("SELECT name FROM pragma_table_info('setting')")
        assert {str(one[0]) for one in columns} == {"community_id", *(setting.name for setting in SETTINGS)}


async def test_every_option_is_stored_and_read_back_here_alone(database: Database, community: Community) -> None:
    async with database.write() as writer:
        for setting in SETTINGS:
            for code in setting.options:
                await settings.choose(writer, COMMUNITY, setting, [code])
                assert setting.codes(await settings.find(writer, COMMUNITY)) == (code,)
        assert await settings.find(writer, OTHER_COMMUNITY) == CommunitySettings()


async def test_a_choice_that_is_offered_no_more_counts_as_the_default(database: Database, community: Community) -> None:
    async with database.write() as writer:
        await settings.choose(writer, COMMUNITY, find_setting("offer_hours"), ["7"])
        await settings.choose(writer, COMMUNITY, find_setting("reminders"), ["1h"])
        found = await settings.find(writer, COMMUNITY)
    assert found.offer_hours == CommunitySettings().offer_hours
    assert len(found.reminders) == 1

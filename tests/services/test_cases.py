from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from bot.domain import cases as rules
from bot.domain.case_checks import examined
from bot.domain.cases import CaseState, Part, Statement
from bot.domain.errors import Conflict, CopError, Invalid, NotAllowed, NotFound
from bot.domain.identifiers import Finding, Kind
from bot.domain.ids import CaseId
from bot.domain.people import Actor
from bot.services import identifier_check
from bot.services.cases import checking, drafts, release, results, submission
from bot.services.cases.release import Verdict
from bot.services.context import ServiceContext
from data import cases
from data.vault import Vault
from tests.conftest import COMMUNITY
from tests.fakes import FakeClock

ALL = list(Statement)


async def draft(
    context: ServiceContext, actor: Actor, *, context_text: str = "Since a cold.", anonymous: bool = False
) -> rules.Draft:
    story = rules.story("Tired", "child", context_text, "")
    begun = await drafts.save_story(context, actor, story, None)
    return await drafts.save_ask(context, actor, begun.id, rules.ask("", "What next?", "Skin", anonymous=anonymous))


async def submitted(context: ServiceContext, actor: Actor, *, anonymous: bool = False) -> CaseId:
    one = await draft(context, actor, anonymous=anonymous)
    return (await submission.submit(context, actor, one.id, one.revision, ALL, "")).case_id


async def test_what_must_go_blocks_the_submission(context: ServiceContext, alice: Actor) -> None:
    one = await draft(context, alice, context_text="Ring 0412 345 678 please.")
    with pytest.raises(Conflict) as refused:
        await submission.submit(context, alice, one.id, one.revision, ALL, "It is fine")
    assert (refused.value.code, refused.value.params) == ("case.must_redact", {"n": 1})


async def test_redacting_saves_the_draft_and_leaves_nothing_that_must_go(context: ServiceContext, alice: Actor) -> None:
    one = await draft(context, alice, context_text="Ring 0412 345 678 or write to jane@example.com.")
    checked = await checking.redact_all(context, alice, one.id)
    assert checked.check.must_go == ()
    assert "0412" not in checked.check.text.story.context
    assert "example.com" not in checked.check.text.story.context
    assert checked.draft.revision == one.revision + 1
    again = await checking.redact_all(context, alice, one.id)
    assert again.draft.revision == checked.draft.revision, "nothing left to redact is nothing to save"


async def test_a_questioned_detail_needs_a_reason_which_is_kept_with_the_case(
    context: ServiceContext, alice: Actor, facilitator: Actor
) -> None:
    one = await draft(context, alice, context_text="Mrs Kowalski came back on 14 March.")
    checked = await checking.look(context, alice, one.id)
    assert checked.check.must_go == ()
    assert checked.check.questioned
    with pytest.raises(Invalid, match=r"case\.reason_missing"):
        await submission.submit(context, alice, one.id, one.revision, ALL, "  ")
    with pytest.raises(Invalid, match=r"case\.reason_identifies"):
        await submission.submit(context, alice, one.id, one.revision, ALL, "Her number is 0412 345 678")
    done = await submission.submit(context, alice, one.id, one.revision, ALL, "The date of a public event.")
    view = await release.view(context, COMMUNITY, done.case_id)
    assert {kept.reason for kept in view.case.overrulings} == {"The date of a public event."}
    assert len(view.case.overrulings) == len(checked.check.questioned)
    await release.release(context, facilitator, done.case_id)
    released = await release.view(context, COMMUNITY, done.case_id)
    assert released.case.overrulings == view.case.overrulings


async def test_the_affirmation_is_stored_with_its_wording_and_time(
    context: ServiceContext, alice: Actor, clock: FakeClock
) -> None:
    one = await draft(context, alice)
    with pytest.raises(Invalid, match=r"case\.not_affirmed"):
        await submission.submit(context, alice, one.id, one.revision, ALL[:2], "")
    done = await submission.submit(context, alice, one.id, one.revision, ALL, "")
    view = await release.view(context, COMMUNITY, done.case_id)
    assert view.case.affirmation == rules.Affirmation(rules.AFFIRMATION_VERSION, clock.now())


@pytest.mark.parametrize("text", ["short", "long " * 200])
async def test_a_check_that_cannot_run_lets_nothing_through(
    context: ServiceContext, alice: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    def broken(given: str, **_: object) -> None:
        raise ValueError(given)

    one = await draft(context, alice, context_text="MARKER " + text)
    monkeypatch.setattr(identifier_check, "find", broken)
    for attempt in (
        checking.look(context, alice, one.id),
        checking.redact_all(context, alice, one.id),
        submission.ready(context, alice, one.id, one.revision),
        submission.submit(context, alice, one.id, one.revision, ALL, ""),
    ):
        with pytest.raises(Conflict, match=r"case\.check_failed"):
            await attempt
    assert "MARKER" not in caplog.text
    monkeypatch.undo()
    assert (await checking.look(context, alice, one.id)).draft == one, "the draft is safe"


async def test_a_case_is_checked_again_at_its_release_and_kept_in_if_that_cannot_be_done(
    context: ServiceContext, alice: Actor, facilitator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = await submitted(context, alice)

    def broken(text: str, **_: object) -> None:
        raise ValueError(text)

    def wiser(text: str, **_: object) -> tuple[Finding, ...]:
        return (Finding(0, 5, Kind.HANDLE, 0.9, "test", "[handle]"),)

    for find, code in ((broken, "case.check_failed"), (wiser, "case.must_be_declined")):
        monkeypatch.setattr(identifier_check, "find", find)
        with pytest.raises(Conflict) as refused:
            await release.release(context, facilitator, case_id)
        assert refused.value.code == code
    monkeypatch.undo()
    assert (await release.release(context, facilitator, case_id)).verdict is Verdict.DONE


async def test_a_text_that_redacting_made_too_long_is_not_submitted(context: ServiceContext, alice: Actor) -> None:
    one = await draft(context, alice)
    assert one.text is not None
    long = replace(one.text, story=replace(one.text.story, title="x" * 101))
    saved = await drafts.replace_text(context, alice, one, long)
    assert saved is not None
    with pytest.raises(Invalid, match=r"case\.part_too_long"):
        await submission.submit(context, alice, saved.id, saved.revision, ALL, "")


async def test_redacting_does_not_overwrite_a_later_edit(context: ServiceContext, alice: Actor) -> None:
    one = await draft(context, alice)
    assert one.text is not None
    await drafts.save_story(context, alice, rules.story("Edited", "child", "Anew.", ""), one.id)
    assert await drafts.replace_text(context, alice, one, one.text) is None
    found = await drafts.mine(context, alice)
    assert found is not None
    assert found.story.title == "Edited"


async def test_starting_afresh_replaces_the_draft_and_editing_keeps_step_two(
    context: ServiceContext, alice: Actor
) -> None:
    one = await draft(context, alice)
    edited = await drafts.save_story(context, alice, rules.story("Edited", "child", "Anew.", ""), one.id)
    assert edited.ask == one.ask
    fresh = await drafts.save_story(context, alice, rules.story("Fresh", "child", "Anew.", ""), None)
    assert fresh.ask is None


async def test_an_unreadable_draft_counts_as_none(context: ServiceContext, alice: Actor, clock: FakeClock) -> None:
    await draft(context, alice)
    rekeyed = ServiceContext(context.database, clock, Vault([Fernet.generate_key()]), context.ballot_keys)
    assert await drafts.mine(rekeyed, alice) is None


async def test_drafts_and_cases_are_their_owners_and_their_communitys(
    context: ServiceContext, alice: Actor, bob: Actor, stranger: Actor, foreign_facilitator: Actor
) -> None:
    one = await draft(context, alice)
    for other in (bob, foreign_facilitator):
        with pytest.raises(NotFound, match=r"case\.draft_gone"):
            await drafts.get(context, other, one.id)
    with pytest.raises(NotAllowed):
        await drafts.mine(context, stranger)
    done = await submission.submit(context, alice, one.id, one.revision, ALL, "")
    for attempt in (
        release.look(context, foreign_facilitator, done.case_id),
        release.release(context, foreign_facilitator, done.case_id),
        release.decline(context, foreign_facilitator, done.case_id, "No."),
        results.take_back(context, foreign_facilitator, done.case_id),
    ):
        with pytest.raises(NotFound, match=r"case\.unknown"):
            await attempt
    with pytest.raises(NotAllowed, match=r"people\.facilitators_only"):
        await release.release(context, bob, done.case_id)


async def test_a_release_is_by_a_second_person_once(context: ServiceContext, alice: Actor, facilitator: Actor) -> None:
    own = await submitted(context, facilitator, anonymous=True)
    assert (await release.release(context, facilitator, own)).verdict is Verdict.OWN
    case_id = await submitted(context, alice)
    first = await release.release(context, facilitator, case_id)
    second = await release.release(context, facilitator, case_id)
    declined = await release.decline(context, facilitator, case_id, "Too late.")
    assert [first.verdict, second.verdict, declined.verdict] == [Verdict.DONE, Verdict.ALREADY, Verdict.ALREADY]
    assert second.view.case.state is CaseState.RELEASED


async def test_an_author_may_take_their_own_case_back_by_declining(context: ServiceContext, facilitator: Actor) -> None:
    own = await submitted(context, facilitator)
    assert (await release.decline(context, facilitator, own, "On second thoughts.")).verdict is Verdict.DONE
    assert (await results.take_back(context, facilitator, own)).story.title == "Tired"


async def test_only_its_author_takes_a_declined_case_back_and_only_for_72_hours(
    context: ServiceContext, alice: Actor, bob: Actor, facilitator: Actor, clock: FakeClock
) -> None:
    case_id = await submitted(context, alice, anonymous=True)
    await release.decline(context, facilitator, case_id, "Too telling.")
    assert await results.news(context, bob) == []
    [mine] = await results.news(context, alice)
    assert (mine.reason, mine.title) == ("Too telling.", "Tired")
    assert mine.kept_until == clock.now() + timedelta(hours=72)
    with pytest.raises(NotFound, match=r"case\.unknown"):
        await results.take_back(context, bob, case_id)
    await results.forget(context, COMMUNITY, case_id)
    with pytest.raises(CopError, match=r"case\.text_gone"):
        await results.take_back(context, alice, case_id)


async def test_nothing_in_the_rows_leads_from_an_anonymous_case_to_its_author(
    context: ServiceContext, alice: Actor, facilitator: Actor
) -> None:
    case_id = await submitted(context, alice, anonymous=True)
    await release.release(context, facilitator, case_id)
    async with context.database.read() as reader:
        stored = await cases.find(reader, COMMUNITY, case_id)
        tables = [str(row[0]) for row in await reader.all("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        naming = [
            table
            for table in tables
            for row in await reader.all(f"SELECT * FROM {table}")
            if alice.member_id in tuple(row)
        ]
    assert stored is not None
    assert stored.author_id is None
    assert naming == ["member"]


def test_a_finding_over_two_parts_is_redacted_in_both() -> None:
    text = rules.CaseText(
        rules.story("Call 0412", "child", "345 678 now", ""), rules.ask("", "What next?", "Skin", anonymous=False)
    )
    check = examined(text, [Finding(5, 18, Kind.PHONE, 0.9, "test", "[phone]")])
    assert [(remark.part, remark.quote) for remark in check.remarks] == [
        (Part.TITLE, "0412"),
        (Part.CONTEXT, "345 678"),
    ]

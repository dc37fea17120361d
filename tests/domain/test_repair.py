"""The server planned: everything from nothing, nothing from everything, and each repair alone."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import blueprint, repair
from bot.domain.blueprint import ESSENTIAL, MAX_TOPIC, NEEDED, Access, Grant, Kind, Part, Who
from bot.domain.repair import Change, Create, Plan, SeenChannel, SeenRole, SeenServer, SetAccess, SetTags

GUILD, BOT = 1, 2
LINE = "Discord is not a clinical system."
WANTED = blueprint.blueprint({part: f"About {part.value}." for part in Part}, LINE)
EMPTY = SeenServer(
    GUILD,
    BOT,
    NEEDED,
    roles=(SeenRole(GUILD, "@everyone"),),
    channels=(),
)


def done(plan: Plan, server: SeenServer) -> tuple[SeenServer, dict[Part, int]]:
    """The server after every step of the plan, by a Discord that does as it is told."""
    ids = dict(plan.found)
    roles = {role.id: role for role in server.roles}
    channels = {channel.id: channel for channel in server.channels}
    next_id = max([100, *roles, *channels]) + 1

    def target(who: Who) -> int:
        fixed = {Who.BOT: server.bot_id, Who.EVERYONE: server.id}
        return fixed[who] if who in fixed else ids[blueprint.ROLE_OF[who]]

    for step in plan.steps:
        match step:
            case Create(wanted, access):
                ids[wanted.part] = next_id
                if wanted.kind is Kind.ROLE:
                    roles[next_id] = SeenRole(next_id, wanted.name)
                else:
                    parent = None if wanted.kind is Kind.CATEGORY else ids[Part.CATEGORY]
                    rules = {target(who): rule for who, rule in access.items()}
                    channels[next_id] = SeenChannel(next_id, wanted.name, wanted.kind, parent, wanted.topic, rules)
                next_id += 1
            case Change(part, kind, id_, name, topic, into_category):
                if kind is Kind.ROLE:
                    roles[id_] = dataclasses.replace(roles[id_], name=name or roles[id_].name)
                else:
                    seen = channels[id_]
                    channels[id_] = dataclasses.replace(
                        seen,
                        name=name or seen.name,
                        topic=topic if topic is not None else seen.topic,
                        parent_id=ids[Part.CATEGORY] if into_category else seen.parent_id,
                    )
            case SetAccess(part, id_, who, access):
                seen = channels[id_]
                channels[id_] = dataclasses.replace(seen, access={**seen.access, target(who): access})
            case SetTags(part, _, add):
                seen = channels[ids[part]]
                channels[ids[part]] = dataclasses.replace(seen, tags=(*seen.tags, *add))
    return (
        dataclasses.replace(server, roles=tuple(roles.values()), channels=tuple(channels.values())),
        ids,
    )


def built() -> tuple[SeenServer, dict[Part, int]]:
    return done(repair.plan(WANTED, EMPTY, {}), EMPTY)


def seen(server: SeenServer, id_: int) -> SeenChannel:
    return next(channel for channel in server.channels if channel.id == id_)


def changed(server: SeenServer, id_: int, **changes: object) -> SeenServer:
    return dataclasses.replace(
        server,
        channels=tuple(
            dataclasses.replace(c, **changes) if c.id == id_ else c  # type: ignore[arg-type]
            for c in server.channels
        ),
    )


def test_an_empty_server_gets_everything_once_roles_and_category_first() -> None:
    plan = repair.plan(WANTED, EMPTY, {})
    made = [step.part for step in plan.steps if isinstance(step, Create)]
    assert sorted(made) == sorted(Part)
    assert made[:3] == [Part.FACILITATOR, Part.MEMBER, Part.CATEGORY]
    assert not plan.notices
    assert not plan.blocked


def test_a_finished_server_gets_nothing() -> None:
    server, ids = built()
    assert repair.plan(WANTED, server, ids).steps == ()


def test_a_finished_server_is_recognised_even_when_every_id_was_forgotten() -> None:
    server, ids = built()
    plan = repair.plan(WANTED, server, {})
    assert plan.steps == ()
    assert plan.found == ids


@pytest.mark.parametrize("part", [p for p in Part if p not in (Part.FACILITATOR, Part.MEMBER)])
def test_a_renamed_channel_is_known_by_its_id_and_gets_its_name_back(
    part: Part,
) -> None:
    server, ids = built()
    plan = repair.plan(WANTED, changed(server, ids[part], name="something-else"), ids)
    assert plan.steps == (
        Change(
            part,
            next(w.kind for w in WANTED if w.part is part),
            ids[part],
            blueprint.NAMES[part],
        ),
    )


@pytest.mark.parametrize("part", [p for p in Part if p not in (Part.FACILITATOR, Part.MEMBER, Part.CATEGORY)])
def test_a_deleted_channel_is_made_again_and_nothing_else_is_touched(
    part: Part,
) -> None:
    server, ids = built()
    rest = dataclasses.replace(server, channels=tuple(c for c in server.channels if c.id != ids[part]))
    plan = repair.plan(WANTED, rest, ids)
    assert {step.part for step in plan.steps} == {part}
    assert isinstance(plan.steps[0], Create)
    assert repair.plan(WANTED, *done(plan, rest)).steps == ()


def test_a_deleted_category_is_made_again_and_takes_its_channels_back() -> None:
    server, ids = built()
    orphans = dataclasses.replace(
        server,
        channels=tuple(dataclasses.replace(c, parent_id=None) for c in server.channels if c.id != ids[Part.CATEGORY]),
    )
    plan = repair.plan(WANTED, orphans, ids)
    assert isinstance(plan.steps[0], Create)
    assert all(isinstance(step, Change) and step.into_category for step in plan.steps[1:])
    assert repair.plan(WANTED, *done(plan, orphans)).steps == ()


def test_a_channel_somebody_moved_to_another_category_stays_there() -> None:
    server, ids = built()
    assert repair.plan(WANTED, changed(server, ids[Part.GENERAL], parent_id=77), ids).steps == ()


def test_a_deleted_role_is_made_again_and_let_into_its_channels_again() -> None:
    server, ids = built()
    rest = dataclasses.replace(server, roles=tuple(r for r in server.roles if r.id != ids[Part.MEMBER]))
    plan = repair.plan(WANTED, rest, ids)
    assert [step.part for step in plan.steps if isinstance(step, Create)] == [Part.MEMBER]
    opened = {step.part for step in plan.steps if isinstance(step, SetAccess) and step.who is Who.MEMBER}
    assert opened == {Part.CASES, Part.MEETINGS, Part.VOICE}


def test_what_exists_under_the_names_is_adopted_whatever_the_capitals() -> None:
    server = dataclasses.replace(
        EMPTY,
        roles=(*EMPTY.roles, SeenRole(10, "member"), SeenRole(11, "Facilitator")),
        channels=(
            SeenChannel(20, "general", Kind.TEXT),
            SeenChannel(21, "CASES", Kind.FORUM),
        ),
    )
    plan = repair.plan(WANTED, server, {})
    assert {k: plan.found[k] for k in plan.found} == {
        Part.MEMBER: 10,
        Part.FACILITATOR: 11,
        Part.GENERAL: 20,
        Part.CASES: 21,
    }
    assert {n.part for n in plan.notices if n.code == "setup.role_adopted"} == {
        Part.MEMBER,
        Part.FACILITATOR,
    }
    after, ids = done(plan, server)
    assert repair.plan(WANTED, after, ids).steps == ()


def test_a_bots_own_role_is_never_adopted() -> None:
    server = dataclasses.replace(EMPTY, roles=(*EMPTY.roles, SeenRole(10, "Member", managed=True)))
    assert Part.MEMBER not in repair.plan(WANTED, server, {}).found


def test_a_text_channel_called_cases_is_not_taken_for_the_forum_and_this_is_told() -> None:
    server = dataclasses.replace(EMPTY, channels=(SeenChannel(20, "cases", Kind.TEXT),))
    plan = repair.plan(WANTED, server, {})
    assert Part.CASES not in plan.found
    assert [(n.part, n.ids) for n in plan.notices if n.code == "setup.other_kind"] == [(Part.CASES, (20,))]


def test_the_bot_lets_itself_in_before_it_shuts_everybody_out() -> None:
    server = dataclasses.replace(EMPTY, channels=(SeenChannel(20, "facilitators", Kind.TEXT, 5),))
    order = [s.who for s in repair.plan(WANTED, server, {}).steps if isinstance(s, SetAccess)]
    assert order[0] is Who.BOT
    assert order[-1] is Who.EVERYONE


def test_cases_and_meetings_are_for_members_and_facilitators_is_private() -> None:
    server, ids = built()
    for part in (Part.CASES, Part.MEETINGS, Part.FACILITATORS):
        rules = seen(server, ids[part]).access
        assert rules[GUILD].deny & Grant.VIEW_CHANNEL
        assert rules[ids[Part.FACILITATOR]].allow & Grant.VIEW_CHANNEL
        assert rules[BOT].allow & Grant.VIEW_CHANNEL
    assert seen(server, ids[Part.CASES]).access[ids[Part.MEMBER]].allow & Grant.VIEW_CHANNEL
    assert seen(server, ids[Part.MEETINGS]).access[ids[Part.MEMBER]].allow & Grant.VIEW_CHANNEL
    assert ids[Part.MEMBER] not in seen(server, ids[Part.FACILITATORS]).access


def test_only_the_bot_opens_a_case_and_writes_on_the_noticeboard() -> None:
    server, ids = built()
    cases, noticeboard = (
        seen(server, ids[Part.CASES]),
        seen(server, ids[Part.NOTICEBOARD]),
    )
    assert cases.access[GUILD].deny & Grant.SEND_MESSAGES
    for part in (Part.MEMBER, Part.FACILITATOR):
        assert cases.access[ids[part]].deny & Grant.SEND_MESSAGES
        assert cases.access[ids[part]].allow & Grant.SEND_MESSAGES_IN_THREADS
    assert cases.access[BOT].allow & Grant.SEND_MESSAGES
    assert noticeboard.access[GUILD].deny & Grant.SEND_MESSAGES
    assert noticeboard.access[BOT].allow & Grant.SEND_MESSAGES


def test_case_and_meeting_channels_say_that_discord_is_no_clinical_system() -> None:
    server, ids = built()
    assert LINE in seen(server, ids[Part.CASES]).topic
    assert LINE in seen(server, ids[Part.MEETINGS]).topic


def test_a_topic_of_their_own_is_kept_and_the_line_added() -> None:
    server, ids = built()
    plan = repair.plan(WANTED, changed(server, ids[Part.CASES], topic="Our rules"), ids)
    assert [s.topic for s in plan.steps if isinstance(s, Change)] == [f"Our rules\n\n{LINE}"]
    assert repair.plan(WANTED, changed(server, ids[Part.GENERAL], topic="Ours"), ids).steps == ()


def test_a_topic_too_long_for_the_line_gives_way_to_ours() -> None:
    server, ids = built()
    plan = repair.plan(WANTED, changed(server, ids[Part.CASES], topic="x" * MAX_TOPIC), ids)
    (topic,) = [s.topic or "" for s in plan.steps if isinstance(s, Change)]
    assert LINE in topic
    assert len(topic) <= MAX_TOPIC


def test_pruned_areas_stay_pruned_but_the_states_come_back() -> None:
    server, ids = built()
    plan = repair.plan(WANTED, changed(server, ids[Part.CASES], tags=("Skin", "open", "Ours")), ids)
    assert plan.steps == (SetTags(Part.CASES, ids[Part.CASES], ("follow-up", "closed")),)


def test_a_full_forum_without_the_states_is_told_not_broken() -> None:
    server, ids = built()
    full = changed(server, ids[Part.CASES], tags=tuple(f"own {n}" for n in range(20)))
    plan = repair.plan(WANTED, full, ids)
    assert plan.steps == ()
    assert [n.code for n in plan.notices] == ["setup.too_many_tags"]


@pytest.mark.parametrize("grant", list(ESSENTIAL))
def test_without_an_essential_permission_nothing_is_begun_and_it_is_named(
    grant: Grant,
) -> None:
    plan = repair.plan(WANTED, dataclasses.replace(EMPTY, bot_grants=NEEDED & ~grant), {})
    assert plan.blocked
    assert [n.grant for n in plan.notices if n.code == "setup.lacks_permission"] == [grant]


def test_a_missing_permission_is_told_even_when_there_is_nothing_to_do() -> None:
    server, ids = built()
    plan = repair.plan(
        WANTED,
        dataclasses.replace(server, bot_grants=NEEDED & ~Grant.MANAGE_ROLES),
        ids,
    )
    assert not plan.blocked
    assert [n.grant for n in plan.notices] == [Grant.MANAGE_ROLES]


def test_the_bot_never_hands_out_what_it_does_not_hold_and_catches_up_later() -> None:
    poor = dataclasses.replace(EMPTY, bot_grants=NEEDED & ~Grant.CREATE_PUBLIC_THREADS)
    plan = repair.plan(WANTED, poor, {})
    for step in plan.steps:
        if isinstance(step, Create):
            for rule in step.access.values():
                assert not (rule.allow | rule.deny) & Grant.CREATE_PUBLIC_THREADS
    server, ids = done(plan, poor)
    later = repair.plan(WANTED, dataclasses.replace(server, bot_grants=NEEDED), ids)
    assert later.steps
    assert all(isinstance(step, SetAccess) for step in later.steps)


def test_somebody_else_who_can_see_a_private_channel_is_told_and_left() -> None:
    server, ids = built()
    rules = {
        **seen(server, ids[Part.CASES]).access,
        99: Access(allow=Grant.VIEW_CHANNEL),
    }
    plan = repair.plan(WANTED, changed(server, ids[Part.CASES], access=rules), ids)
    assert plan.steps == ()
    assert [(n.code, n.part, n.ids) for n in plan.notices] == [("setup.also_visible_to", Part.CASES, (99,))]


def test_a_role_above_the_bots_own_is_told() -> None:
    server, ids = built()
    high = dataclasses.replace(
        server,
        roles=tuple(dataclasses.replace(r, reachable=False) if r.id == ids[Part.MEMBER] else r for r in server.roles),
    )
    assert [(n.code, n.part) for n in repair.plan(WANTED, high, ids).notices] == [
        ("setup.role_above_mine", Part.MEMBER)
    ]


@given(
    st.sets(st.sampled_from(list(Part))),
    st.sets(st.sampled_from(list(Part))),
    st.booleans(),
)
def test_any_half_built_server_is_completed_and_then_left_alone(
    gone: set[Part], forgotten: set[Part], stripped: bool
) -> None:
    """A run that died anywhere, with any of its notes lost, is finished by the next one."""
    server, ids = built()
    lost = {ids[part] for part in gone}
    half = dataclasses.replace(
        server,
        roles=tuple(r for r in server.roles if r.id not in lost),
        channels=tuple(
            dataclasses.replace(
                c,
                parent_id=None if c.parent_id in lost else c.parent_id,
                tags=() if stripped else c.tags,
                access={} if stripped else c.access,
            )
            for c in server.channels
            if c.id not in lost
        ),
    )
    known = {part: id_ for part, id_ in ids.items() if part not in forgotten}
    plan = repair.plan(WANTED, half, known)
    assert {step.part for step in plan.steps if isinstance(step, Create)} == gone
    after, now = done(plan, half)
    assert repair.plan(WANTED, after, now).steps == ()

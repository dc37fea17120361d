"""What set-up shows: one report that leaves nothing untold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import discord

from bot.domain.blueprint import Kind, Part
from bot.domain.repair import Change, Create, Notice, SetAccess, SetTags, Step
from bot.texts import Translate
from bot.ui.words import clip
from cogs.community.automod import NOT_GUARDED, Guarding
from cogs.community.builder import Report
from cogs.community.sentences import FAILURES, NOTICES, PARTS, PERMISSIONS

MOST_DESCRIPTION = 4096


@dataclass(frozen=True, slots=True)
class Setup:
    """One set-up, as its runner is told: the zone is None where nothing could be stored yet."""

    report: Report
    bot_name: str
    zone: str | None
    zone_is_open: bool
    is_new: bool = False
    runner_failed: bool = False
    guarding: Guarding = NOT_GUARDED

    @property
    def is_complete(self) -> bool:
        """Whether everything is as it should be now."""
        return self.report.is_complete and not self.runner_failed and self.guarding.failure is None


def setup_report(t: Translate, setup: Setup) -> discord.Embed:
    """Say what was made, put right, refused and not tried, what to mend, and what comes next."""
    report = setup.report
    made = _rules(t, setup.guarding.made)
    blocks = [
        _block(
            t("**Made**"),
            [*(PARTS[s.part] for s in report.done if isinstance(s, Create)), *made],
            t,
        ),
        _block(
            t("**Put right**"),
            _unique(
                [*(_mended(t, s) for s in report.done if not isinstance(s, Create)), *_rules(t, setup.guarding.mended)]
            ),
            t,
        ),
        _block(t("**Not done**"), list(_failures(t, setup)), t),
        _block(t("**Not tried, because it needs what is missing**"), _unique(PARTS[s.part] for s in report.untried), t),
        _block(t("**Please look at this**"), [_notice(t, notice, setup.bot_name) for notice in report.plan.notices], t),
        _next(t, setup),
    ]
    colour = discord.Colour.green() if setup.is_complete else discord.Colour.orange()
    description = clip("\n\n".join(block for block in blocks if block), MOST_DESCRIPTION)
    return discord.Embed(title=_title(t, setup), description=description, colour=colour)


def _title(t: Translate, setup: Setup) -> str:
    report = setup.report
    if report.plan.blocked:
        return t("I cannot start yet; nothing was changed")
    if not setup.is_complete:
        return t("Partly done; send /community setup again after the fix")
    if not report.done and not setup.guarding.changed:
        return t("Everything was in order already; nothing was changed")
    if setup.is_new:
        return t("Your community of practice is ready")
    return t("Repaired")


def _block(heading: str, lines: list[str], t: Translate) -> str:
    return "\n".join([heading, *(t("- {line}", line=line) for line in lines)]) if lines else ""


def _unique(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))


def _mended(t: Translate, step: Step) -> str:
    part = PARTS[step.part]
    match step:
        case Change(name=str()) if step.kind is Kind.ROLE:
            return t("{part}: its name is back", part=part)
        case Change():
            changed = [
                word
                for word, is_changed in (
                    (t("name"), step.name is not None),
                    (t("topic"), step.topic is not None),
                    (t("category"), step.into_category),
                )
                if is_changed
            ]
            return t("{part}: {changed}", part=part, changed=", ".join(changed))
        case SetAccess():
            return t("{part}: who may see and write", part=part)
        case SetTags():
            return t("{part}: tags", part=part)
        case _:
            return part


def _failures(t: Translate, setup: Setup) -> Iterator[str]:
    parts: dict[str, list[str]] = {}
    for failure in setup.report.failed:
        parts.setdefault(failure.code, []).append(PARTS[failure.step.part])
    for code, failed in parts.items():
        # One fix is told once, however many parts it would mend.
        yield t("{parts}: {why}", parts=", ".join(_unique(failed)), why=t(FAILURES[code], bot=setup.bot_name))
    if setup.guarding.failure is not None:
        yield t("AutoMod: {why}", why=t(FAILURES[setup.guarding.failure], bot=setup.bot_name))
    if setup.runner_failed:
        yield t(
            "You do not have {role} yet. {why}",
            role=PARTS[Part.FACILITATOR],
            why=t(FAILURES["setup.role_forbidden"], bot=setup.bot_name),
        )


def _rules(t: Translate, count: int) -> list[str]:
    """Return the line on AutoMod rules, where there were any."""
    if not count:
        return []
    return [
        t.n(
            "{n} AutoMod rule: Discord blocks in **#cases** what looks like a patient's number or contact",
            "{n} AutoMod rules: Discord blocks in **#cases** what looks like a patient's number or contact",
            count,
        )
    ]


def _notice(t: Translate, notice: Notice, bot_name: str) -> str:
    return t(
        NOTICES[notice.code],
        part=PARTS[notice.part] if notice.part else "",
        permission=PERMISSIONS.get(notice.grant, ""),
        mentions=_mentions(notice),
        bot=bot_name,
    )


def _mentions(notice: Notice) -> str:
    sign = "#" if notice.code == "setup.other_kind" else "@"
    found = [f"<@&{id_}>" for id_ in notice.role_ids] + [f"<{sign}{id_}>" for id_ in notice.ids]
    return ", ".join(found)


def _next(t: Translate, setup: Setup) -> str:
    if setup.zone is None:
        return ""
    lines = [t("Times you type are read in **{zone}**, unless a member sets their own zone.", zone=setup.zone)]
    if setup.zone_is_open:
        lines.append(t("Is that right? If not, choose below, or send `/community setup` with `timezone`."))
    if setup.report.is_complete and setup.is_new:
        lines.append(t("Next: let your colleagues send `/join`; their applications arrive in **#facilitators**."))
        lines.append(t("The agreement counts for you too: send `/join` once. `/help` shows the rest."))
    return "\n".join([t("**What next**"), *(f"- {line}" for line in lines)])

"""Makes and mends the AutoMod rules of the case channel: Discord itself blocks what looks like an identifier there."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import discord

from bot.domain.automod import NAME, Rule, SeenRule, Step, plan
from bot.services import automod
from bot.texts import Translate
from cogs.community.builder import REASON
from cogs.community.sentences import BLOCKED

_log = logging.getLogger(__name__)

_FULL = "MAX_RULES_OF_TYPE_EXCEEDED"


@dataclass(frozen=True, slots=True)
class Guarding:
    """What was done about the rules; `failure` names the sentence that says what to do."""

    made: int = 0
    mended: int = 0
    failure: str | None = None

    @property
    def changed(self) -> bool:
        """Whether anything was done."""
        return bool(self.made or self.mended)


NOT_GUARDED = Guarding()


async def guard(t: Translate, guild: discord.Guild, channels: list[int], cases_id: int | None) -> Guarding:
    """Bring the rules to what they should be. Without Manage Server nothing is tried: set-up names that already."""
    if cases_id is None or not guild.me.guild_permissions.manage_guild:
        return NOT_GUARDED
    made = mended = 0
    try:
        seen = [_seen(rule) for rule in await guild.fetch_automod_rules() if _is_ours(guild, rule)]
        for step in plan(await automod.rules_for(channels, cases_id), seen):
            await _take(t, guild, step)
            made, mended = made + (step.id is None), mended + (step.id is not None)
    except (discord.HTTPException, OSError) as error:
        _log.warning("the AutoMod rules could not be set: %s", getattr(error, "code", 0))
        full = isinstance(error, discord.HTTPException) and _FULL in error.text
        return Guarding(made, mended, "setup.automod_full" if full else "setup.automod_failed")
    return Guarding(made, mended)


def _is_ours(guild: discord.Guild, rule: discord.AutoModRule) -> bool:
    return rule.creator_id == guild.me.id and rule.name.startswith(NAME)


def _seen(rule: discord.AutoModRule) -> SeenRule:
    blocks = any(action.type is discord.AutoModRuleActionType.block_message for action in rule.actions)
    for_messages = rule.event_type is discord.AutoModRuleEventType.message_send
    return SeenRule(
        id=rule.id,
        name=rule.name,
        patterns=tuple(rule.trigger.regex_patterns or ()),
        exempt=frozenset(rule.exempt_channel_ids),
        guards=rule.enabled and blocks and for_messages,
    )


async def _take(t: Translate, guild: discord.Guild, step: Step) -> None:
    exempt = [discord.Object(id_) for id_ in sorted(step.rule.exempt)]
    trigger, actions = _trigger(step.rule), [discord.AutoModRuleAction(custom_message=t(BLOCKED))]
    event = discord.AutoModRuleEventType.message_send
    if step.id is None:
        await guild.create_automod_rule(
            name=step.rule.name,
            event_type=event,
            trigger=trigger,
            actions=actions,
            enabled=True,
            exempt_channels=exempt,
            reason=REASON,
        )
        return
    rule = await guild.fetch_automod_rule(step.id)
    await rule.edit(
        event_type=event, trigger=trigger, actions=actions, enabled=True, exempt_channels=exempt, reason=REASON
    )


def _trigger(rule: Rule) -> discord.AutoModTrigger:
    return discord.AutoModTrigger(
        type=discord.AutoModRuleTriggerType.keyword, regex_patterns=list(rule.patterns), keyword_filter=[]
    )

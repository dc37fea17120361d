"""The ballot: a private screen of menus and buttons that keeps its whole state in its own message.

So a restart between choosing and casting loses nothing, and whatever Discord shows as chosen is what is cast:

- pick: the menu's default options are what is chosen;
- order: a second menu lists what was chosen, in order; choosing there takes one out;
- mark: each value of the menu holds the option and its mark; the default option is the one being marked.

The reason of an objection stands in the footer of the embed, which Discord shows word for word.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Self

import discord

from bot.client import CommunityBot
from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import OptionId, PollId
from bot.domain.people import Actor
from bot.domain.polls import REASON_LIMIT, Poll, Vote, mark
from bot.domain.voting import MOST_POINTS, RULES, Attitude, Manner, Marks, Method
from bot.services import polls
from bot.services.polls import Paper, TooLate
from bot.services.public_text import refuse_identifiers
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from bot.ui.words import clip
from cogs.polls import ballot_cards, tallies
from cogs.polls.ballot_cards import Draft

Tap = discord.Interaction[CommunityBot]
_POLL = r"(?P<poll>\d{1,18})"


def _t(interaction: discord.Interaction[Any]) -> Translate:
    return interaction.client.translator(interaction.locale)


class _BallotAction(Action, verb="-"):
    """A menu or button on a ballot: changes the draft and draws the ballot again."""

    def __init_subclass__(cls, *, verb: str, pattern: str = _POLL) -> None:
        super().__init_subclass__(verb=verb, pattern=pattern)

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Draw the ballot with the change in it, or say what became of the poll."""
        found = await polls.paper(interaction.client.context, actor, PollId(int(self.ids["poll"])))
        if isinstance(found, TooLate):
            await redraw(interaction, ballot_cards.too_late(_t(interaction), found))
            return
        await _show(interaction, found, self.changed(found.poll, draft_in(interaction.message)))

    def changed(self, poll: Poll, draft: Draft) -> Draft:
        """Return the draft after this press; raises Invalid."""
        raise NotImplementedError


class VoteButton(Action, verb="vote", pattern=_POLL):
    """Opens a private ballot; on a private message it takes that message's place."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Show the ballot with the vote cast before, or what became of the poll."""
        found = await polls.paper(interaction.client.context, actor, PollId(int(self.ids["poll"])))
        if isinstance(found, TooLate):
            await respond(interaction, ballot_cards.too_late(_t(interaction), found))
            return
        message = interaction.message
        in_place = message is not None and message.flags.ephemeral and not message.embeds
        await _show(interaction, found, draft_of(found.poll, found.mine), in_place=in_place)


class BallotMenu(_BallotAction, verb="ballot"):
    """Holds what is chosen, until it is cast."""

    def changed(self, poll: Poll, draft: Draft) -> Draft:
        """Choose what the menu says."""
        return Draft([OptionId(int(value)) for value in self.values])


class NextMenu(_BallotAction, verb="ballot-next"):
    """Adds one option to a ranking, or places one more dot."""

    def changed(self, poll: Poll, draft: Draft) -> Draft:
        """Add it at the end; once more on the same ranking is harmless."""
        chosen, added = list(draft.chosen), OptionId(int(self.values[0]))
        if poll.method is Method.RANKED and added in chosen:
            return draft
        return Draft([*chosen, added][: RULES[poll.method].most_choices(len(poll.options))])


class TakenMenu(_BallotAction, verb="ballot-taken"):
    """Lists what was chosen, in order; choosing here takes one out again."""

    def changed(self, poll: Poll, draft: Draft) -> Draft:
        """Take that one out."""
        place = int(self.values[0].split(":")[0])
        return Draft([one for at, one in enumerate(draft.chosen, start=1) if at != place])


class UndoButton(_BallotAction, verb="ballot-undo"):
    """Takes the last choice out."""

    def changed(self, poll: Poll, draft: Draft) -> Draft:
        """Take it out."""
        return Draft(list(draft.chosen)[:-1])


class MarkMenu(_BallotAction, verb="ballot-marks"):
    """Holds the marks given, and says which option is marked next."""

    def changed(self, poll: Poll, draft: Draft) -> Draft:
        """Go to that option."""
        return Draft(draft.chosen, OptionId(int(self.values[0].split(":")[0])), draft.reason)


class MarkButton(_BallotAction, verb="ballot-mark", pattern=rf"{_POLL}:(?P<mark>\d)"):
    """Marks the option that is in focus and goes on to the next; an objection asks for its reason first."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Mark it, or open the form for the reason."""
        if self.ids["mark"] == str(int(Attitude.OBJECTION)) and self._asks_consent(interaction.message):
            await show_form(interaction, ReasonForm(_t(interaction), actor.community_id, int(self.ids["poll"])))
            return
        await super().press(interaction, actor)

    def changed(self, poll: Poll, draft: Draft) -> Draft:
        """Give the mark."""
        return marked(poll, draft, int(self.ids["mark"]))

    def _asks_consent(self, message: discord.Message | None) -> bool:
        ids = [item.custom_id or "" for item in _items(message) if isinstance(item, discord.Button)]
        return any(f":{ReasonButton.verb}:" in one for one in ids)


class ReasonButton(Action, verb="ballot-why", pattern=_POLL):
    """Opens the form for the reason of a reservation or objection."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Open it with what was written before."""
        draft = draft_in(interaction.message)
        form = ReasonForm(_t(interaction), actor.community_id, int(self.ids["poll"]), objects=0, reason=draft.reason)
        await show_form(interaction, form)


class ReasonForm(DurableForm, verb="ballot-reason", pattern=rf"{_POLL}:(?P<objects>[01])"):
    """Why somebody objects, or has reservations."""

    def __init__(self, t: Translate, community: int, poll: int, objects: int = 1, reason: str | None = None) -> None:
        super().__init__(title=t("Your reason"), community=community, poll=poll, objects=objects)
        self.objects = bool(objects)
        self.poll = PollId(poll)
        self.reason: discord.ui.TextInput[ReasonForm] = discord.ui.TextInput(
            custom_id="reason", style=discord.TextStyle.paragraph, max_length=REASON_LIMIT, default=reason
        )
        self.add_item(discord.ui.Label(text=t("What would have to change?"), component=self.reason))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> Self:
        """Return the form as it was."""
        return cls(t, community, int(ids["poll"]), int(ids["objects"]))

    async def submit(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Put the reason, and the objection it was asked for, into the ballot."""
        await refuse_identifiers(self.reason.value)
        found = await polls.paper(interaction.client.context, actor, self.poll)
        if isinstance(found, TooLate):
            await redraw(interaction, ballot_cards.too_late(_t(interaction), found))
            return
        draft = draft_in(interaction.message)
        draft = Draft(draft.chosen, draft.focus, " ".join(self.reason.value.split()))
        await _show(interaction, found, marked(found.poll, draft, Attitude.OBJECTION) if self.objects else draft)


class CastButton(Action, verb="cast", pattern=_POLL):
    """Casts what is chosen in the ballot above it."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Store the vote and show what counts now."""
        poll_id = PollId(int(self.ids["poll"]))
        draft = draft_in(interaction.message)
        done = await polls.cast(interaction.client.context, actor, poll_id, draft.chosen, draft.reason)
        t = _t(interaction)
        if isinstance(done, TooLate):
            await redraw(interaction, ballot_cards.too_late(t, done))
            return
        again = VoteButton.button(t("Change my vote"), community=actor.community_id, poll=poll_id)
        await redraw(interaction, ballot_cards.receipt(t, done), view=buttons(again))


def marked(poll: Poll, draft: Draft, given: int) -> Draft:
    """Return a draft with a mark on the option in focus, and the next unmarked option in focus."""
    marks = dict(draft.chosen) if isinstance(draft.chosen, Mapping) else {}
    focus = draft.focus or poll.options[0].id
    marks[focus] = given
    ids = [option.id for option in poll.options]
    at = ids.index(focus) + 1 if focus in ids else 0
    following = next((one for one in ids[at:] + ids[:at] if one not in marks), focus)
    return Draft(marks, following, draft.reason)


def draft_of(poll: Poll, mine: Vote | None) -> Draft:
    """Return the draft that a fresh ballot begins with: the vote cast before, or nothing."""
    marks: Marks = {} if mine is None else mine.marks
    match RULES[poll.method].manner:
        case Manner.MARK:
            return Draft(marks, poll.options[0].id, mine.reason if mine else None)
        case Manner.ORDER if poll.method is Method.RANKED:
            return Draft(sorted(marks, key=lambda one: marks[one]))
        case Manner.ORDER:
            return Draft([one for one, dots in marks.items() for _ in range(dots)])
        case _:
            return Draft(list(marks))


def draft_in(message: discord.Message | None) -> Draft:
    """Return the draft that a ballot's message holds; raises Conflict if it holds none any more."""
    if message is None:
        raise Conflict("poll.ballot_gone")
    menus = {
        (menu.custom_id or "").split(":")[1]: menu for menu in _items(message) if isinstance(menu, discord.SelectMenu)
    }
    reason = message.embeds[0].footer.text if message.embeds else None
    if MarkMenu.verb in menus:
        pairs = [option.value.split(":") for option in menus[MarkMenu.verb].options]
        focus = [option.value.split(":")[0] for option in menus[MarkMenu.verb].options if option.default]
        marks = {OptionId(int(one)): int(given) for one, given in pairs if given}
        return Draft(marks, OptionId(int(focus[0])) if focus else None, reason)
    if TakenMenu.verb in menus:
        return Draft([OptionId(int(option.value.split(":")[1])) for option in menus[TakenMenu.verb].options])
    if BallotMenu.verb in menus:
        return Draft([OptionId(int(option.value)) for option in menus[BallotMenu.verb].options if option.default])
    return Draft([])


def _items(message: discord.Message | None) -> list[discord.Button | discord.SelectMenu]:
    rows = message.components if message is not None else []
    return [
        item
        for row in rows
        if isinstance(row, discord.ActionRow)
        for item in row.children
        if isinstance(item, (discord.Button, discord.SelectMenu))
    ]


async def _show(interaction: Tap, paper: Paper, draft: Draft, *, in_place: bool = True) -> None:
    t, poll = _t(interaction), paper.poll
    is_mine = paper.mine is not None and _marks(poll, draft.chosen) == paper.mine.marks
    unchanged = is_mine and paper.mine is not None and draft.reason == paper.mine.reason
    shown = Draft((), draft.focus) if unchanged else draft
    content = ballot_cards.ballot(t, poll, paper.mine, shown)
    embeds: list[discord.Embed] = []
    if draft.reason:
        embeds.append(
            discord.Embed(description=t("Your reason, as others will read it:")).set_footer(text=draft.reason)
        )
    show = redraw if in_place else respond
    await show(interaction, content, embeds=embeds, view=ballot_buttons(t, poll, draft))


def _marks(poll: Poll, chosen: Any) -> Marks | None:
    try:
        return mark(poll, chosen)
    except Invalid:
        return None


def ballot_buttons(t: Translate, poll: Poll, draft: Draft) -> discord.ui.View:
    """Return the ballot's menus and buttons with the draft in them, and the button that casts it."""
    ids: dict[str, Any] = {"community": poll.community_id, "poll": poll.id}
    cast = CastButton.button(
        t("Cast my vote"), style=discord.ButtonStyle.success, disabled=not draft.chosen, row=4, **ids
    )
    match RULES[poll.method].manner:
        case Manner.PICK:
            return buttons(_pick_menu(t, poll, list(draft.chosen), ids), cast)
        case Manner.ORDER:
            return buttons(*_order_items(t, poll, list(draft.chosen), ids), cast)
        case Manner.MARK:
            return buttons(*_mark_items(t, poll, draft, ids), cast)


def _pick_menu(t: Translate, poll: Poll, chosen: Collection[OptionId], ids: Mapping[str, Any]) -> Action:
    most = RULES[poll.method].most_choices(len(poll.options))
    placeholder = t("Choose as many as you like") if most > 1 else t("Choose one")
    options = [
        discord.SelectOption(
            label=clip(option.text, 100),
            value=str(option.id),
            description=clip(option.note, 100) if option.note else None,
            default=option.id in chosen,
        )
        for option in poll.options
    ]
    return BallotMenu.select(options=options, placeholder=placeholder, max_values=most, **ids)


def _order_items(t: Translate, poll: Poll, chosen: Sequence[OptionId], ids: Mapping[str, Any]) -> list[Action]:
    most = RULES[poll.method].most_choices(len(poll.options))
    is_ranked = poll.method is Method.RANKED
    left = [option for option in poll.options if not (is_ranked and option.id in chosen)]
    items: list[Action] = []
    if left and len(chosen) < most:
        asked = t("Dot {n} of {most}: which option?", n=len(chosen) + 1, most=most)
        if is_ranked:
            asked = t("Number {n}: which comes next?", n=len(chosen) + 1) if chosen else t("Your favourite")
        options = [
            discord.SelectOption(
                label=clip(option.text, 100),
                value=str(option.id),
                description=clip(option.note, 100) if option.note else None,
            )
            for option in left
        ]
        items.append(NextMenu.select(options=options, placeholder=asked, row=0, **ids))
    if chosen:
        texts = {option.id: option.text for option in poll.options}
        taken = [
            discord.SelectOption(label=clip(f"{place}. {texts[one]}", 100), value=f"{place}:{one}")
            for place, one in enumerate(chosen, start=1)
        ]
        items.append(TakenMenu.select(options=taken, placeholder=t("Take one out"), row=1, **ids))
        items.append(UndoButton.button(t("Undo"), row=4, **ids))
    return items


def _mark_items(t: Translate, poll: Poll, draft: Draft, ids: Mapping[str, Any]) -> list[Action]:
    marks = draft.chosen if isinstance(draft.chosen, Mapping) else {}
    options = [
        discord.SelectOption(
            label=clip(option.text, 100),
            value=f"{option.id}:{marks.get(option.id, '')}",
            description=tallies.mark_name(t, poll.method, marks[option.id]) if option.id in marks else t("not marked"),
            default=option.id == draft.focus,
        )
        for option in poll.options
    ]
    items: list[Action] = [MarkMenu.select(options=options, placeholder=t("Which option?"), row=0, **ids)]
    if poll.method is Method.CONSENT:
        items += [
            MarkButton.button(tallies.attitude_name(t, attitude), mark=int(attitude), row=1, **ids)
            for attitude in sorted(Attitude, reverse=True)
        ]
        items.append(ReasonButton.button(t("Say why"), row=2, **ids))
        return items
    return items + [
        MarkButton.button(str(points), mark=points, row=1 + points // 3, **ids) for points in range(MOST_POINTS + 1)
    ]


ACTIONS = (
    VoteButton,
    BallotMenu,
    NextMenu,
    TakenMenu,
    UndoButton,
    MarkMenu,
    MarkButton,
    ReasonButton,
    CastButton,
)
FORMS = (ReasonForm,)

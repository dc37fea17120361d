"""Buttons and menus of a poll: the way to the ballot, the ballot itself, and booking the winner.

A ballot keeps what is chosen in its own message (the menu's default options), so a restart between choosing and
casting loses nothing, and whatever Discord shows as chosen is what is cast.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.errors import Invalid
from bot.domain.ids import MeetingId, OptionId, PollId, TopicId
from bot.domain.people import Actor
from bot.domain.polls import RULES, Poll, PollState, mark
from bot.services import bookings, polls
from bot.services.bookings import Booked, WhichTopic
from bot.services.polls import PollView, TooLate
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from bot.ui.words import clip
from cogs.polls import booking_cards, cards

Tap = discord.Interaction[CommunityBot]


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


class VoteButton(Action, verb="vote", pattern=r"(?P<poll>\d{1,18})"):
    """Opens a private ballot; on a private message it takes that message's place."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Show the ballot with the vote cast before, or what became of the poll."""
        found = await polls.paper(interaction.client.context, actor, PollId(int(self.ids["poll"])))
        t = _t(interaction)
        if isinstance(found, TooLate):
            await respond(interaction, cards.too_late(t, found))
            return
        content = cards.ballot(t, found.poll, found.mine)
        view = ballot_buttons(t, found.poll, set(found.mine or ()))
        message = interaction.message
        if message is not None and message.flags.ephemeral and not message.embeds:
            await redraw(interaction, content, view=view)
        else:
            await respond(interaction, content, view=view)


class BallotMenu(Action, verb="ballot", pattern=r"(?P<poll>\d{1,18})"):
    """Holds what is chosen, until it is cast."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Redraw the ballot with the choice in it."""
        found = await polls.paper(interaction.client.context, actor, PollId(int(self.ids["poll"])))
        t = _t(interaction)
        if isinstance(found, TooLate):
            await redraw(interaction, cards.too_late(t, found))
            return
        chosen = mark(found.poll, [OptionId(int(value)) for value in self.values])
        await redraw(
            interaction,
            cards.ballot(t, found.poll, found.mine, None if chosen == found.mine else chosen),
            view=ballot_buttons(t, found.poll, chosen),
        )


class CastButton(Action, verb="cast", pattern=r"(?P<poll>\d{1,18})"):
    """Casts what is chosen in the ballot above it."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Store the vote and show what counts now."""
        poll_id = PollId(int(self.ids["poll"]))
        done = await polls.cast(interaction.client.context, actor, poll_id, _chosen_in(interaction.message))
        t = _t(interaction)
        if isinstance(done, TooLate):
            await redraw(interaction, cards.too_late(t, done))
            return
        again = VoteButton.button(t("Change my vote"), community=actor.community_id, poll=poll_id)
        await redraw(interaction, cards.receipt(t, done), view=buttons(again))


class BookButton(Action, verb="book", pattern=r"(?P<poll>\d{1,18})"):
    """Books the winner of a closed poll for a meeting."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Book it at once, or ask which topic or meeting."""
        done = await bookings.book(interaction.client.context, actor, PollId(int(self.ids["poll"])))
        content, view = _booking(_t(interaction), actor, done)
        await respond(interaction, content, view=view)


class BookTopicMenu(Action, verb="book-topic", pattern=r"(?P<poll>\d{1,18})"):
    """Says which of several winners to book."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Book it, or go on to ask which meeting."""
        poll_id, topic_id = PollId(int(self.ids["poll"])), TopicId(int(self.values[0]))
        done = await bookings.book(interaction.client.context, actor, poll_id, topic_id)
        content, view = _booking(_t(interaction), actor, done)
        await redraw(interaction, content, view=view)


class BookMeetingMenu(Action, verb="book-meeting", pattern=r"(?P<poll>\d{1,18}):(?P<topic>\d{1,18})"):
    """Says for which of several meetings to book a topic."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Book it."""
        poll_id, topic_id = PollId(int(self.ids["poll"])), TopicId(int(self.ids["topic"]))
        meeting_id = MeetingId(int(self.values[0]))
        done = await bookings.book(interaction.client.context, actor, poll_id, topic_id, meeting_id)
        content, view = _booking(_t(interaction), actor, done)
        await redraw(interaction, content, view=view)


def _chosen_in(message: discord.Message | None) -> list[OptionId]:
    """Return the options that the menu in a ballot's message shows as chosen."""
    if message is None:
        raise Invalid("poll.nothing_chosen")
    menus = [
        item
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for item in row.children
        if isinstance(item, discord.SelectMenu)
    ]
    return [OptionId(int(option.value)) for menu in menus for option in menu.options if option.default]


def ballot_buttons(t: Translate, poll: Poll, chosen: Collection[OptionId]) -> discord.ui.View:
    """Return the ballot's menu with `chosen` marked in it, and the button that casts it."""
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
    return buttons(
        BallotMenu.select(
            options=options, placeholder=placeholder, max_values=most, community=poll.community_id, poll=poll.id
        ),
        CastButton.button(
            t("Cast my vote"),
            style=discord.ButtonStyle.success,
            disabled=not chosen,
            community=poll.community_id,
            poll=poll.id,
        ),
    )


def poll_buttons(t: Translate, view: PollView) -> discord.ui.View | None:
    """Return what can be done with a poll now: vote while it is open, book its winner afterwards."""
    poll = view.poll
    if poll.state is PollState.OPEN:
        style = discord.ButtonStyle.primary
        return buttons(VoteButton.button(t("Vote"), style=style, community=poll.community_id, poll=poll.id))
    if view.to_book:
        style = discord.ButtonStyle.primary
        return buttons(BookButton.button(t("Book this topic"), style=style, community=poll.community_id, poll=poll.id))
    return None


def _booking(
    t: Translate, actor: Actor, done: bookings.Booked | bookings.WhichTopic | bookings.WhichMeeting
) -> tuple[str, discord.ui.View | None]:
    if isinstance(done, Booked):
        return booking_cards.booked(t, done), None
    if isinstance(done, WhichTopic):
        options = [
            discord.SelectOption(label=clip(option.text, 100), value=str(option.topic_id)) for option in done.options
        ]
        menu: Action = BookTopicMenu.select(
            options=options, placeholder=t("Choose a topic"), community=actor.community_id, poll=done.poll_id
        )
        return booking_cards.which_topic(t), buttons(menu)
    options = [
        discord.SelectOption(label=clip(f"{place}. {meeting.title}", 100), value=str(meeting.id))
        for place, meeting in enumerate(done.meetings, start=1)
    ]
    menu = BookMeetingMenu.select(
        options=options,
        placeholder=t("Choose a meeting"),
        community=actor.community_id,
        poll=done.poll_id,
        topic=done.topic_id,
    )
    return booking_cards.which_meeting(t, done), buttons(menu)


ACTIONS = (VoteButton, BallotMenu, CastButton, BookButton, BookTopicMenu, BookMeetingMenu)

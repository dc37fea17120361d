"""What can be done with a poll from its message: vote, and book the winner. The ballot itself: `ballots`."""

from __future__ import annotations

from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.ids import MeetingId, PollId, TopicId
from bot.domain.people import Actor
from bot.domain.polls import PollState
from bot.services import bookings
from bot.services.bookings import Booked, WhichTopic
from bot.services.polls import PollView
from bot.texts import Translate
from bot.ui.candidates import candidate_buttons
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from bot.ui.words import clip
from cogs.polls import booking_cards
from cogs.polls.ballots import VoteButton

Tap = discord.Interaction[CommunityBot]


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


class BookButton(Action, verb="book", pattern=r"(?P<poll>\d{1,18})"):
    """Books the winner of a closed poll for a meeting."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Book it at once, or ask which topic or meeting."""
        done = await bookings.book(interaction.client.context, actor, PollId(int(self.ids["poll"])))
        content, view = _booking(interaction, actor, done)
        await respond(interaction, content, view=view)


class BookTopicMenu(Action, verb="book-topic", pattern=r"(?P<poll>\d{1,18})"):
    """Says which of several winners to book."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Book it, or go on to ask which meeting."""
        poll_id, topic_id = PollId(int(self.ids["poll"])), TopicId(int(self.values[0]))
        done = await bookings.book(interaction.client.context, actor, poll_id, topic_id)
        content, view = _booking(interaction, actor, done)
        await redraw(interaction, content, view=view)


class BookMeetingMenu(Action, verb="book-meeting", pattern=r"(?P<poll>\d{1,18}):(?P<topic>\d{1,18})"):
    """Says for which of several meetings to book a topic."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Book it."""
        poll_id, topic_id = PollId(int(self.ids["poll"])), TopicId(int(self.ids["topic"]))
        meeting_id = MeetingId(int(self.values[0]))
        done = await bookings.book(interaction.client.context, actor, poll_id, topic_id, meeting_id)
        content, view = _booking(interaction, actor, done)
        await redraw(interaction, content, view=view)


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
    interaction: Tap, actor: Actor, done: bookings.Booked | bookings.WhichTopic | bookings.WhichMeeting
) -> tuple[str, discord.ui.View | None]:
    t = _t(interaction)
    if isinstance(done, Booked):
        return booking_cards.booked(t, done), _who_presents(interaction.client, t, actor, done)
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


def _who_presents(bot: CommunityBot, t: Translate, actor: Actor, done: Booked) -> discord.ui.View | None:
    if done.item_id is None:
        return None
    community, item = int(actor.community_id), done.item_id
    asks = candidate_buttons(t, bot.action("agenda-ask"), done.candidates, community=community, item=item)
    return buttons(*asks, bot.action("agenda-who").button(t("Somebody else"), row=1, community=community, item=item))


ACTIONS = (BookButton, BookTopicMenu, BookMeetingMenu)

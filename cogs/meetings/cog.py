"""`/meeting …`: schedule, list, show, cancel."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.ids import MeetingId
from bot.domain.meetings import MOST_SEATS, MeetingState
from bot.domain.posts import Post
from bot.services import meeting_choices, meetings, scheduling
from bot.services.scheduling import Wish
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.components import buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import respond
from cogs.meetings import cards, views
from cogs.meetings.calendar_views import subscribe_button

Tap = discord.Interaction[Any]


class Meetings(commands.Cog):
    """The commands, and the card that follows them."""

    group = app_commands.Group(name="meeting", description="Meetings of this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the buttons and the card."""
        self.bot.add_actions(*views.ACTIONS)
        self.bot.add_forms(*views.FORMS)
        self.bot.renderers[meetings.POST] = self.render

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)
        self.bot.remove_forms(*views.FORMS)
        del self.bot.renderers[meetings.POST]

    async def render(self, post: Post) -> Outgoing | None:
        """Return what a meeting's card shows now."""
        view = await meetings.card(self.bot.context, post.community_id, MeetingId(post.subject_id))
        if view is None:
            return None
        if post.message_id is None and post.sendings > 1 and not view.answerable:
            return None  # what is over is not announced again where somebody deleted the card, or its channel
        return views.public(self.bot.translator(view.community.locale), view)

    @group.command()
    @app_commands.describe(
        title="What it is called",
        when="Such as “next Tue 7:30pm” or “3 Dec 2026 19:30”, in your time zone",
        duration="Such as 90 (minutes) or 1h30; an hour if you leave it out",
        seats="Leave out if there is room for all",
        place="Leave out for the voice channel of this server",
        topic="What it will be about: a topic of the backlog, or any text",
        repeat="Such as “every 2 weeks until 18 Dec” or “2nd Tue of every month, except 3 Nov”",
    )
    async def schedule(
        self,
        interaction: Tap,
        title: str,
        when: str,
        duration: str | None = None,
        seats: app_commands.Range[int, 1, MOST_SEATS] | None = None,
        place: str | None = None,
        topic: str | None = None,
        repeat: str | None = None,
    ) -> None:
        """Plan a meeting and post its card (facilitators)"""
        t = self.bot.translator(interaction.locale)
        wish = Wish(title, when, duration, seats, place, topic, repeat)
        done = await scheduling.schedule(self.bot.context, actor_of(interaction), wish)
        if done.view.meeting.state is MeetingState.DRAFT:
            text, embeds, buttons = views.draft_screen(interaction, done, when)
            await respond(interaction, text, embeds=embeds, view=buttons)
        else:
            await respond(interaction, cards.posted(t, done.view))

    @group.command(name="list")
    async def list_upcoming(self, interaction: Tap) -> None:
        """See what is coming up, and what you answered"""
        t = self.bot.translator(interaction.locale)
        actor = actor_of(interaction)
        found = await meetings.coming_up(self.bot.context, actor)
        if not found:
            await respond(
                interaction, t("No meeting is coming up. A facilitator can plan one with `/meeting schedule`.")
            )
            return
        view = buttons(subscribe_button(t, actor.community_id)) if self.bot.feeds_are_open else None
        await respond(interaction, embeds=[cards.listing(t, found, actor.member_id)], view=view)

    @group.command()
    @app_commands.describe(meeting="Which one; the next if you leave it out")
    async def show(self, interaction: Tap, meeting: str | None = None) -> None:
        """See one meeting in full and answer it"""
        t = self.bot.translator(interaction.locale)
        view = await meetings.show(self.bot.context, actor_of(interaction), meeting)
        link = view.post.jump_url if view.post else None
        text = t("[The card in the channel]({link})", link=link) if link else None
        await respond(interaction, text, embeds=[cards.card(t, view)], view=views.answer_buttons(t, view))

    @group.command()
    @app_commands.describe(meeting="Which one", reason="Told to everybody who meant to come")
    async def cancel(self, interaction: Tap, meeting: str, reason: str | None = None) -> None:
        """Call a meeting off and tell whoever meant to come (facilitators)"""
        t = self.bot.translator(interaction.locale)
        view, told = await meetings.ask_to_cancel(self.bot.context, actor_of(interaction), meeting, reason)
        await respond(interaction, embeds=[cards.ask_to_cancel(t, view, told)], view=views.cancel_buttons(t, view))

    @schedule.autocomplete("when")
    @quiet
    async def suggest_times(self, interaction: Tap, typed: str) -> Choices:
        """Show how a time is read while it is typed."""
        return choices(await meeting_choices.times_like(self.bot.context, actor_of(interaction), typed))

    @schedule.autocomplete("topic")
    @quiet
    async def suggest_topics(self, interaction: Tap, typed: str) -> Choices:
        """Offer the topics of the backlog; any other text is fine as well."""
        return choices(await meeting_choices.topics_like(self.bot.context, actor_of(interaction), typed))

    @schedule.autocomplete("repeat")
    @quiet
    async def suggest_repeats(self, interaction: Tap, typed: str) -> Choices:
        """Offer usual rules; what is typed is read as well."""
        return choices(meeting_choices.repeats_like(typed))

    @show.autocomplete("meeting")
    @quiet
    async def suggest_all_meetings(self, interaction: Tap, typed: str) -> Choices:
        """Offer the meetings that match: upcoming ones, then those that were, of which one sees one's own minutes."""
        actor = actor_of(interaction)
        found = await meeting_choices.meetings_like(self.bot.context, actor, typed)
        found += await meeting_choices.begun_like(self.bot.context, actor, typed)
        return choices((label, str(meeting_id)) for label, meeting_id in dict.fromkeys(found))

    @cancel.autocomplete("meeting")
    @quiet
    async def suggest_meetings(self, interaction: Tap, typed: str) -> Choices:
        """Offer the upcoming meetings that match."""
        found = await meeting_choices.meetings_like(self.bot.context, actor_of(interaction), typed)
        return choices((label, str(meeting_id)) for label, meeting_id in found)

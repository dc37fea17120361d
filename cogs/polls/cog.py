"""The commands of polls, and their public messages."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.ids import PollId
from bot.domain.people import Actor
from bot.domain.poll_terms import find_poll
from bot.domain.polls import POST, RESULT_POST, Poll, PollState, Results
from bot.domain.posts import Post
from bot.domain.voting import Method
from bot.services import poll_openings, poll_outcomes, polls, posts
from bot.services.polls import Listed, PollView
from bot.texts import Translate
from bot.ui.actors import actor_of
from bot.ui.additions import with_additions
from bot.ui.autocomplete import Choices, quiet
from bot.ui.components import Action, buttons
from bot.ui.courier import Outgoing
from bot.ui.pictures import drawn
from bot.ui.respond import respond, show_form
from bot.ui.words import clip, when
from cogs.polls import ballots, cards, charts
from cogs.polls.ballots import VoteButton
from cogs.polls.options import CLOSES, METHODS, RESULTS, deadline_choices, poll_choices
from cogs.polls.outcomes import OutcomeForm, StateButton
from cogs.polls.views import ACTIONS, poll_buttons

MOST_VOTE_BUTTONS = 5
Tap = discord.Interaction[CommunityBot]


class Polls(commands.Cog):
    """Questions put to the community."""

    poll = app_commands.Group(name="poll", description="Questions put to the community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Answer the buttons, keep the public messages true."""
        self.bot.add_actions(*ACTIONS, *ballots.ACTIONS, StateButton)
        self.bot.add_forms(*ballots.FORMS, OutcomeForm)
        self.bot.renderers[POST] = self.render
        self.bot.renderers[RESULT_POST] = self.render_result

    async def cog_unload(self) -> None:
        """Stop all of that."""
        self.bot.remove_actions(*ACTIONS, *ballots.ACTIONS, StateButton)
        self.bot.remove_forms(*ballots.FORMS, OutcomeForm)
        del self.bot.renderers[POST]
        del self.bot.renderers[RESULT_POST]

    async def render(self, post: Post) -> Outgoing | None:
        """Return what a poll's public message shows now, in the community's language."""
        view = await polls.public_view(self.bot.context, post.community_id, PollId(post.subject_id))
        if view is None:
            return None
        t = self.bot.translator(await self._locale(post))
        picture = charts.picture_of(t, view, cards.name_of(t, view.poll))
        outgoing = Outgoing(
            cards.headline(t, view),
            (cards.body(t, view),),
            poll_buttons(t, view),
            pictures=() if picture is None else (picture,),
        )
        return await with_additions(post, outgoing, self.bot.additions.get(POST, []))

    async def render_result(self, post: Post) -> Outgoing | None:
        """Return the message that tells of a result; once, for whoever deletes it does not want it again."""
        view = await polls.public_view(self.bot.context, post.community_id, PollId(post.subject_id))
        if view is None or post.sendings > 1:
            return None
        return Outgoing(cards.news(self.bot.translator(await self._locale(post)), view))

    async def _locale(self, post: Post) -> str:
        return await posts.locale_of(self.bot.context, post.community_id)

    @poll.command(name="open", description="Ask members any question (facilitators)")
    @app_commands.describe(
        question="What you ask",
        options="What can be chosen, separated by ; such as: Monday; Thursday",
        closes=CLOSES,
        method="How members choose; one each if left empty",
        results="When totals are shown; at the close if left empty. It cannot be changed later",
        anonymous="Whether ballots lose their names for good; fixed now, and voters are told what is hidden",
        quorum="How many percent of members must vote; none if left empty",
    )
    @app_commands.choices(method=METHODS, results=RESULTS)
    async def open_(
        self,
        interaction: Tap,
        question: str,
        options: str,
        closes: str | None = None,
        method: str = Method.SINGLE.value,
        results: str = Results.AT_CLOSE.value,
        anonymous: bool = False,
        quorum: app_commands.Range[int, 1, 100] | None = None,
    ) -> None:
        """Open a poll over a question."""
        done = await poll_openings.open_question(
            self.bot.context,
            actor_of(interaction),
            question=question,
            options=options,
            closes=closes,
            method=Method(method),
            results=Results(results),
            anonymous=anonymous,
            quorum=quorum,
        )
        t = self._t(interaction)
        await respond(interaction, cards.opened(t, done), view=buttons(self._gather(t, done.poll)))

    @poll.command(name="close", description="Close a poll now; it cannot be opened again (facilitators)")
    @app_commands.describe(poll="The poll")
    async def close(self, interaction: Tap, poll: str) -> None:
        """Close a poll before its deadline."""
        t, actor = self._t(interaction), actor_of(interaction)
        done = await polls.close(self.bot.context, actor, await self._named(t, actor, poll))
        said = t("Closed. The poll's message shows the result to everybody in a moment.")
        if not done.just_now:
            closed_at = done.view.poll.closed_at or done.view.poll.closes_at
            said = t("That poll had closed already, {closed}.", closed=when(closed_at))
        await self._show(interaction, t, done.view, said, self._offered(t, done.view))

    @poll.command(name="results", description="Show how a poll stands, or how it ended")
    @app_commands.describe(poll="The poll")
    async def results(self, interaction: Tap, poll: str) -> None:
        """Show what may be seen of a poll."""
        t, actor = self._t(interaction), actor_of(interaction)
        view = await polls.view(self.bot.context, actor, await self._named(t, actor, poll))
        await self._show(interaction, t, view, offered=self._offered(t, view) if view.leads else ())

    @poll.command(name="outcome", description="Say what the group makes of a closed poll (facilitators)")
    @app_commands.describe(poll="The poll")
    async def outcome(self, interaction: Tap, poll: str) -> None:
        """Open the form."""
        t, actor = self._t(interaction), actor_of(interaction)
        view = await poll_outcomes.closed(self.bot.context, actor, await self._named(t, actor, poll))
        await show_form(interaction, OutcomeForm(t, actor.community_id, view.poll.id))

    @poll.command(name="list", description="Show open polls and the last results")
    async def list_(self, interaction: Tap) -> None:
        """Show the open polls, each with its button, and the last closed ones."""
        t, actor = self._t(interaction), actor_of(interaction)
        found = await polls.recent(self.bot.context, actor)
        if not found:
            nothing = t("There are no polls yet. A facilitator can open one with `/topic poll` or `/poll open`.")
            await respond(interaction, nothing)
            return
        await respond(interaction, embeds=[cards.listing(t, found)], view=self._vote_buttons(t, actor, found))

    @close.autocomplete("poll")
    @quiet
    async def _offer_open_polls(self, interaction: Tap, typed: str) -> Choices:
        known = await polls.names(self.bot.context, actor_of(interaction))
        return poll_choices(self._t(interaction), typed, [poll for poll in known if poll.state is PollState.OPEN])

    @outcome.autocomplete("poll")
    @quiet
    async def _offer_closed_polls(self, interaction: Tap, typed: str) -> Choices:
        known = await polls.names(self.bot.context, actor_of(interaction))
        return poll_choices(self._t(interaction), typed, [poll for poll in known if poll.state is PollState.CLOSED])

    @results.autocomplete("poll")
    @quiet
    async def _offer_polls(self, interaction: Tap, typed: str) -> Choices:
        return poll_choices(self._t(interaction), typed, await polls.names(self.bot.context, actor_of(interaction)))

    @open_.autocomplete("closes")
    @quiet
    async def _offer_closing_times(self, interaction: Tap, typed: str) -> Choices:
        actor = actor_of(interaction)
        readings = await poll_openings.suggest_deadlines(self.bot.context, actor, typed)
        return deadline_choices(actor.locale, readings)

    def _gather(self, t: Translate, poll: Poll) -> Action:
        """Return the button with which a facilitator has positions gathered on a poll's question."""
        return self.bot.action("talk-gather").button(t("Gather positions"), community=poll.community_id, poll=poll.id)

    def _offered(self, t: Translate, view: PollView) -> list[Action]:
        """Return what a facilitator may do beside what stands on the poll's own message."""
        poll = view.poll
        offered: list[Action] = []
        if poll.state is PollState.CLOSED:
            offered.append(StateButton.button(t("Say what becomes of it"), community=poll.community_id, poll=poll.id))
        if not poll.about_topics:
            offered.append(self._gather(t, poll))
        return offered

    async def _show(
        self, interaction: Tap, t: Translate, view: PollView, said: str = "", offered: Sequence[Action] = ()
    ) -> None:
        """Answer with a poll as it stands, after what is `said` of it; with its picture once it has closed."""
        picture = charts.picture_of(t, view, cards.name_of(t, view.poll))
        shown = poll_buttons(t, view)
        await respond(
            interaction,
            "\n\n".join(part for part in (said, cards.headline(t, view)) if part),
            embeds=[cards.body(t, view)],
            view=buttons(*(shown.children if shown is not None else ()), *offered) if shown or offered else None,
            files=[] if picture is None else await drawn([picture]),
        )

    def _t(self, interaction: Tap) -> Translate:
        return self.bot.translator(interaction.locale)

    async def _named(self, t: Translate, actor: Actor, typed: str) -> PollId:
        known = await polls.names(self.bot.context, actor)
        return find_poll(typed, {poll.id: cards.name_of(t, poll) for poll in known})

    def _vote_buttons(self, t: Translate, actor: Actor, found: list[Listed]) -> discord.ui.View | None:
        still_open = [one.view.poll for one in found if one.view.poll.state is PollState.OPEN][:MOST_VOTE_BUTTONS]
        if not still_open:
            return None
        return buttons(
            *(
                VoteButton.button(
                    clip(t("Vote: {question}", question=cards.name_of(t, poll)), 80),
                    community=actor.community_id,
                    poll=poll.id,
                    row=row,
                )
                for row, poll in enumerate(still_open)
            )
        )

"""What stands under a post, and what its author and the facilitators add: learning points, a place on an agenda."""

from __future__ import annotations

import discord

from bot.domain.discussions import Field, Round
from bot.domain.ids import DiscussionId, MeetingId
from bot.domain.people import Actor
from bot.services import meeting_choices
from bot.services.discussions import notes, positions
from bot.services.discussions.notes import Verdict
from bot.services.discussions.seeing import DiscussionView
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from bot.ui.words import clip, escape, when
from cogs.case_talk.follow_ups import FollowUpButton
from cogs.case_talk.inputs import DISCUSSION, Tap, bot_of, id_in, labelled, text_input, words_for
from cogs.case_talk.views import ApproachButton, EndButton, OpenButton, ReadButton


def post_items(t: Translate, view: DiscussionView) -> list[Action]:
    """Return the buttons under a post, as its round asks for them."""
    discussion = view.discussion
    ids = {"community": int(discussion.community_id), "discussion": discussion.id}
    style = discord.ButtonStyle
    approach = ApproachButton.button(
        t("How would you approach it?"),
        style=style.primary if discussion.round is Round.ADVICE else style.secondary,
        disabled=discussion.round is Round.ENDED,
        **ids,
    )
    shown: list[Action] = [approach]
    if view.positions:
        shown.append(ReadButton.button(t("All positions"), page=0, **ids))
    if discussion.round is Round.CLARIFY:
        shown.append(OpenButton.button(t("Open advice"), **ids))
    elif discussion.round is Round.ADVICE:
        shown.append(EndButton.button(t("End the discussion"), **ids))
    else:
        shown.append(OpenButton.button(t("Reopen"), **ids))
    shown.append(MoreButton.button(t("More"), **ids))
    return shown


class MoreButton(Action, verb="talk-more", pattern=DISCUSSION):
    """What else can be done with a discussion."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it privately, the same to everybody, so that the screen tells nothing about whose case it is.

        A topic may be raised by anybody.
        """
        view = await positions.read(bot_of(interaction).context, actor, id_in(self.ids))
        t = words_for(interaction)
        ids = {"community": int(actor.community_id), "discussion": view.discussion.id}
        shown: list[Action] = [
            LearningButton.button(t("Add a learning point"), **ids),
            MarkButton.button(t("Take it to a meeting"), **ids),
        ]
        if view.discussion.case_id is not None:
            community, case_id = int(actor.community_id), view.discussion.case_id
            shown.append(FollowUpButton.button(t("Follow-up"), community=community, case=case_id))
            sequels = bot_of(interaction).action("case-sequels")
            shown.append(sequels.button(t("What happens next"), community=community, case=case_id))
        raise_topic = bot_of(interaction).action("topic-from")
        shown.append(
            raise_topic.button(
                t("Suggest as a topic"),
                community=int(actor.community_id),
                row=1,
                origin="discussion",
                subject=view.discussion.id,
            )
        )
        said = t("For the author and the facilitators; **Suggest as a topic** is for everybody.")
        await respond(interaction, said, view=buttons(*shown))


class LearningButton(Action, verb="talk-learn", pattern=DISCUSSION):
    """Add a learning point."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the form; whether the presser may is looked at when it is sent."""
        view = await positions.read(bot_of(interaction).context, actor, id_in(self.ids))
        await show_form(interaction, LearningForm(words_for(interaction), actor.community_id, view.discussion.id))


class LearningForm(DurableForm, verb="talk-learning", pattern=DISCUSSION):
    """What was learnt, in a sentence."""

    def __init__(self, t: Translate, community: int, discussion_id: DiscussionId) -> None:
        super().__init__(title=t("A learning point"), community=community, discussion=discussion_id)
        self._discussion_id = discussion_id
        self._text = text_input(Field.LEARNING, "", t("One thing that colleagues can take home"), lines=True)
        self.add_item(labelled(t, Field.LEARNING, self._text))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> LearningForm:
        """Return the form for the same discussion."""
        return cls(t, community, id_in(ids))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Add it to the post."""
        done = await notes.add_learning(bot_of(interaction).context, actor, self._discussion_id, self._text.value)
        t = words_for(interaction)
        said = {
            Verdict.DONE: t("The learning point is on the post."),
            Verdict.ALREADY: t("This learning point was on the post already."),
            Verdict.FULL: t("There are ten learning points already; more would not be read."),
        }
        await respond(interaction, said[done.verdict])


class MarkButton(Action, verb="talk-mark", pattern=DISCUSSION):
    """Take a case or question to a meeting."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Ask which."""
        context, t = bot_of(interaction).context, words_for(interaction)
        view = await positions.read(context, actor, id_in(self.ids))
        coming = await meeting_choices.meetings_like(context, actor, "")
        if not coming:
            await redraw(interaction, t("No meeting is coming up yet. `/meeting schedule` makes one."))
            return
        options = [discord.SelectOption(label=clip(label, 100), value=str(number)) for label, number in coming[:25]]
        menu = MeetingMenu.select(
            options=options,
            placeholder=t("Which meeting?"),
            community=int(actor.community_id),
            discussion=view.discussion.id,
        )
        await redraw(interaction, t("Which meeting takes it up?"), view=buttons(menu))


class MeetingMenu(Action, verb="talk-meeting", pattern=DISCUSSION):
    """The upcoming meetings."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Put it on that meeting's agenda."""
        chosen = next((value for value in self.values if value.isdigit()), "0")
        done = await notes.mark(bot_of(interaction).context, actor, id_in(self.ids), MeetingId(int(chosen)))
        t = words_for(interaction)
        named = {"title": escape(done.meeting.title), "at": when(done.meeting.starts_at)}
        said = t("It is on the agenda of **{title}**, {at}.", **named)
        if done.verdict is Verdict.ALREADY:
            said = t("It was on the agenda of **{title}** already, {at}.", **named)
        await redraw(interaction, said)


FORMS = (LearningForm,)
ACTIONS = (MoreButton, LearningButton, MarkButton, MeetingMenu)

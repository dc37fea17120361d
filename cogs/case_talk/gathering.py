"""Positions on the question of a poll: the facilitator's button, and what stands on the poll's message."""

from __future__ import annotations

from bot.domain.discussions import Round
from bot.domain.ids import PollId
from bot.domain.people import Actor, Place
from bot.services.discussions import polls
from bot.services.discussions.seeing import DiscussionView
from bot.texts import Translate
from bot.ui.components import Action
from bot.ui.respond import respond
from cogs.case_talk import cards
from cogs.case_talk.inputs import Tap, bot_of, words_for
from cogs.case_talk.views import ApproachButton, ReadButton


class GatherButton(Action, verb="talk-gather", pattern=r"(?P<poll>\d{1,18})"):
    """Has positions gathered on the question of a poll; on the facilitators' private screens of it."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Begin, and say where."""
        done = await polls.gather(bot_of(interaction).context, actor, PollId(int(self.ids["poll"])))
        forum_id = done.view.community.channel_of(Place.CASES)
        said = cards.gathering(words_for(interaction), done.view, forum_id, just_now=done.just_now)
        await respond(interaction, said)


def poll_items(t: Translate, view: DiscussionView) -> list[Action]:
    """Return the buttons that a poll's message has for positions."""
    ids = {"community": int(view.discussion.community_id), "discussion": view.discussion.id}
    ended = view.discussion.round is Round.ENDED
    shown: list[Action] = [ApproachButton.button(t("How would you approach it?"), disabled=ended, **ids)]
    if view.positions:
        shown.append(ReadButton.button(t("All positions"), page=0, **ids))
    return shown


ACTIONS = (GatherButton,)

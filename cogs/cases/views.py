"""The author's way: forms, and the private screens between them. Every screen is drawn from the draft's row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain import cases as rules
from bot.domain.cases import NEXT, Ask, Draft, Part, Story
from bot.domain.ids import CaseId
from bot.domain.people import Actor
from bot.services.cases import checking, drafts, pictures, results, submission
from bot.services.cases.checking import Checked
from bot.services.cases.pictures import Album
from bot.services.cases.results import Result
from bot.texts import Translate
from bot.ui.actors import actor_of
from bot.ui.additions import MOST_IN_EMBEDS
from bot.ui.components import Action, buttons
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import redraw, respond, show_form
from bot.ui.sentences import NOT_CLINICAL
from cogs.cases import screens
from cogs.cases.album import files as picture_files
from cogs.cases.album import look_boxes
from cogs.cases.cards import MOST_OF_TITLE, case_embeds, sequel_embeds, written
from cogs.cases.inputs import (
    MINE,
    area_menu,
    follow_up_input,
    labelled,
    name_choice,
    reason_input,
    stage_menu,
    statement_boxes,
    text_input,
)
from cogs.cases.sentences import PARTS

Tap = discord.Interaction[Any]

NEW = 0
"""Stands for the draft's id while there is none."""


def bot_of(interaction: Tap) -> CommunityBot:
    """Return the bot that took a tap."""
    return interaction.client


def words_for(interaction: Tap) -> Translate:
    """Return the translator for whoever tapped."""
    return bot_of(interaction).translator(interaction.locale)


async def begin(interaction: Tap, actor: Actor) -> None:
    """Open the first form, or offer what is there: a draft to go on with, results not told yet."""
    bot, t = bot_of(interaction), words_for(interaction)
    draft = await drafts.mine(bot.context, actor)
    news = await results.news(bot.context, actor)
    if draft is None and not news:
        await show_form(interaction, StoryForm(t, actor.community_id, NEW))
        return
    await respond(interaction, screens.offer(t, draft, news), view=_offer_buttons(t, actor, draft, news))
    for one in news:
        await results.told(bot.context, actor.community_id, one.case_id)


def _offer_buttons(t: Translate, actor: Actor, draft: Draft | None, news: list[Result]) -> discord.ui.View:
    community = int(actor.community_id)
    shown: list[Action] = []
    if draft is not None:
        primary = discord.ButtonStyle.primary
        shown.append(GoOnButton.button(t("Go on"), style=primary, community=community, draft=draft.id))
    shown.append(FreshButton.button(t("Start afresh") if draft else t("Share a case"), community=community))
    kept = [one for one in news if one.kept_until is not None]
    shown += [take_back_button(t, one) for one in kept[:3]]
    return buttons(*shown)


async def show(
    interaction: Tap,
    content: str,
    embeds: list[discord.Embed],
    view: discord.ui.View | None,
    files: Sequence[discord.File] = (),
) -> None:
    """Draw the author's private screen: in place of the one they tapped on, or as a new one."""
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await redraw(interaction, content, embeds=embeds, view=view, files=files)
    else:
        await respond(interaction, content, embeds=embeds, view=view, files=files)


async def show_check(interaction: Tap, checked: Checked) -> None:
    """Draw the private check with its buttons, and the case as colleagues would read it, its pictures too."""
    t, draft, found = words_for(interaction), checked.draft, checked.check
    album = await pictures.album(bot_of(interaction).context, actor_of(interaction, draft.community_id), draft)
    community = int(draft.community_id)
    ready = not found.must_go and not found.questioned
    style = discord.ButtonStyle
    redact = style.secondary if ready else style.primary
    view = buttons(
        RedactButton.button(t("Redact all"), style=redact, disabled=ready, community=community, draft=draft.id),
        EditButton.button(t("Edit"), community=community, draft=draft.id),
        SubmitButton.button(
            t("Submit"),
            style=style.success if ready else style.secondary,
            community=community,
            draft=draft.id,
            revision=draft.revision,
        ),
        *_extra_buttons(t, bot_of(interaction), draft, album),
    )
    title = discord.Embed(title=written(found.text.story.title, MOST_OF_TITLE))
    body = case_embeds(t, found.text, MOST_IN_EMBEDS - len(title))
    room = MOST_IN_EMBEDS - len(title) - sum(len(embed) for embed in body)
    embeds = [title, *body, *sequel_embeds(t, found.text, room)]
    await show(interaction, screens.check(t, checked), embeds, view, picture_files(album.pictures))


def _extra_buttons(t: Translate, bot: CommunityBot, draft: Draft, album: Album) -> list[Action]:
    """Return the buttons for what a case may have besides: parts that are told later, pictures."""
    part = bot.action("case-next")
    ids: dict[str, Any] = {"community": int(draft.community_id), "draft": draft.id}
    shown = [part.button(t(PARTS[NEXT[n]]), row=1, place=n, **ids) for n in range(len(draft.sequels))]
    if len(shown) < len(NEXT):
        shown.append(part.button(t("Add what happened next"), row=1, place=len(shown), **ids))
    if album.room:
        shown.append(bot.action("case-picture").button(t("Add a picture"), row=2, **ids))
    off = bot.action("case-picture-off")
    shown += [
        off.button(t("Take picture {n} off", n=one.number), row=2, picture=one.id, **ids) for one in album.pictures
    ]
    return shown


class StoryForm(DurableForm, verb="case-story", pattern=r"(?P<draft>\d{1,18})"):
    """Step 1: what happened. It is for a new case if the draft is NEW."""

    offers_help = True

    def __init__(self, t: Translate, community: int, draft_id: int, story: Story | None = None) -> None:
        super().__init__(title=t("Share a case: 1 of 2"), community=community, draft=draft_id)
        self._draft_id = draft_id
        self._title = text_input(Part.TITLE, story.title if story else "", t("A few words, as colleagues would say"))
        self._stage = stage_menu(t, story.stage if story else None)
        self._context = text_input(
            Part.CONTEXT, story.context if story else "", t("What brought the patient; relevant history; your setting")
        )
        self._findings = text_input(
            Part.FINDINGS, story.findings if story else "", t("Examination, tests; leave empty if none")
        )
        self.add_item(discord.ui.TextDisplay(t(NOT_CLINICAL)))
        self.add_item(labelled(t, Part.TITLE, self._title))
        self.add_item(discord.ui.Label(text=t("Life stage"), component=self._stage))
        self.add_item(labelled(t, Part.CONTEXT, self._context))
        self.add_item(labelled(t, Part.FINDINGS, self._findings))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> StoryForm:
        """Return the form for the same draft."""
        return cls(t, community, int(ids["draft"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Save the draft, sealed, and lead on to step 2."""
        bot, t = bot_of(interaction), words_for(interaction)
        stage = self._stage.values[0] if self._stage.values else ""
        story = rules.story(self._title.value, stage, self._context.value, self._findings.value)
        draft = await drafts.save_story(bot.context, actor, story, self._draft_id or None)
        community = int(draft.community_id)
        primary = discord.ButtonStyle.primary
        shown: list[Action] = [ContinueButton.button(t("Continue"), style=primary, community=community, draft=draft.id)]
        if draft.ask is not None:
            shown.append(GoOnButton.button(t("To the check"), community=community, draft=draft.id))
        await show(interaction, screens.saved(t, draft), [], buttons(*shown))


class AskForm(DurableForm, verb="case-ask", pattern=r"(?P<draft>\d{1,18})"):
    """Step 2: what the author wants to know, and how it is posted."""

    offers_help = True

    def __init__(self, t: Translate, community: int, draft_id: int, ask: Ask | None = None) -> None:
        super().__init__(title=t("Share a case: 2 of 2"), community=community, draft=draft_id)
        self._draft_id = draft_id
        self._tried = text_input(Part.TRIED, ask.tried if ask else "", t("Leave empty if nothing yet"))
        self._question = text_input(
            Part.QUESTION, ask.question if ask else "", t("What would you like your colleagues' thoughts on?")
        )
        self._area = area_menu(t, ask.area if ask else None)
        self._name = name_choice(t, ask)
        self.add_item(discord.ui.TextDisplay(t(NOT_CLINICAL)))
        self.add_item(labelled(t, Part.TRIED, self._tried))
        self.add_item(labelled(t, Part.QUESTION, self._question))
        self.add_item(discord.ui.Label(text=t("Clinical area"), component=self._area))
        self.add_item(discord.ui.Label(text=t("How to post it"), component=self._name))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> AskForm:
        """Return the form for the same draft."""
        return cls(t, community, int(ids["draft"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Save the draft and check it."""
        bot = bot_of(interaction)
        area = self._area.values[0] if self._area.values else ""
        # Whoever chose nothing is not named.
        anonymous = self._name.value != MINE
        ask = rules.ask(self._tried.value, self._question.value, area, anonymous=anonymous)
        draft = await drafts.save_ask(bot.context, actor, self._draft_id, ask)
        await show_check(interaction, await checking.look(bot.context, actor, draft.id))


class AffirmForm(
    DurableForm,
    verb="case-affirm",
    pattern=r"(?P<draft>\d{1,18}):(?P<revision>\d{1,9}):(?P<kept>\d{1,4}):(?P<pictures>\d)",
):
    """The last step: three statements, why `kept` questioned details stay, what was looked for on `pictures`."""

    def __init__(self, t: Translate, community: int, draft_id: int, revision: int, kept: int, pictures: int) -> None:
        super().__init__(
            title=t("Before you submit"),
            community=community,
            draft=draft_id,
            revision=revision,
            kept=kept,
            pictures=pictures,
        )
        self._draft_id, self._revision = draft_id, revision
        self._affirm = statement_boxes(t)
        self._reason = reason_input() if kept else None
        self.add_item(discord.ui.TextDisplay(t(NOT_CLINICAL)))
        self.add_item(discord.ui.Label(text=t("I affirm, as the one who shares it"), component=self._affirm))
        if self._reason is not None:
            label = t.n("Why does {n} questioned detail stay?", "Why do {n} questioned details stay?", kept)
            hint = t("The releasing facilitator reads this. Or go back and redact.")
            self.add_item(discord.ui.Label(text=label, description=hint, component=self._reason))
        self._looked = look_boxes(t) if pictures else None
        if self._looked is not None:
            label = t.n("I looked at the picture", "I looked at all {n} pictures", pictures)
            hint = t("At full size, edges too.")
            self.add_item(discord.ui.Label(text=label, description=hint, component=self._looked))
        self._follow_up = follow_up_input(t)
        hint = t("I ask you alone, in a direct message. Leave empty for no.")
        self.add_item(
            discord.ui.Label(text=t("When may I ask what happened?"), description=hint, component=self._follow_up)
        )

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> AffirmForm:
        """Return the form for the same state of the draft."""
        numbers = (int(ids[name]) for name in ("draft", "revision", "kept", "pictures"))
        return cls(t, community, *numbers)

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Hand the case in."""
        bot, t = bot_of(interaction), words_for(interaction)
        reason = self._reason.value if self._reason else ""
        submitted = await submission.submit(
            bot.context,
            actor,
            self._draft_id,
            self._revision,
            self._affirm.values,
            reason,
            self._follow_up.value,
            self._looked.values if self._looked else (),
        )
        await show(interaction, screens.handed_in(t, submitted), [], None)


class ShareButton(Action, verb="case-share"):
    """Does what `/case share` does, from the noticeboard."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the first form, or offer what is there."""
        await begin(interaction, actor)


class FreshButton(Action, verb="case-fresh"):
    """Begin a new case; the draft it replaces goes only when the new one is saved."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the first form, empty."""
        await drafts.mine(bot_of(interaction).context, actor)  # only members get a form
        await show_form(interaction, StoryForm(words_for(interaction), actor.community_id, NEW))


class ContinueButton(Action, verb="case-continue", pattern=r"(?P<draft>\d{1,18})"):
    """Go from step 1 to step 2."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the second form with what it held."""
        draft = await drafts.get(bot_of(interaction).context, actor, int(self.ids["draft"]))
        await show_form(interaction, AskForm(words_for(interaction), actor.community_id, draft.id, draft.ask))


class GoOnButton(Action, verb="case-go-on", pattern=r"(?P<draft>\d{1,18})"):
    """Go on with a draft wherever it stands."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the second form, or the check if both are filled in."""
        context = bot_of(interaction).context
        draft = await drafts.get(context, actor, int(self.ids["draft"]))
        if draft.ask is None:
            await show_form(interaction, AskForm(words_for(interaction), actor.community_id, draft.id, draft.ask))
        else:
            await show_check(interaction, await checking.look(context, actor, draft.id))


class EditButton(Action, verb="case-edit", pattern=r"(?P<draft>\d{1,18})"):
    """Reword a draft."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the first form with what it held; the second follows by Continue."""
        draft = await drafts.get(bot_of(interaction).context, actor, int(self.ids["draft"]))
        await show_form(interaction, StoryForm(words_for(interaction), actor.community_id, draft.id, draft.story))


class RedactButton(Action, verb="case-redact", pattern=r"(?P<draft>\d{1,18})"):
    """Take every suggestion."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Rewrite the draft and show the check of what it became."""
        await show_check(
            interaction, await checking.redact_all(bot_of(interaction).context, actor, int(self.ids["draft"]))
        )


class SubmitButton(Action, verb="case-submit", pattern=r"(?P<draft>\d{1,18}):(?P<revision>\d{1,9})"):
    """Go to the statements, if the check lets it; for the very text that stands on this screen."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the last form."""
        context = bot_of(interaction).context
        checked = await submission.ready(context, actor, int(self.ids["draft"]), int(self.ids["revision"]))
        draft, kept = checked.draft, len(checked.check.questioned)
        shown = await pictures.count(context, actor, draft)
        form = AffirmForm(words_for(interaction), actor.community_id, draft.id, draft.revision, kept, shown)
        await show_form(interaction, form)


class TakeBackButton(Action, verb="case-back", pattern=r"(?P<case>\d{1,18})"):
    """Make a declined case a draft again; on the author's direct message or private screen."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open it at the check."""
        context = bot_of(interaction).context
        draft = await results.take_back(context, actor, CaseId(int(self.ids["case"])))
        await show_check(interaction, await checking.look(context, actor, draft.id))


FORMS = (StoryForm, AskForm, AffirmForm)
ACTIONS = (
    ShareButton,
    FreshButton,
    ContinueButton,
    GoOnButton,
    EditButton,
    RedactButton,
    SubmitButton,
    TakeBackButton,
)


def take_back_button(t: Translate, one: Result) -> TakeBackButton:
    """Return the button that gives a declined case back to its author."""
    return TakeBackButton.button(t("Edit and send again"), community=int(one.community_id), case=one.case_id)

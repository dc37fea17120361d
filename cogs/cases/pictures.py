"""Pictures of a case: added on the author's private check, which shows them made anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.domain.errors import Invalid
from bot.domain.people import Actor
from bot.domain.pictures import ALT_LIMIT, refuse_size
from bot.services.cases import checking, pictures
from bot.texts import Translate
from bot.ui.components import Action
from bot.ui.durable_forms import DurableForm
from bot.ui.respond import show_form
from bot.ui.sentences import NOT_CLINICAL
from cogs.cases.album import consent_boxes
from cogs.cases.views import Tap, bot_of, show_check, words_for

DRAFT = r"(?P<draft>\d{1,18})"


class AddButton(Action, verb="case-picture", pattern=DRAFT):
    """Add a picture to a draft."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Open the form, where pictures are allowed."""
        draft_id = int(self.ids["draft"])
        await pictures.require_allowed(bot_of(interaction).context, actor, draft_id)
        await show_form(interaction, PictureForm(words_for(interaction), actor.community_id, draft_id))


class OffButton(Action, verb="case-picture-off", pattern=DRAFT + r":(?P<picture>\d{1,18})"):
    """Take a picture off a draft."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Take it off and show the check again."""
        context = bot_of(interaction).context
        draft = await pictures.take_off(context, actor, int(self.ids["draft"]), int(self.ids["picture"]))
        await show_check(interaction, await checking.look(context, actor, draft.id))


class PictureForm(DurableForm, verb="case-upload", pattern=DRAFT):
    """One picture: the file, what it shows in words, and that the patient agreed."""

    def __init__(self, t: Translate, community: int, draft_id: int) -> None:
        super().__init__(title=t("Add a picture"), community=community, draft=draft_id)
        self._draft_id = draft_id
        self._file: discord.ui.FileUpload[Any] = discord.ui.FileUpload(custom_id="file", min_values=1, max_values=1)
        self._alt: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="alt",
            style=discord.TextStyle.short,
            max_length=ALT_LIMIT,
            placeholder=t("Itchy plaques on both shins, three weeks"),
        )
        self._agreed = consent_boxes(t)
        about = t("Place, time and whatever else hides in the file are taken out; the original is not kept.")
        self.add_item(discord.ui.TextDisplay(f"{t(NOT_CLINICAL)}\n{about}"))
        hint = t("A photo or screenshot: JPEG, PNG or WebP. Cover names first.")
        self.add_item(discord.ui.Label(text=t("The picture"), description=hint, component=self._file))
        hint = t("For colleagues who cannot see it.")
        self.add_item(discord.ui.Label(text=t("What it shows"), description=hint, component=self._alt))
        self.add_item(discord.ui.Label(text=t("I affirm"), component=self._agreed))

    @classmethod
    def reopened(cls, t: Translate, community: int, ids: dict[str, str]) -> PictureForm:
        """Return the form for the same draft."""
        return cls(t, community, int(ids["draft"]))

    async def submit(self, interaction: Tap, actor: Actor) -> None:
        """Make the picture anew, and show the check with it."""
        context = bot_of(interaction).context
        data = await _uploaded(self._file.values)
        draft = await pictures.add(context, actor, self._draft_id, data, self._alt.value, self._agreed.values)
        await show_check(interaction, await checking.look(context, actor, draft.id))


async def _uploaded(attachments: Sequence[discord.Attachment]) -> bytes:
    """Return the bytes of what was uploaded; its address and its name are used for nothing else.

    Raises Invalid `picture.too_large` before anything is fetched, `picture.gone`.
    """
    if not attachments:
        raise Invalid("picture.gone")
    refuse_size(attachments[0].size)
    try:
        return await attachments[0].read()
    except discord.HTTPException:
        raise Invalid("picture.gone") from None


FORMS = (PictureForm,)
ACTIONS = (AddButton, OffButton)

"""The buttons that turn the pages; the whole search stands in their ids, so that no restart loses it."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.cases import Area
from bot.domain.library import MOST_PAGE, Page, Search, Status, words_of
from bot.domain.people import Actor
from bot.services.cases import library
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw
from cogs.case_library.cards import page_embed

_AREAS = tuple(Area)
_STATUSES = {"o": Status.OPEN, "f": Status.FOLLOW_UP, "c": Status.CLOSED}


class PageButton(
    Action,
    verb="case-page",
    pattern=r"(?P<page>\d{1,4}):(?P<area>\d{0,2}):(?P<status>[ofc]?):(?P<query>[\w ]{0,50})",
):
    """Show another page of a search."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Look again, as things are now."""
        area = int(self.ids["area"]) if self.ids["area"] else len(_AREAS)
        search = Search(
            words=words_of(self.ids["query"]),
            area=_AREAS[area] if area < len(_AREAS) else None,
            status=_STATUSES.get(self.ids["status"]),
            page=int(self.ids["page"]),
        )
        page = await library.look(interaction.client.context, actor, search)
        t = interaction.client.translator(interaction.locale)
        await redraw(interaction, embeds=[page_embed(t, page)], view=page_buttons(t, actor.community_id, page))


def page_buttons(t: Translate, community: int, page: Page) -> discord.ui.View | None:
    """Return the ways to the pages before and after, where there are any."""
    shown: list[Action] = []
    if page.search.page:
        shown.append(_button(t("Back"), community, page.search, page.search.page - 1))
    if page.more and page.search.page < MOST_PAGE:
        shown.append(_button(t("More"), community, page.search, page.search.page + 1))
    return buttons(*shown) if shown else None


def _button(label: str, community: int, search: Search, page: int) -> PageButton:
    return PageButton.button(
        label,
        community=community,
        page=page,
        area="" if search.area is None else _AREAS.index(search.area),
        status=next((letter for letter, status in _STATUSES.items() if status is search.status), ""),
        query=" ".join(search.words),
    )


ACTIONS = (PageButton,)

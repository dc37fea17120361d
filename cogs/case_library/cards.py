"""A page of the library: values in, embed out."""

from __future__ import annotations

import discord

from bot.domain.library import Entry, Page, Search
from bot.texts import Translate
from bot.ui.words import clip, timestamp, written

MOST_OF_LINE = 120
"""Characters of a title or learning point: eight cases fit one embed (4,096) in any script."""


def page_embed(t: Translate, page: Page) -> discord.Embed:
    """Return one page: for each case its title, what was learnt last, and a line of facts."""
    embed = discord.Embed(title=_title(t, page.search))
    embed.description = "\n".join(_entry(t, one) for one in page.entries) or _nothing(t, page.search)
    if page.search.page or page.more:
        embed.set_footer(text=t("Page {n}", n=page.search.page + 1))
    return embed


def _title(t: Translate, search: Search) -> str:
    chosen = [t(choice.value) for choice in (search.area, search.status) if choice is not None]
    if search.words:
        chosen.insert(0, "“" + " ".join(search.words) + "”")
    return t("Cases: {chosen}", chosen=" · ".join(chosen)) if chosen else t("Cases, newest first")


def _entry(t: Translate, one: Entry) -> str:
    lines = [f"**{written(one.title, MOST_OF_LINE)}**"]
    if one.learnt is not None:
        lines.append(t("Learnt: {point}", point=written(clip(one.learnt, 100), MOST_OF_LINE)))
    facts = [
        t("case {n}", n=one.id),
        t(one.area.value),
        *(t(status.value) for status in one.statuses),
        timestamp(one.released_at, "R"),
    ]
    if one.jump_url is not None:
        facts.append(t("[Read it]({url})", url=one.jump_url))
    return "\n".join([*lines, f"-# {' · '.join(facts)}"])


def _nothing(t: Translate, search: Search) -> str:
    if search.page:
        return t("There is nothing on this page any more.")
    if search.words or search.area or search.status:
        return t("No case fits. Fewer words find more; `/case list` alone shows all.")
    return t("No case has been released yet. `/case share` begins the first.")

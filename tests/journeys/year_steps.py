"""A year of a small community, lived by the whole bot: who they are, what they do, and what is noted of the bot."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from simcord import MemberActor

from bot.domain.errors import Conflict
from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import Answer
from bot.domain.people import Actor
from bot.domain.polls import Results
from bot.domain.reach import Habits, Weight
from bot.domain.voting import Method
from bot.services import digest, meetings, poll_openings, polls, prompt_answers, scheduling
from bot.services.digest import Digest
from bot.services.scheduling import Wish
from data import habits
from tests.journeys.case_steps import AFFIRM, CLEAN_STORY, card, write
from tests.journeys.world import World, labels, reply_text

ZONES = ("Australia/Perth", "Europe/London", "America/Toronto", "Pacific/Auckland")
HEAVY = "I can't go on like this."


@dataclass(frozen=True)
class Told:
    """A message that went to one person: of which kind of timer, how weighty, and when."""

    kind: str
    member_id: int
    weight: Weight
    at: datetime


@dataclass
class Year:
    """Ten people, the facilitator first; the last never does anything. `chance` is the same each time."""

    world: World
    people: list[MemberActor]
    chance: random.Random
    told: list[Told] = field(default_factory=list)
    board_edits: list[datetime] = field(default_factory=list)
    digests: list[Digest] = field(default_factory=list)
    pressed: int = 0

    @property
    def fiona(self) -> MemberActor:
        return self.people[0]

    @property
    def active(self) -> list[MemberActor]:
        return self.people[:-1]

    def actor(self, who: MemberActor) -> Actor:
        """Return somebody as the services know them."""
        roles = {self.world.member_role.id} | ({self.world.facilitator_role.id} if who is self.fiona else set())
        return Actor(CommunityId(self.world.guild.id), MemberId(who.id), frozenset(roles))

    def some(self, most: int) -> list[MemberActor]:
        """Return some of those who take part."""
        return self.chance.sample(self.active, most)

    # ------------------------------------------------------------ what they do

    async def meet(self, at: datetime) -> None:
        """Schedule a meeting and let most say whether they come."""
        wish = Wish(f"Meeting {at:%d %b}", f"{at:%Y-%m-%dT%H:%M}+00:00[UTC]", None, None, None, None)
        with self.world.as_bot():
            done = await scheduling.schedule(self.world.bot.context, self.actor(self.fiona), wish)
            for who in self.some(5):
                choice = self.chance.choice([Answer.GOING, Answer.GOING, Answer.MAYBE, Answer.NO])
                await meetings.answer(self.world.bot.context, self.actor(who), done.view.meeting.id, choice)

    async def vote(self, question: str, *, anonymous: bool) -> None:
        """Open a poll and let most vote."""
        with self.world.as_bot():
            opened = await poll_openings.open_question(
                self.world.bot.context,
                self.actor(self.fiona),
                question=question,
                options="This; That",
                closes="in 5 days",
                method=Method.SINGLE,
                results=Results.AT_CLOSE,
                anonymous=anonymous,
                quorum=None if anonymous else 50,
            )
            for who in self.some(4):
                option = self.chance.choice(opened.poll.options)
                await polls.cast(self.world.bot.context, self.actor(who), opened.poll.id, [option.id])

    async def share_case(self, author: MemberActor, title: str) -> None:
        """Hand a case in, with a day on which the author is asked what became of it."""
        private = await write(self.world, author, CLEAN_STORY | {"title": title})
        form = await author.click(private, label="Submit")
        await author.submit_modal(form, AFFIRM | {"follow-up": "in 6 weeks"})

    async def release(self) -> None:
        """Release what waits."""
        await self.fiona.click(card(self.world), label="Release")

    async def answer_prompt(self, *, heavy: bool) -> int | None:
        """Let four answer the newest prompt privately; return which it was."""
        async with self.world.bot.context.database.read() as reader:
            newest = await reader.value("SELECT max(sending_id) FROM prompt_round WHERE state = 'open'")
        if newest is None:
            return None
        with self.world.as_bot():
            for number, who in enumerate(self.some(4)):
                text = HEAVY if heavy and number == 0 else f"What helps me is number {self.chance.randrange(10**6)}."
                with suppress(Conflict):
                    await prompt_answers.give(self.world.bot.context, self.actor(who), int(str(newest)), text)
        return int(str(newest))

    async def talk(self) -> None:
        """Let people talk in the channel where prompts go."""
        for who in self.some(6):
            await who.send(self.world.channel("general"), "What a week.")

    async def deal_with_digest(self) -> None:
        """Press every numbered button of the newest digest, as a facilitator does on a Monday."""
        found = [one for one in self.world.dms(self.fiona) if "This is what" in (one.content or "")]
        if not found:
            return
        numbered = [label for label in labels(found[-1]) if label[:1].isdigit()]
        assert len(numbered) == len(re.findall(r"^\*\*\d+\.\*\*", found[-1].embeds[0].description or "", re.M))
        for label in numbered:
            dealt = await self.fiona.user.click(found[-1], label=label)
            assert reply_text(dealt), label
            self.pressed += 1


async def begin(world: World, monkeypatch: pytest.MonkeyPatch, check: Callable[[Digest], Any]) -> Year:
    """Set ten people up in four zones, every other one with a cap of one message a week, and note what the bot does."""
    await world.set_up()
    people = [await world.facilitator(zone=ZONES[0])]
    people += [await world.member(f"member{number}", ZONES[number % 4]) for number in range(1, 10)]
    async with world.bot.context.database.write() as writer:
        for who in people:
            await habits.save(writer, CommunityId(world.guild.id), MemberId(who.id), wishes(people, who.id))
    year = Year(world, people, random.Random(7))  # noqa: S311 - the same year each time
    tell, edit, due = world.bot.messenger.tell, world.bot.courier.edit, digest.due
    [board] = world.messages("noticeboard")

    async def noting_tell(timer: Any, member_id: int, private: Any, **more: Any) -> bool:
        sent = await tell(timer, member_id, private, **more)
        if sent:
            weight = more.get("weight", Weight.ORDINARY)
            year.told.append(Told(timer.kind, member_id, weight, world.env.now()))
        return sent

    async def noting_edit(channel_id: int, message_id: int, outgoing: Any) -> None:
        if message_id == board.id:
            year.board_edits.append(world.env.now())
        await edit(channel_id, message_id, outgoing)

    async def noting_due(*args: Any) -> Digest | None:
        found = await due(*args)
        if found is not None:
            year.digests.append(found)
            await check(found)
        return found

    monkeypatch.setattr(world.bot.messenger, "tell", noting_tell)
    monkeypatch.setattr(world.bot.courier, "edit", noting_edit)
    monkeypatch.setattr(digest, "due", noting_due)
    general = world.channel("general")
    await people[0].slash(general, "facilitator digest")
    await people[0].slash(general, "prompt schedule", every="Tuesday", at="08:00")
    return year


def wishes(people: list[MemberActor], member_id: int) -> Habits:
    """Return how somebody wants to be reached."""
    place = [who.id for who in people].index(member_id)
    return Habits(ZONES[place % 4], weekly_cap=1 if place % 2 else 5)

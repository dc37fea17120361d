"""C5: pictures where a community allows them: made anew, read by two people, sealed until the release."""

from __future__ import annotations

import io
from typing import Any

import discord
import pytest
import simcord
from PIL import Image

from tests import pictures
from tests.journeys.case_steps import AFFIRM, anonymous, card, count, screen, stored_bytes, write
from tests.journeys.test_flags import FLAG, flag_cards
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

ALT = "Itchy plaques on both shins"
LOOKED: dict[str, Any] = AFFIRM | {"looked": ["writing", "face", "mark"]}


async def people(world: World) -> tuple[simcord.MemberActor, simcord.MemberActor]:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    assert "may be added by authors" in await allow(world, fiona)
    return alice, fiona


async def allow(world: World, fiona: simcord.MemberActor, code: str = "on") -> str:
    shown = screen(await fiona.slash(world.channel("general"), "community settings"))
    await fiona.click(shown, label="Cases")
    return reply_text(await fiona.select(shown, [code], custom_id=f"cop1:setting:{world.guild.id}:pictures"))


def upload(data: bytes, alt: str = ALT, name: str = "Margaret Dunstan knee.jpg") -> dict[str, Any]:
    return {"file": (name, data), "alt": alt, "agreed": ["agreed"]}


async def with_picture(world: World, alice: simcord.MemberActor, data: bytes, **more: Any) -> Any:
    """Write a case with a picture and return the private check."""
    private = await write(world, alice, **more)
    await alice.submit_modal(await alice.click(private, label="Add a picture"), upload(data))
    return private


async def handed_in(world: World, alice: simcord.MemberActor, data: bytes, **more: Any) -> None:
    private = await with_picture(world, alice, data, **more)
    await alice.submit_modal(await alice.click(private, label="Submit"), LOOKED)


async def released(world: World, data: bytes, **more: Any) -> tuple[simcord.MemberActor, simcord.MemberActor]:
    alice, fiona = await people(world)
    await handed_in(world, alice, data, **more)
    await fiona.click(screen(await fiona.click(card(world), label="Release")), label="Release")
    await world.env.settle()
    return alice, fiona


def hung(world: World) -> Any:
    """Return the message below the case that holds its picture."""
    [post] = world.forum_posts()
    return world.messages(post)[1]


async def bytes_of(message: Any) -> bytes:
    [file] = message.attachments
    return await file.read()


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "polyglot"])
async def test_c5_the_posted_copy_holds_nothing_but_pixels(world: World, kind: str) -> None:
    sent = {"jpeg": pictures.jpeg, "png": pictures.png, "webp": pictures.webp, "polyglot": pictures.polyglot}[kind]()
    assert pictures.SECRET in sent
    await released(world, sent)
    message = hung(world)
    posted = await bytes_of(message)
    for trace in (pictures.SECRET, pictures.GPS, b"Exif", b"xmp", b"iPhone", b"ftyp", b"notes.txt"):
        assert trace.lower() not in posted.lower(), trace
    with Image.open(io.BytesIO(posted)) as image:
        assert (image.format, not image.getexif()) == ("JPEG", True)
    [file] = message.attachments
    assert file.filename == "picture-1.jpg"
    assert file.description == ALT
    assert text_of(message) == "**Picture 1 of 1**"
    assert pictures.SECRET not in stored_bytes(world)
    named = [entry for entry in world.env.http_requests if "Margaret" in str(entry.json) or "knee" in str(entry.json)]
    assert not named, "neither the name nor the address of the original goes anywhere"


async def test_c5_off_by_default_and_told_so_by_an_old_button(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    private = await write(world, alice)
    assert "Add a picture" not in labels(private)
    await allow(world, fiona)
    again = screen(await alice.click(screen(await alice.slash(world.channel("general"), "case share")), label="Go on"))
    assert "Add a picture" in labels(again)
    await allow(world, fiona, "off")
    refused = await alice.click(again, label="Add a picture")
    assert refused.modal is None
    assert "switched off" in reply_text(refused)


async def test_c5_the_author_sees_it_made_anew_before_and_looks_for_what_no_program_sees(world: World) -> None:
    alice, fiona = await people(world)
    private = await write(world, alice)
    form = await alice.click(private, label="Add a picture")
    await world.restart()
    await alice.submit_modal(form, upload(pictures.jpeg()))
    [shown] = private.attachments
    assert shown.filename == "picture-1.jpg"
    assert pictures.SECRET not in await shown.read()
    await world.restart()
    affirm = await alice.click(private, label="Submit")
    assert "I looked at the picture" in str(affirm.modal)
    assert "No face" in str(affirm.modal)
    await world.restart()
    done = await alice.submit_modal(affirm, LOOKED)
    assert "with the facilitators" in reply_text(done)
    assert private.attachments == []
    queued = card(world)
    assert "It has 1 picture." in text_of(queued)
    assert not queued.attachments, "no copy lies about in a channel"
    look = screen(await fiona.click(queued, label="Release"))
    assert len(look.attachments) == 1
    assert ALT in text_of(look)
    assert world.forum_posts() == []
    release = custom_id(look, "Release")
    await world.tap_together([(fiona, look.message, release), (fiona, look.message, release)])
    await world.advance(minutes=1)
    assert len(world.messages(world.forum_posts()[0])) == 2
    async with world.bot.context.database.read() as reader:
        [row] = await reader.all("SELECT consent_version, consented_at, looked_version, looked_at FROM case_picture")
    assert all(row), "consent and look are stored with version and time"


async def test_c5_a_picture_is_sealed_until_the_release_and_goes_with_its_draft(world: World) -> None:
    alice, _ = await people(world)
    private = await with_picture(world, alice, pictures.jpeg())
    [shown] = private.attachments
    image = await shown.read()
    async with world.bot.context.database.read() as reader:
        sealed = await reader.value("SELECT sealed FROM case_picture")
    assert isinstance(sealed, bytes)
    assert image[100:400] not in stored_bytes(world)
    assert ALT.encode() not in stored_bytes(world)
    await world.advance(hours=73)
    assert await count(world, "case_picture") == 0
    await world.bot.close()
    assert sealed[:200] not in stored_bytes(world), "not even sealed"
    assert sealed[-200:] not in stored_bytes(world)


async def test_c5_a_declined_picture_comes_back_with_its_case_or_is_dropped_with_it(world: World) -> None:
    alice, fiona = await people(world)
    await handed_in(world, alice, pictures.jpeg())
    why = await fiona.click(card(world), label="Decline")
    await fiona.submit_modal(why, {"reason": "The tattoo is telling."})
    back = screen(await alice.user.click(world.dms(alice)[-1], label="Edit and send again"))
    assert len(back.attachments) == 1
    await alice.user.click(back, label="Take picture 1 off")
    assert back.attachments == []
    form = await alice.user.click(back, label="Add a picture")
    await alice.user.submit_modal(form, upload(pictures.png()))
    await alice.user.submit_modal(await alice.user.click(back, label="Submit"), LOOKED)
    await fiona.submit_modal(await fiona.click(card(world), label="Decline"), {"reason": "Still telling."})
    assert await count(world, "case_picture") == 1
    await world.advance(hours=73)
    assert await count(world, "case_picture") == 0


async def test_c5_a_new_case_in_the_place_of_a_draft_has_none_of_its_pictures(world: World) -> None:
    alice, _ = await people(world)
    await with_picture(world, alice, pictures.jpeg())
    offer = screen(await alice.slash(world.channel("general"), "case share"))
    story = {"title": "A rash", "stage": ["child"], "context": "New.", "findings": ""}
    await alice.submit_modal(await alice.click(offer, label="Start afresh"), story)
    assert await count(world, "case_picture") == 0


async def test_c5_a_flag_hides_the_picture_with_the_case_and_erasing_takes_its_bytes(world: World) -> None:
    alice, fiona = await released(world, pictures.jpeg())
    bob = await world.member("bob")
    image = await bytes_of(hung(world))
    assert image[100:400] in stored_bytes(world)
    [post] = world.forum_posts()
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    assert hung(world).attachments == []
    assert "Hidden for now" in text_of(hung(world))
    await fiona.click(flag_cards(world)[-1], label="Restore")
    await world.advance(minutes=1)
    assert await bytes_of(hung(world)) == image

    await bob.context_menu(post, FLAG, hung(world))
    await world.env.settle()
    assert hung(world).attachments == []
    assert "bad cold" in text_of(world.messages(post)[0]), "a picture is hidden alone"
    seen = screen(await fiona.click(flag_cards(world)[-1], label="See it"))
    assert len(seen.attachments) == 1
    await fiona.click(flag_cards(world)[-1], label="Erase")
    await world.restart()
    await world.advance(minutes=2)
    assert "Removed" in text_of(hung(world))
    for at in (100, len(image) // 2, len(image) - 300):
        assert image[at : at + 200] not in stored_bytes(world)
    told = [text_of(one) for one in world.dms(alice) if "erased it" in text_of(one)]
    assert ["The rest of the case stays" in one for one in told] == [True]


async def test_c5_an_erased_case_takes_its_pictures_along(world: World) -> None:
    _, fiona = await released(world, pictures.jpeg())
    bob = await world.member("bob")
    image = await bytes_of(hung(world))
    [post] = world.forum_posts()
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    await fiona.click(flag_cards(world)[-1], label="Erase")
    await world.advance(minutes=2)
    assert "Removed" in text_of(hung(world))
    assert hung(world).attachments == []
    assert image[100:300] not in stored_bytes(world)


@pytest.mark.parametrize(
    ("data", "alt", "said"),
    [
        (pictures.PDF, ALT, "take a screenshot of the part that matters"),
        (pictures.SVG, ALT, "take a screenshot of the part that matters"),
        (pictures.HEIC, ALT, "Most Compatible"),
        (pictures.moving("GIF"), ALT, "still pictures only"),
        (pictures.bomb(), ALT, "more pixels than I can open safely"),
        (b"MZ" + bytes(500), ALT, "could not open this as a picture"),
        (pictures.jpeg(), "Rash of jane@example.com", "may identify somebody"),
        (pictures.jpeg(), "  ", "in a few words what the picture shows"),
    ],
)
async def test_c5_what_cannot_be_taken_is_refused_with_what_would_do(
    world: World, data: bytes, alt: str, said: str
) -> None:
    alice, _ = await people(world)
    private = await write(world, alice)
    answer = await alice.submit_modal(await alice.click(private, label="Add a picture"), upload(data, alt))
    assert said in reply_text(answer)
    assert await count(world, "case_picture") == 0


async def test_c5_an_anonymous_picture_leads_to_nobody(world: World) -> None:
    alice, _ = await released(world, pictures.jpeg(), ask=anonymous())
    [file] = hung(world).attachments
    assert "alice" not in file.filename.lower()
    async with world.bot.context.database.read() as reader:
        rows = [
            tuple(row)
            for table in ("case_picture", "shared_case", "post", "timer", "case_draft")
            for row in await reader.all(f"SELECT * FROM {table}")
        ]
    assert not [row for row in rows if alice.id in row]


async def test_c5_a_picture_that_somebody_deleted_does_not_come_back(world: World) -> None:
    await released(world, pictures.jpeg())
    [post] = world.forum_posts()
    world.env.backend.delete_message(post.id, hung(world).id)
    await world.env.settle()
    await world.restart()
    await world.advance(minutes=5)
    assert len(world.messages(post)) == 1, "it may have shown a face"


async def test_c5_pictures_come_back_with_their_case_where_the_channel_was_deleted(world: World) -> None:
    await released(world, pictures.jpeg())
    world.env.backend.delete_channel(world.channel("cases").id)
    await world.env.settle()
    boss = world.guild.create_role("Boss", permissions=discord.Permissions(manage_guild=True, view_channel=True))
    connie = world.guild.add_member(world.env.create_user("connie"), roles=[boss])
    await connie.slash(world.channel("general"), "community setup")
    await world.advance(minutes=2)
    assert len(await bytes_of(hung(world))) > 1000

"""The bot: discord.py's own, with its parts opened in order at start and closed in reverse."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Any
from weakref import WeakValueDictionary

import discord
from discord.ext import commands

from bot.clock import Clock
from bot.config import Settings
from bot.domain.blueprint import NEEDED
from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Actor
from bot.maintenance import back_up_nightly, open_store
from bot.messenger import Messenger
from bot.name_model import NameModel
from bot.postkeeper import Postkeeper, Renderer
from bot.services import identifier_check, membership, posts, support
from bot.services.context import ServiceContext
from bot.texts import Translate, translator
from bot.timekeeper import Delivery, Timekeeper
from bot.ui import sentences
from bot.ui.components import Action
from bot.ui.courier import Addition, Courier
from bot.ui.durable_forms import DurableForm
from bot.ui.orphans import answer_orphan
from bot.ui.second_tries import RefusedForms, TryAgain
from bot.ui.support import offer_help
from bot.ui.tree import CommunityTree, command_finished
from bot.web import FeedServer
from data import bookkeeping
from data.ballot_keys import BallotKeys

_log = logging.getLogger(__name__)


def intents() -> discord.Intents:
    """Return the gateway intents: no privileged one, so the bot cannot read what people write.

    Servers (channels, roles), scheduled events, that messages were deleted (their content is withheld), and who is in
    which voice channel, which is how a meeting knows who was there.
    """
    return discord.Intents(guilds=True, guild_scheduled_events=True, guild_messages=True, voice_states=True)


def permissions() -> discord.Permissions:
    """Return the permissions the invite link asks for: what set-up needs and hands out, and nothing more."""
    return discord.Permissions(int(NEEDED))


class CommunityBot(commands.AutoShardedBot):
    """What a cog may rely on.

    `context`, `courier`, `messenger`, `deliveries`, `renderers`, `additions`, `sentences`, `translator`.
    """

    context: ServiceContext
    courier: Courier
    messenger: Messenger
    timekeeper: Timekeeper

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        extensions_to_load: Sequence[str],
        name_model: NameModel | None = None,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=CommunityTree,
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            # What a click tells is enough; caches of members and messages would only cost memory.
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.settings = settings
        self.clock = clock
        self.deliveries: dict[str, Delivery] = {}
        self.renderers: dict[str, Renderer] = {}
        # One post has one renderer; what other features have to say on it, it asks of these, in order.
        self.additions: dict[str, list[Addition]] = {}
        self.sentences: dict[str, str] = dict(sentences.ERRORS)
        # discord.py holds an open form until it is sent or times out; whatever is not in here, a restart orphaned.
        self.open_forms: WeakValueDictionary[str, discord.ui.Modal] = WeakValueDictionary()
        self.refused_forms = RefusedForms()
        self._extensions_to_load = extensions_to_load
        self._name_model = name_model
        self._actions: list[type[Action]] = []
        self._forms: list[type[DurableForm]] = []
        self._open_parts = AsyncExitStack()
        self._feed_server: FeedServer | None = None
        self.add_listener(command_finished, "on_app_command_completion")

    def translator(self, locale: object) -> Translate:
        """Return the translator for a Discord locale."""
        return translator(str(locale))

    def add_actions(self, *actions: type[Action]) -> None:
        """Have these buttons and menus answered; a cog calls it in `cog_load`."""
        self.add_dynamic_items(*actions)
        self._actions.extend(actions)

    def remove_actions(self, *actions: type[Action]) -> None:
        """Stop answering these; a cog calls it in `cog_unload`."""
        self.remove_dynamic_items(*actions)
        self._actions = [action for action in self._actions if action not in actions]

    def action(self, verb: str) -> type[Action]:
        """Return the button or menu of another feature, by its verb; raises KeyError where none is loaded.

        So a message may carry the buttons of many features though no feature knows another.
        """
        found = next((action for action in self._actions if action.verb == verb), None)
        if found is None:
            raise KeyError(verb)
        return found

    def has_action(self, verb: str) -> bool:
        """Return whether some feature answers buttons of this verb."""
        return any(action.verb == verb for action in self._actions)

    async def offer_help(self, interaction: discord.Interaction[Any], actor: Actor, *texts: str) -> None:
        """Send the private list of help if what somebody has just written privately calls for it.

        Call it once the text is stored and answered: nothing is held up, noted, or told to anybody else.
        """
        offered = await support.offer_for(self.context, actor, *texts)
        if offered is not None:
            await offer_help(interaction, int(actor.community_id), offered)

    async def has_left(self, community_id: int, member_id: int) -> None:
        """Note that somebody is not in the server any more, as Discord has just said."""
        await membership.has_left(self.context, CommunityId(community_id), MemberId(member_id))

    def add_forms(self, *forms: type[DurableForm]) -> None:
        """Have these forms taken even if they were opened before a restart; a cog calls it in `cog_load`."""
        self._forms.extend(forms)

    def remove_forms(self, *forms: type[DurableForm]) -> None:
        """Stop taking these; a cog calls it in `cog_unload`."""
        self._forms = [form for form in self._forms if form not in forms]

    async def setup_hook(self) -> None:
        """Open the store, load the features, start the keepers; on a failure close what was opened."""
        try:
            await self._open()
        except BaseException:
            await self._open_parts.aclose()
            raise

    async def _open(self) -> None:
        database, vault = await open_store(self.settings, self.clock)
        self._open_parts.push_async_callback(database.close)
        self.context = ServiceContext(database, self.clock, vault, BallotKeys(self.settings.ballot_keys_path))
        await self._open_name_model()
        self.courier = Courier(self)
        self.messenger = Messenger(self.context, self.courier)
        self.add_actions(TryAgain)
        for extension in self._extensions_to_load:
            await self.load_extension(extension)
        postkeeper = Postkeeper(self.context, self.courier, self.renderers)
        self.timekeeper = timekeeper = Timekeeper(
            self.context,
            self.deliveries,
            sweeps=(postkeeper.sweep,),
            nightly=lambda: back_up_nightly(self.settings, self.context),
        )
        await self._register_commands()
        self._open_parts.push_async_callback(postkeeper.close)
        self._open_parts.push_async_callback(timekeeper.close)
        self._keepers = (timekeeper, postkeeper)

    async def _open_name_model(self) -> None:
        """Have checks ask the name model, where the operator wants one; it loads while the bot goes on."""
        model = self._name_model
        if model is None:
            return
        self._open_parts.push_async_callback(model.close)
        await model.open()
        identifier_check.add_name_reader(model.people)
        self._open_parts.callback(identifier_check.remove_name_reader, model.people)

    async def on_ready(self) -> None:
        """Start delivering once the servers are known; Discord may send this event again after a reconnect."""
        keepers, self._keepers = self._keepers, ()
        for keeper in keepers:
            await keeper.start()
        if keepers:
            await self._open_feeds()

    async def _open_feeds(self) -> None:
        """Serve calendar feeds, where the operator gave them an address; without them everything else works."""
        settings = self.settings
        if settings.web_url is None:
            return
        server = FeedServer(
            self.context, self._server_name, where="Discord", host=settings.web_host, port=settings.web_port
        )
        self._open_parts.push_async_callback(server.close)
        try:
            await server.start()
        except OSError as error:
            _log.error("no calendar feeds: cannot listen at %s:%d: %s", settings.web_host, settings.web_port, error)
            return
        self._feed_server = server

    def _server_name(self, community_id: CommunityId) -> str | None:
        guild = self.get_guild(community_id)
        return None if guild is None else guild.name or "Commonroom"

    @property
    def feeds_are_open(self) -> bool:
        """Whether members can subscribe to a calendar feed."""
        return self._feed_server is not None

    def feed_address(self, token: str) -> str:
        """Return the address at which a calendar reads the feed of this token."""
        return f"{self.settings.web_url}/feed/{token}.ics"

    async def close(self) -> None:
        """Stop delivering, disconnect, and close the store; harmless when repeated."""
        await self._open_parts.aclose()
        await super().close()

    async def _register_commands(self) -> None:
        """Tell Discord our commands, only when they are not what it was last told."""
        tree = self.tree
        name = f"commands:{self.application_id}"
        fingerprint = tree.fingerprint() if isinstance(tree, CommunityTree) else ""
        async with self.context.database.read() as reader:
            known = await bookkeeping.recall(reader, name)
        if known == fingerprint:
            return
        await tree.sync()
        async with self.context.database.write() as writer:
            await bookkeeping.note(writer, name, fingerprint)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer what nobody else will: buttons of an older version, forms open across a restart."""
        patterns = tuple(action.__discord_ui_compiled_template__ for action in self._actions)
        await answer_orphan(interaction, patterns, self._forms)

    async def on_message(self, message: discord.Message, /) -> None:
        """Do nothing: discord.py would look for commands in what people write, and nobody's messages are read."""

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Send a post again whose message somebody deleted."""
        if payload.guild_id is not None:
            await posts.message_deleted(self.context, CommunityId(payload.guild_id), payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Send the posts again whose messages somebody cleared away with others."""
        if payload.guild_id is not None:
            for message_id in payload.message_ids:
                await posts.message_deleted(self.context, CommunityId(payload.guild_id), message_id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log a failed listener without the event's content."""
        _log.exception("the listener %s failed", event_method)

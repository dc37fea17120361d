"""What set-up says: channel topics, refusals, what a person must mend and how."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.blueprint import Grant, Part

NOT_CLINICAL = (
    "Discord is not a clinical system: never write anything here that could identify a patient, and never use it "
    "for the care of one."
)

BLOCKED = (
    "This looks like something that could identify a patient. Discord is not a clinical system: please say it without."
)
"""What Discord shows to whoever wrote it, in at most 150 characters."""

TOPICS: Mapping[Part, str] = {
    Part.NOTICEBOARD: "What is next, what is open, and where you are needed. Only the bot writes here.",
    Part.GENERAL: "For everything that needs no channel of its own. Send /help to see what you can do.",
    Part.CASES: (
        "Share a case with /case share: it is checked for identifiers and released by a second person before it "
        "appears here. Reply in the post. Ask first, advise second; agreeing to disagree is a fine ending."
    ),
    Part.MEETINGS: "Meetings: say whether you come with one tap. Times are shown in your own time zone.",
    Part.FACILITATORS: "For facilitators only: applications, cases awaiting release, and what needs mending.",
}

PARTS: Mapping[Part, str] = {
    Part.FACILITATOR: "the role **Facilitator**",
    Part.MEMBER: "the role **Member**",
    Part.CATEGORY: "the category **Community of practice**",
    Part.NOTICEBOARD: "**#noticeboard**",
    Part.GENERAL: "**#general**",
    Part.CASES: "the forum **#cases**",
    Part.MEETINGS: "**#meetings**",
    Part.FACILITATORS: "**#facilitators**",
    Part.VOICE: "the voice channel **Meeting room**",
}

PERMISSIONS: Mapping[Grant, str] = {
    Grant.MANAGE_CHANNELS: "Manage Channels",
    Grant.MANAGE_GUILD: "Manage Server",
    Grant.VIEW_CHANNEL: "View Channels",
    Grant.SEND_MESSAGES: "Send Messages",
    Grant.EMBED_LINKS: "Embed Links",
    Grant.ATTACH_FILES: "Attach Files",
    Grant.READ_MESSAGE_HISTORY: "Read Message History",
    Grant.CONNECT: "Connect",
    Grant.MANAGE_ROLES: "Manage Roles",
    Grant.MANAGE_EVENTS: "Manage Events",
    Grant.MANAGE_THREADS: "Manage Threads",
    Grant.MANAGE_MESSAGES: "Manage Messages",
    Grant.CREATE_PUBLIC_THREADS: "Create Public Threads",
    Grant.SEND_MESSAGES_IN_THREADS: "Send Messages in Threads",
    Grant.CREATE_EVENTS: "Create Events",
    Grant.PIN_MESSAGES: "Pin Messages",
}

NOTICES: Mapping[str, str] = {
    "setup.lacks_permission": (
        "I lack the permission **{permission}**. Fix: Server Settings, Roles, **{bot}**, Permissions, turn it on; "
        "then send `/community setup` again."
    ),
    "setup.role_above_mine": (
        "I cannot give or change {part}: it stands above my own role. Fix: Server Settings, Roles, drag **{bot}** "
        "above it."
    ),
    "setup.role_adopted": (
        "{part} existed already, so I use it. Whoever has it can see what it opens without having agreed to anything: "
        "please look through Server Settings, Roles, Members once."
    ),
    "setup.other_kind": "There is another channel called like {part}: {mentions}. I left it alone; you may rename it.",
    "setup.also_visible_to": (
        "{part} can also be seen by {mentions}. I left that alone; if it is not meant, remove it in the channel's "
        "settings, Permissions."
    ),
    "setup.too_many_tags": (
        "{part} has so many tags that **open**, **follow-up** and **closed** do not all fit (Discord allows 20). "
        "Fix: delete some in the forum's settings, then send `/community setup` again."
    ),
}

FAILURES: Mapping[str, str] = {
    "setup.automod_full": (
        "The server has as many keyword rules as Discord allows (6). Fix: Server Settings, AutoMod, delete one of your "
        "own, then send `/community setup` again."
    ),
    "setup.automod_failed": (
        "Discord did not take the AutoMod rules. Send `/community setup` again in a minute; if it goes on, turn on "
        "**Manage Server** for **{bot}** in Server Settings, Roles."
    ),
    "setup.discord_failed": "Discord did not answer. Send `/community setup` again in a minute.",
    "setup.too_many_roles": "The server has as many roles as Discord allows (250). Delete one that is not used.",
    "setup.too_many_channels": "The server has as many channels as Discord allows (500). Delete one that is not used.",
    "setup.needs_community_server": (
        "Discord offers forums only to servers with Community turned on. Fix: Server Settings, Enable Community."
    ),
    "setup.role_forbidden": (
        "Discord did not let me. Fix: Server Settings, Roles, drag **{bot}** above it, and turn on **Manage Roles** "
        "for me."
    ),
    "setup.forbidden": (
        "Discord did not let me. Fix: open the settings of the channel or its category, Permissions, and allow "
        "**{bot}** View Channel, Manage Channel and Manage Permissions."
    ),
    "setup.refused": "Discord refused it. If it goes on, rename or delete what is there and let me make it anew.",
}

ERRORS: Mapping[str, str] = {
    "setup.needs_manage_server": (
        "Setting up a community changes the server, so it needs the permission **Manage Server**. Ask the server's "
        "owner to send `/community setup`, or to give you a role with that permission."
    ),
    "setup.under_way": "I am setting this server up right now. Please wait for that to finish.",
    "setup.not_in_server": (
        "I am not a member of this server, only its commands are. Invite me with the link in the README, then send "
        "`/community setup` again."
    ),
    "community.facilitator_role_lost": (
        "The role **Facilitator** was deleted, so nobody can release cases or approve applications. Somebody who may "
        "manage the server can send `/community setup` to make it again, and then give it to the facilitators."
    ),
    "community.member_role_lost": (
        "The role **Member** was deleted, so members cannot see their channels. Send `/community setup`: it is made "
        "again and given back to everybody."
    ),
    "community.category_lost": (
        "The category **Community of practice** was deleted. Its channels are still there; `/community setup` puts "
        "them together again."
    ),
}

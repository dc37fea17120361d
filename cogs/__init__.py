"""The features, each a package: commands (`cog`), buttons and forms (`views`), what they show (`cards`)."""

EXTENSIONS = (
    "cogs.notices",
    "cogs.community",
    "cogs.settings",
    "cogs.members",
    "cogs.meetings",
    "cogs.findtime",
    "cogs.minutes",
    "cogs.agenda",
    "cogs.attendance",
    "cogs.cases",
    "cogs.case_safety",
    "cogs.case_talk",
    "cogs.case_sequels",
    "cogs.case_library",
    "cogs.polls",
    "cogs.prompts",
    "cogs.prompt_answers",
    "cogs.support",
    "cogs.todo",
    "cogs.noticeboard",
    "cogs.facilitators",
    "cogs.rescue",
    "cogs.pairing",
    "cogs.help",
)
"""What is loaded, in this order; nothing is found by name."""

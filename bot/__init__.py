"""Commonroom: a Discord bot that runs communities of practice of general practitioners."""

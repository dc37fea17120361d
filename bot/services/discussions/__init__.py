"""Discussions: seeing (load), positions (take one), rounds (open, end), questions (ask), finding (by name)."""

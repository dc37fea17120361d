"""Discussions: seeing (load), positions (take one), rounds (open, end), questions (ask), finding (by name),
follow_ups (what happened), notes (learning points, meetings), erasing.
"""

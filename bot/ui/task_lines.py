"""What people took on, as lines of a message: the same in minutes, on an agenda, and wherever else they stand."""

from __future__ import annotations

from bot.domain.minutes import Task
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp

MOST = 10


def task_lines(t: Translate, tasks: tuple[Task, ...]) -> str:
    """Return what was taken on, by whom and until when, within a field."""
    lines = [_line(t, task) for task in tasks[:MOST]]
    rest = len(tasks) - MOST
    if rest > 0:
        lines.append(t("and {n} more", n=rest))
    return "\n".join(lines)


def _line(t: Translate, task: Task) -> str:
    values = {"what": clip(escape(task.what), 50), "person": task.owner_id, "day": timestamp(task.due_at, "D")}
    if task.done_at is not None:
        return t("• Done: {what} (<@{person}>)", **values)
    return t("• {what}: <@{person}>, by {day}", **values)

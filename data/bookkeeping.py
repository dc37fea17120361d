"""What the bot remembers about itself."""

from __future__ import annotations

from data.database import Reader, Writer


async def recall(reader: Reader, name: str) -> str | None:
    """Return what was noted under `name`, or None."""
    value = await reader.value("SELECT value FROM bookkeeping WHERE name = :name", name=name)
    return None if value is None else str(value)


async def note(writer: Writer, name: str, value: str) -> None:
    """Note `value` under `name`, in place of what stood there."""
    await writer.run(
        "INSERT INTO bookkeeping (name, value) VALUES (:name, :value) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        value=value,
    )

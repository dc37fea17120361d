"""What can be refused, and why.

```
CopError
├── Invalid        what was typed or chosen cannot be used
├── NotAllowed     this person may not do this
├── NotFound       there is no such thing in this community
├── Conflict       it moved on: closed, full, already done
└── Undeliverable  Discord has no place for the message: channel gone, permission missing, DM closed
```

An error carries a code and values, never a sentence: `cogs/<area>/sentences.py` holds the sentence for each
code, so that each reader gets it in their own language.
"""

from __future__ import annotations


class CopError(Exception):
    """A refusal that has a code (`area.what`) and the values that its sentence needs.

    A value named `typed` is what the reader typed: the answer gives it back to them, the log never shows it.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Invalid(CopError):
    """What was typed or chosen cannot be used."""


class NotAllowed(CopError):
    """This person may not do this."""


class NotFound(CopError):
    """There is no such thing in this community."""


class Conflict(CopError):
    """It moved on: closed, full or already done."""


class Undeliverable(CopError):
    """Discord has no place for the message: the channel is gone, a permission is missing, the DM is closed."""

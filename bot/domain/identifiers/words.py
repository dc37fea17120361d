"""Word lists for the rules."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text set in lines, so that a list reads like a paragraph."""
    return frozenset(text.split())

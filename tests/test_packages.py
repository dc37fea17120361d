"""What both commands of the README install is what the tests ran with."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = frozenset({"demo", "test"})
"""What the tests' command installs; `dev` is not there when they run."""


def pinned() -> dict[str, Version]:
    """Return the version that constraints.txt gives each package."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def required(name: str, extras: frozenset[str], found: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Add to `found` all packages that one needs with its extras, and theirs; each with the extras asked of it."""
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        applies = wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in extras | {""})
        key, asked = canonicalize_name(wanted.name), frozenset(wanted.extras)
        if applies and not (key in found and asked <= found[key]):
            found[key] = found.get(key, frozenset()) | asked
            required(wanted.name, found[key], found)
    return found


def test_every_package_is_installed_in_the_version_that_the_constraints_name() -> None:
    needed = required("commonroom", EXTRAS, {})
    installed = {name: Version(distribution(name).version) for name in needed if name != "commonroom"}
    assert installed == {name: pinned().get(name) for name in installed}


def test_no_package_asks_for_another_version_than_the_constraints_name() -> None:
    versions = pinned()
    for name, extras in required("commonroom", EXTRAS, {}).items():
        for line in distribution(name).requires or ():
            wanted = Requirement(line)
            applies = wanted.marker is None or any(wanted.marker.evaluate({"extra": one}) for one in extras | {""})
            if applies:
                assert versions[canonicalize_name(wanted.name)] in wanted.specifier, f"{name} wants {wanted}"

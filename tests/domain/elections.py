"""Published profiles with their published winners.

- TENNESSEE: https://en.wikipedia.org/wiki/Instant-runoff_voting (capital of Tennessee; in percent)
- MALKEVITCH: J. Malkevitch, in COMAP, For All Practical Purposes, ch. "Social choice": 55 voters for whom plurality,
  runoff, the Hare method (instant-runoff), Borda and Condorcet name five different winners
- BORDA_1781: J.-C. de Borda, Mémoire sur les élections au scrutin, 1781; in D. Black, The Theory of Committees and
  Elections, 1958, p. 157
- CONDORCET_60, CONDORCET_81: Condorcet, Essai sur l'application de l'analyse, 1785 (a cycle of 60 voters; 81 voters
  for whom Borda does not name the winner of all pairs); in H. P. Young, Condorcet's Theory of Voting, 1988
- MONOTONICITY, before and after 10 voters rank A higher: https://en.wikipedia.org/wiki/Monotonicity_criterion
- BURLINGTON_2009 (three finalists): https://rangevoting.org/Burlington.html
- ALASKA_2022 (special election): A. Graham-Squire, D. McCune, Ranked Choice Wackiness in Alaska, 2023,
  https://arxiv.org/abs/2209.04764
- TENNESSEE_APPROVALS (each approves the two nearest towns): https://en.wikipedia.org/wiki/Approval_voting
- TENNESSEE_POINTS (0 to 5): https://en.wikipedia.org/wiki/STAR_voting
- CYCLE: https://en.wikipedia.org/wiki/Condorcet_paradox
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Election:
    """Rankings with how many voters gave each, and who wins by which way of counting."""

    name: str
    profile: Sequence[tuple[int, str]]
    runoff: str
    plurality: str
    borda: str | None = None
    """None where the ballots are incomplete and no count was published."""
    final: tuple[int, int] | None = None
    """The published votes of the last round, winner first."""


ELECTIONS = (
    Election("tennessee", [(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")], "K", "M", "N", (58, 42)),
    Election(
        "malkevitch",
        [(18, "ADECB"), (12, "BEDCA"), (10, "CBEDA"), (9, "DCEBA"), (4, "EBDCA"), (2, "ECDBA")],
        "C",
        "A",
        "D",
    ),
    Election("borda_1781", [(1, "ABC"), (7, "ACB"), (7, "BCA"), (6, "CBA")], "B", "A", "C", (13, 8)),
    Election("condorcet_60", [(23, "ABC"), (17, "BCA"), (2, "BAC"), (10, "CAB"), (8, "CBA")], "A", "A", "B", (33, 27)),
    Election(
        "condorcet_81",
        [(30, "ABC"), (1, "ACB"), (29, "BAC"), (10, "BCA"), (10, "CAB"), (1, "CBA")],
        "A",
        "B",
        "B",
        (41, 40),
    ),
    Election("monotonicity_before", [(39, "ABC"), (35, "BCA"), (26, "CAB")], "A", "A", None, (65, 35)),
    Election("monotonicity_after", [(49, "ABC"), (25, "BCA"), (26, "CAB")], "C", "A", None, (51, 49)),
    Election(
        "burlington_2009",
        [
            *[(1332, "MKW"), (767, "MWK"), (455, "M"), (2043, "KMW"), (371, "KWM")],
            *[(568, "K"), (1513, "WMK"), (495, "WKM"), (1289, "W")],
        ],
        "K",
        "W",
    ),
    Election(
        "alaska_2022",
        [
            *[(27053, "BPL"), (15467, "BLP"), (11290, "B"), (34049, "PBL"), (3652, "PLB")],
            *[(21272, "P"), (47407, "LBP"), (4645, "LPB"), (23747, "L")],
        ],
        "L",
        "L",
        None,
        (91266, 86026),
    ),
    Election("cycle", [(1, "ABC"), (1, "BCA"), (1, "CAB")], "ABC", "ABC", "ABC"),
    Election("exact_tie", [(4, "AB"), (4, "BA")], "AB", "AB", "AB", (4, 4)),
)

TENNESSEE_APPROVALS = ((42, "MN"), (26, "NC"), (15, "CK"), (17, "KC"))
APPROVALS_WON = {"N": 68, "C": 58, "M": 42, "K": 32}

TENNESSEE_POINTS = (
    (42, {"M": 5, "N": 2, "C": 1, "K": 0}),
    (26, {"M": 0, "N": 5, "C": 2, "K": 2}),
    (15, {"M": 0, "N": 3, "C": 5, "K": 4}),
    (17, {"M": 0, "N": 2, "C": 4, "K": 5}),
)
POINTS_WON = {"N": 293, "C": 237, "M": 210, "K": 197}

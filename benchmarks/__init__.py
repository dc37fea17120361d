"""Figures: what Commonroom costs, as ratios to a bare bot that is measured beside it in the same run."""

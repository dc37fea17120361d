"""The whole bot in a simulated Discord, to try in a browser: `python -m bot demo`."""

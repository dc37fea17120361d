"""The rules, pure: frozen values and functions of values; no I/O, no clock, no sentences."""

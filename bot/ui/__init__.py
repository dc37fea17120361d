"""The one place that answers Discord."""

"""Erasing somebody everywhere: asking it, and how far it is."""

"""Levelling of resources: what is wished for, how it goes, what it would do."""

"""Joined queries for screens: one statement each, frozen rows out."""

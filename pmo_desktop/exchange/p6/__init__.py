"""Primavera P6: XER in and out, PMXML in."""

"""How well a schedule is built: the fourteen checks of the Defense Contract Management Agency (DCMA).

A screen, not a grade: a failed check asks for an explanation. `checks.assess` runs them all.
"""

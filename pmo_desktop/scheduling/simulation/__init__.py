"""Schedule risk: a plan worked through thousands of times with uncertain durations.

`model.Uncertainty` says what is uncertain, `run.simulate` works it through and gives a `result.Simulation`.
Arrays only; times inside are minutes of working time since the project's start, single precision.
"""

"""The schedule engine, on arrays: working time, critical path, and what follows from them.

It knows nothing of storage or screens. `network.Network` goes in, `timetable.Timetable` comes out.
"""

"""The plan: a tree of rows beside a Gantt chart, with one vertical scroll."""

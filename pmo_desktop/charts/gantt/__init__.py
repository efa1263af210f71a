"""The Gantt chart of window and paper."""

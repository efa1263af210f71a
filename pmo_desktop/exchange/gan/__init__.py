"""GanttProject's files, in."""

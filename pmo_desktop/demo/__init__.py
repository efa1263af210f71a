"""The demo organisation: an invented hospital group, told so that every page has something true to show.

Dates are relative to the day that is given, so that the demo never goes stale.
"""

from pmo_desktop.demo.build import demo_edits
from pmo_desktop.demo.papers import DocumentText, demo_papers
from pmo_desktop.demo.script import ScriptLine, demo_minutes_lines, demo_minutes_script

__all__ = [
    "DocumentText",
    "ScriptLine",
    "demo_edits",
    "demo_minutes_lines",
    "demo_minutes_script",
    "demo_papers",
]

"""One work: summary, plan, risks, actions, reports, documents."""

from pmo_desktop.ui.pages.project.page import ProjectPage

__all__ = ["ProjectPage"]

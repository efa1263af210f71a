"""The pages of the window; no page knows another."""

"""Actions over all bodies and works: what is done with them, reminders, and answers read back."""

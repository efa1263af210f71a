"""The sub-commands: each module adds its words to the parser and runs one job without a window."""

"""The parts of the live minutes: the line that is typed, the lines above it, agenda and people beside."""

"""The register of decisions: reading it, its acts, effects, and decisions between meetings."""

"""Resource levelling as people use it: over the plans in hand and their shared pool."""

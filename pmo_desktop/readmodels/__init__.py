"""What people look at, worked out from records and frozen."""

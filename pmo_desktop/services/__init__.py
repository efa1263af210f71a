"""What the application can do. Knows ports, not engines."""

"""Reading a foreign sheet: columns guessed, rows read, questions gathered."""

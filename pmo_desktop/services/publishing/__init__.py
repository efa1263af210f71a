"""Packs: from the records of an office to frozen contents, and issuing them."""

"""`python -m pmo_desktop`."""

from __future__ import annotations

import sys

from pmo_desktop.main import main

if __name__ == "__main__":
    sys.exit(main())

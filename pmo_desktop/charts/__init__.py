"""Read models drawn as Matplotlib figures: no pyplot, no Qt, the same function for screen and paper."""

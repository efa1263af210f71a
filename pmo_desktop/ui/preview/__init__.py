"""True pages of a PDF on the screen: rendered by PDFium in a worker, kept, shown, printed."""

"""Read models to paper: packs and minutes as PDF. The only place that knows ReportLab and pypdf."""

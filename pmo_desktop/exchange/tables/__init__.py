"""Tables in and out: CSV, text and workbooks."""

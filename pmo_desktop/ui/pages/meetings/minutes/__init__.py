"""The tab after a meeting: wording, the chair's review, comments, approval, signature, notices."""

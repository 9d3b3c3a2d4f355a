"""The checks, one family a file: each returns a finding that cites its clause, or None."""

"""The rules of cases, one file a subject."""

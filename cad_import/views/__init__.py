"""Pages of drawings and of the profiles they are read by."""

from .drawings import notes_of, refusal_sentence

__all__ = ["notes_of", "refusal_sentence"]

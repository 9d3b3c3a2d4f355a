"""Drawings on their way to the register, and the profiles of those who draw them."""

from .imports import DrawingImport, ImportState, ProfileChoice, stored_as
from .profiles import DrawingProfile, DrawingProfileVersion

__all__ = [
    "DrawingImport",
    "DrawingProfile",
    "DrawingProfileVersion",
    "ImportState",
    "ProfileChoice",
    "stored_as",
]

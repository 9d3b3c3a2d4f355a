"""Linework and writing in, rooms with numbers, names, uses and areas out."""

from .reading import rooms_of
from .values import Balance, Closure, FloorRead, RoomRead

__all__ = ["Balance", "Closure", "FloorRead", "RoomRead", "rooms_of"]

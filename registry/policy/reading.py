"""Plain data read with care: every complaint names the pack, the place in it and the remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NoReturn, TypeAlias, TypeVar

from registry.errors import BadRulePack

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Node:
    """One object of a pack's data and where in the pack it stands."""

    data: Mapping[str, object]
    pack: str
    where: str = ""

    def refuse(self, key: str, problem: str) -> NoReturn:
        """Raise what is wrong at a key."""
        place = f"{self.where}.{key}" if self.where else key
        raise BadRulePack(pack=self.pack, where=place, problem=problem)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text."""
        value = self.data.get(key, default)
        return value if isinstance(value, str) else self.refuse(key, "must be a text")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when there is none."""
        value = self.data.get(key, [])
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            self.refuse(key, "must be a list of texts")
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Return a yes or no; no when nothing is said."""
        value = self.data.get(key, False)
        return value if isinstance(value, bool) else self.refuse(key, "must be true or false")

    def number(self, key: str) -> Decimal:
        """Return a number; it is written as text, so that no binary fraction slips in."""
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int):
            self.refuse(key, 'must be a number written as text, such as "24"')
        try:
            number = Decimal(value)
        except InvalidOperation:
            self.refuse(key, f"must be a number, not “{value}”")
        return number if number.is_finite() else self.refuse(key, "must be a finite number")

    def measure(self, key: str) -> Decimal:
        """Return a number that is zero or more."""
        number = self.number(key)
        return number if number >= 0 else self.refuse(key, "must not be negative")

    def optional_measure(self, key: str) -> Decimal | None:
        """Return a number that is zero or more, or None where the pack says null."""
        if key not in self.data:
            self.refuse(key, "is missing; write null where another pack decides")
        return None if self.data[key] is None else self.measure(key)

    def day(self, key: str) -> dt.date:
        """Return a day written as 2014-11-27."""
        try:
            return dt.date.fromisoformat(self.text(key))
        except ValueError:
            self.refuse(key, "must be a day such as 2014-11-27")

    def optional_day(self, key: str) -> dt.date | None:
        """Return a day, or None where there is none."""
        return None if self.data.get(key) is None else self.day(key)

    def choice(self, key: str, choices: type[E]) -> E:
        """Return one of the words of a vocabulary."""
        try:
            return choices(self.text(key))
        except ValueError:
            self.refuse(key, f"must be one of {', '.join(choices)}")

    def part(self, key: str) -> Node:
        """Return the object at a key."""
        return self._node(self.data.get(key), key)

    def parts(self, key: str) -> Iterator[Node]:
        """Return the objects of a list, none when there is no list."""
        value = self.data.get(key, [])
        if not isinstance(value, list | tuple):
            self.refuse(key, "must be a list")
        return (self._node(item, f"{key}[{at}]") for at, item in enumerate(value))

    def named_parts(self, key: str) -> dict[str, Node]:
        """Return the objects of a mapping by name, none when there is no mapping."""
        if key not in self.data:
            return {}
        named = self.part(key)
        return {name: named._node(item, name) for name, item in named.data.items()}

    def _node(self, value: object, key: str) -> Node:
        """Return a value as an object, or refuse it."""
        if not isinstance(value, Mapping):
            self.refuse(key, "must be an object")
        return Node(value, self.pack, f"{self.where}.{key}" if self.where else key)

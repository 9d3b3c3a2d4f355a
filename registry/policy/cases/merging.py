"""Two people typed into the same form: what each changed, field by field, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMerge:
    """One field as it was, as another saved it and as it was typed here."""

    name: str
    base: Any
    theirs: Any
    mine: Any

    @property
    def is_clash(self) -> bool:
        """Return whether both changed it, and differently: a person must choose."""
        return bool(
            self.theirs != self.mine and self.theirs != self.base and self.mine != self.base
        )

    @property
    def proposed(self) -> Any:
        """Return what stands in the merged form before anybody chooses: the one change, or mine."""
        return self.theirs if self.mine == self.base else self.mine


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The fields on which two versions of a form differ."""

    fields: Sequence[FieldMerge]

    @property
    def clashes(self) -> tuple[FieldMerge, ...]:
        """Return the fields a person must choose for."""
        return tuple(field for field in self.fields if field.is_clash)

    @property
    def values(self) -> dict[str, Any]:
        """Return the proposed value of each field that differs."""
        return {field.name: field.proposed for field in self.fields}


def merge(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merge:
    """Return what differs between what was saved meanwhile and what was typed here.

    >>> merge({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3}).values
    {'a': 2, 'b': 3}
    """
    names = dict.fromkeys([*base, *theirs, *mine])
    return Merge(
        fields=tuple(
            FieldMerge(name=name, base=base.get(name), theirs=theirs.get(name), mine=mine.get(name))
            for name in names
            if theirs.get(name) != mine.get(name)
        )
    )

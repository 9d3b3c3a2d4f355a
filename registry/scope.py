"""How far an account may see, as a value every read takes.

Scope   数据范围   a prefix of division codes: "9901" sees 990100, 990121 and 990121101; "" sees a nation
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Scope:
    """The division codes an account may see: those that begin with the prefix, or none."""

    prefix: str | None

    NOTHING: ClassVar[Scope]
    EVERYTHING: ClassVar[Scope]

    @classmethod
    def of_region(cls, code: str) -> Scope:
        """Return the scope of a division: its code without the pairs of trailing zeros.

        >>> [Scope.of_region(code).prefix for code in ("990000", "990100", "990121", "990121101")]
        ['99', '9901', '990121', '990121101']
        """
        head, tail = code[:6], code[6:]
        if tail.strip("0"):
            return cls(code[:9] if len(code) == 12 and code.endswith("000") else code)
        while len(head) > 2 and head.endswith("00"):
            head = head[:-2]
        return cls(head)

    def covers(self, region_code: str) -> bool:
        """Return whether a place is inside this scope."""
        return self.prefix is not None and region_code.startswith(self.prefix)


Scope.NOTHING = Scope(None)
Scope.EVERYTHING = Scope("")

"""What a restriction does to a unit that is merged with others or passed on, whole or in part.

STOPS          查封        nothing happens to the unit, but by order of the court itself
NEEDS_CONSENT  抵押 预告   it happens when whom the restriction serves agrees; it goes on then
GOES_ON        异议        it stops nothing: who takes the unit takes it with the objection
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from registry.entries import Consent


class Effect(StrEnum):
    """What a restriction does to an act."""

    STOPS = "stops"
    NEEDS_CONSENT = "needs_consent"
    GOES_ON = "goes_on"


# A merged unit is larger than what was pledged or promised: both sides of the bargain change.
ON_MERGE: Mapping[str, Effect] = MappingProxyType(
    {
        "seizure": Effect.STOPS,
        "mortgage": Effect.NEEDS_CONSENT,
        "advance_notice": Effect.NEEDS_CONSENT,
        "objection": Effect.GOES_ON,
    }
)
# A mortgage follows what is passed on, undivided; a priority notice is there to stop just that.
ON_TRANSFER: Mapping[str, Effect] = MappingProxyType({**ON_MERGE, "mortgage": Effect.GOES_ON})


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A restriction in force on a unit."""

    unit: str  # its code
    kind: str
    party: str
    document_no: str


def that_stop(found: Iterable[Live], effects: Mapping[str, Effect]) -> list[Live]:
    """Return the restrictions that no consent lifts.

    >>> seized = Live(unit="甲", kind="seizure", party="示例法院", document_no="示执1号")
    >>> that_stop([seized], ON_MERGE) == [seized]
    True
    """
    return [each for each in found if effects[each.kind] is Effect.STOPS]


def without_consent(
    found: Iterable[Live], effects: Mapping[str, Effect], consents: Iterable[Consent]
) -> list[Live]:
    """Return the restrictions whose party has not agreed.

    >>> pledged = Live(unit="甲", kind="mortgage", party="示例银行", document_no="示字1号")
    >>> without_consent([pledged], ON_MERGE, [Consent(party="示例银行", document_no="同意函")])
    []
    >>> without_consent([pledged], ON_MERGE, [Consent(party="另一银行", document_no="同意函")])[0].unit
    '甲'
    """
    agreed = {each.party.strip() for each in consents if each.document_no.strip()}
    return [
        each
        for each in found
        if effects[each.kind] is Effect.NEEDS_CONSENT and each.party.strip() not in agreed
    ]

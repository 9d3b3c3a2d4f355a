"""Which job may make which moves: one actor for each role that works on cases."""

from __future__ import annotations

from registry.policy.cases.terms import Actor
from registry.roles import Role

ACTOR_OF: dict[Role, Actor] = {
    Role.PROPERTY_MANAGER: Actor.APPLICANT,
    Role.REGISTRATION_OFFICER: Actor.OFFICER,
    Role.REGISTRATION_REVIEWER: Actor.REVIEWER,
    Role.REGISTRATION_APPROVER: Actor.APPROVER,
}
ROLE_OF = {actor: role for role, actor in ACTOR_OF.items()}


def actor_of(role: str) -> Actor | None:
    """Return who somebody is towards a case, None for roles that only look.

    >>> actor_of("registration_officer").value, actor_of("auditor")
    ('officer', None)
    """
    return ACTOR_OF.get(Role(role))

"""What the standard says of the register: facts in, findings out. No Django, no files, no clock.

facts        what is known of a day: rooms, seats, certificates, organisations
standards    the law as data: rule packs, limits, parameters, and which of them decides
packs        rule packs read from plain data and refused when they cannot be right
offices      a door and everything behind it, with who sits there
verdicts     over, within the measuring error, within, idle, not assessed
rules        the checks, each a finding that cites its clause or nothing
findings     what is said and what shows it, the same bytes for the same facts
catalogue    every check by its id
moves        how a finding goes from detected to resolved
changes      what another pack would change, before it is in force
proofs       one finding on one page, edge by edge, as values
visits       two lengths measured on site against what the office may measure
sightings    what inspectors saw, brought together without one replacing another
quotas       what an organisation's establishment entitles it to, step by step

    packs = packs_from(json.loads(path.read_text()) for path in …)
    assess(facts, packs, day).findings
"""

from registry.policy.assessment import assess
from registry.policy.facts import CertificateFact, Facts, OrganisationFact, RoomFact, SeatFact
from registry.policy.findings import Assessment, Finding, Gap, RoomVerdict, Share
from registry.policy.packs import pack_from, packs_from
from registry.policy.quotas import Premises, Quota, quota_of
from registry.policy.standards import Limit, RulePack, Standards, limit_for

__all__ = [
    "Assessment",
    "CertificateFact",
    "Facts",
    "Finding",
    "Gap",
    "Limit",
    "OrganisationFact",
    "Premises",
    "Quota",
    "RoomFact",
    "RoomVerdict",
    "RulePack",
    "SeatFact",
    "Share",
    "Standards",
    "assess",
    "limit_for",
    "pack_from",
    "packs_from",
    "quota_of",
]

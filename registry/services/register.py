"""The verbs of 登簿 in one place: what a case calls when it registers.

Each takes an `entry` and writes in one transaction; several belong to one `transaction.atomic`.
"""

from registry.services.certificates import cancel_certificate, issue_certificate
from registry.services.parcels import (
    enter_parcel,
    except_ground,
    merge_parcels,
    redraw_parcel,
    split_parcel,
)
from registry.services.restrictions import amend_restriction, lift_restriction, restrict
from registry.services.rights import (
    change_right,
    close_right,
    correct_right,
    open_right,
    transfer_right,
)
from registry.services.units import (
    describe_unit,
    enter_unit,
    merge_units,
    split_unit,
    transfer_part,
)

__all__ = [
    "amend_restriction",
    "cancel_certificate",
    "change_right",
    "close_right",
    "correct_right",
    "describe_unit",
    "enter_parcel",
    "enter_unit",
    "except_ground",
    "issue_certificate",
    "lift_restriction",
    "merge_parcels",
    "merge_units",
    "open_right",
    "redraw_parcel",
    "restrict",
    "split_parcel",
    "split_unit",
    "transfer_part",
    "transfer_right",
]

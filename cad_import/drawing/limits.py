"""How much of a machine one drawing may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one reading; real office floors stay a hundredfold below each."""

    max_bytes: int = 200_000_000  # the largest real plan seen had 12 MB as DWG
    max_entities: int = 3_000_000
    max_expanded: int = 5_000_000  # entities after blocks are resolved
    max_block_depth: int = 16
    seconds: int = 300  # a floor of 5,000 rooms takes four
    memory_bytes: int = 4_000_000_000  # beyond what the process holds before it reads
    max_report_bytes: int = 400_000_000  # what is found; a floor of 5,000 rooms says 9 MB
    dwg_seconds: int = 60  # a whole building's DWG converts in under ten
    dwg_growth: int = 40  # DXF bytes per DWG byte; honest conversions stay under 12
    dwg_memory_bytes: int = 4_000_000_000


LIMITS = Limits()

"""ODA File Converter, where it is installed, through ezdxf's add-on: it finds the program and gives it a display.

python -m cad_import.drawing.dwg.oda FILE OUT
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ezdxf.addons import odafc


def main(words: list[str]) -> int:
    """Convert with an audit on the way; end with 1 and its words when that fails."""
    os.environ.setdefault("DISPLAY", ":0")  # the add-on asks for one where Xvfb is missing
    try:
        odafc.convert(Path(words[0]), Path(words[1]), version="R2018", audit=True, replace=True)  # type: ignore[attr-defined]
    except odafc.ODAFCError as fault:  # type: ignore[attr-defined]
        print(f"ERROR {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Scans for the demo: a page of PDF that says it is none, written out by hand."""

from __future__ import annotations

PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    "/Resources << /Font << /F 5 0 R >> >> >>"
)


def specimen(*lines: str) -> bytes:
    """Return a one-page PDF with some lines of ASCII on it, the same bytes every time.

    >>> specimen("Specimen")[:8], specimen("Specimen").count(b"obj")
    (b'%PDF-1.4', 10)
    """
    shown = " ".join(f"({line}) Tj 0 -28 Td" for line in lines)
    drawn = f"BT /F 18 Tf 72 720 Td {shown} ET 40 40 515 762 re S"
    bodies = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return f"{out}{end}startxref\n{len(out)}\n%%EOF\n".encode("ascii")

"""How codes, shares and words of the register of titles are written on a page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from registry.code_words import english_meaning, english_name
from registry.codes import Layer
from registry.errors import RegisterError
from registry.queries import title_words
from registry.unit_codes import CodeFault

register = template.Library()

GROUPS = ((0, 6), (6, 9), (9, 12), (12, 14), (14, 19), (19, 20), (20, 24), (24, 28))
TAGS = {"seizure": "bad", "objection": "warn", "advance_notice": "warn", "mortgage": "info"}


@register.filter
def title_word(code: str, table: str) -> str:
    """Return the word of a code of the register of titles."""
    return title_words.word(table, code)


@register.filter
def restriction_tag(kind: str) -> str:
    """Return the look of a restriction: what blocks is red, what warns is amber."""
    return TAGS.get(kind, "")


@register.filter
def grouped(code: str) -> SafeString:
    """Return a code with its layers apart to the eye, and in one piece to who copies it."""
    parts = ((code[start:end],) for start, end in GROUPS if code[start:end])
    return format_html(
        '<span class="code">{}</span>', format_html_join("", "<span>{}</span>", parts)
    )


@register.filter
def layer_name(layer: Layer) -> str:
    """Return what a layer of a code is called, in the reader's language."""
    return layer.name if is_chinese() else english_name(layer)


@register.filter
def layer_meaning(layer: Layer) -> str:
    """Return what a layer of a code says, in the reader's language."""
    return layer.meaning if is_chinese() else english_meaning(layer)


def is_chinese() -> bool:
    """Return whether the reader reads Chinese."""
    return (get_language() or "zh").startswith("zh")


@register.filter
def share(part: Fraction | str) -> str:
    """Return a share as a fraction; the whole needs none.

    >>> share(Fraction(1, 3)), share("1")
    ('1/3', '')
    """
    return "" if str(part) == "1" else str(part)


@register.filter
def moment(at: dt.datetime) -> str:
    """Return a moment exactly, as an address carries it."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


@register.filter
def fault_sentence(fault: CodeFault) -> str:
    """Return what a code contradicts, in the reader's language."""
    return gettext(fault.message) % fault.fields


@register.filter
def thousands(text: str) -> str:
    """Return a number that was filed as a text with its thousands apart.

    >>> thousands("12000000.00"), thousands("")
    ('12,000,000.00', '')
    """
    return f"{Decimal(text):,}" if text else ""


@register.filter
def refusal(fault: RegisterError) -> str:
    """Return why something is refused, in the reader's language."""
    return gettext(fault.message) % fault.fields


@register.filter
def still(missing: int) -> str:
    """Return a dot for every character that is still to come.

    >>> still(3)
    '···'
    """
    return "·" * missing


CREDIT_PARTS = {
    "authority": _("Registering authority"),
    "category": _("Category"),
    "division": _("Division"),
    "body": _("Code of the body"),
    "check": _("Check character"),
}


@register.filter
def credit_part(name: str) -> str:
    """Return what a part of a credit code is called."""
    return str(CREDIT_PARTS[name])

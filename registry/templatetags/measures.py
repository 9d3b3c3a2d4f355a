"""How measures are written on a page: two decimals, half up, thousands apart."""

from decimal import Decimal

from django import template

from registry.measures import rounded

register = template.Library()


@register.filter
def square_metres(area: Decimal | None) -> str:
    """Return an area with two decimals, or a dash when there is none."""
    return "–" if area is None else f"{rounded(area):,}"

"""What the register refuses: one root, one code a cause, a message that can be translated."""

from __future__ import annotations

from collections.abc import Iterator

from registry import errors
from registry.errors import LimitAboveCap, RegisterError


def causes(root: type[RegisterError] = RegisterError) -> Iterator[type[RegisterError]]:
    """Yield every class of error."""
    yield root
    for cause in root.__subclasses__():
        yield from causes(cause)


def test_every_cause_has_a_code_of_its_own() -> None:
    codes = [cause.code for cause in causes()]

    assert len(codes) == len(set(codes))


def test_every_message_is_a_sentence() -> None:
    assert all(cause.message.endswith(".") for cause in causes())


def test_a_view_can_say_it_again_in_another_language() -> None:
    error = LimitAboveCap(
        pack="p",
        rank="乡级正职",
        limit="25",
        above="发改投资〔2014〕2674号",
        cap="24",
        clause="表3",
    )

    chinese = "%(pack)s 给 %(rank)s %(limit)s 平方米，超过 %(cap)s 平方米"

    assert chinese % error.fields == "p 给 乡级正职 25 平方米，超过 24 平方米"
    assert str(error) == error.message % error.fields


def test_a_message_needs_no_more_than_its_fields() -> None:
    assert errors.gettext_noop("text") == "text"

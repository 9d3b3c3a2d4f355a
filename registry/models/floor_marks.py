"""FloorMark: that something changed which a floor is drawn from, so that a drawing of it can be trusted."""

from django.db import models


class FloorMark(models.Model):
    """One change of a floor, written by the database itself; the sum of a floor's marks only grows.

    Marks are added and never changed, so that no two edits wait for each other; now and then the
    database puts a floor's marks together into one of the same sum.
    """

    EVERY_FLOOR = 0  # stands for all of them: a rule pack came or went

    floor_id = models.BigIntegerField()  # no key to the floor: its marks outlive it
    mark = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["floor_id"], include=["mark"], name="floor_marks")]

    def __str__(self) -> str:
        return f"{self.floor_id}: {self.mark}"

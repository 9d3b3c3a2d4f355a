"""SavedView 常用筛选: a list's filters under a name, for oneself or for a division."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """The filters of a list, as they stand in its address."""

    page = models.CharField(max_length=20, default="findings")  # which list: findings, cases …
    owner = models.ForeignKey("registry.User", models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500, blank=True)
    # Empty: nobody else sees it; otherwise those whose division lies in this one.
    shared_with = models.CharField(_("shared with"), max_length=12, blank=True, default="")
    is_default = models.BooleanField(_("opens first"), default=False)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("saved view")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "page", "name"],
                name="a_saved_view_has_a_name_of_its_own",
                violation_error_message=_("You already have a view of this name."),
            ),
            models.UniqueConstraint(
                fields=["owner", "page"],
                condition=Q(is_default=True),
                name="one_saved_view_opens_first",
                violation_error_message=_("Another view opens first already."),
            ),
            models.CheckConstraint(
                name="a_saved_view_is_named",
                condition=~Q(name=""),
                violation_error_message=_("Give the view a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

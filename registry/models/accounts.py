"""User 账号: who works with the register, in which role and how far."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.roles import PERMISSIONS, Permission, Role
from registry.scope import Scope


class RoleName(models.TextChoices):
    """The roles in the reader's language."""

    PROPERTY_MANAGER = Role.PROPERTY_MANAGER.value, _("Property manager")
    REGISTRATION_OFFICER = Role.REGISTRATION_OFFICER.value, _("Registration officer")
    REGISTRATION_REVIEWER = Role.REGISTRATION_REVIEWER.value, _("Registration reviewer")
    REGISTRATION_APPROVER = Role.REGISTRATION_APPROVER.value, _("Registration approver")
    INSPECTOR = Role.INSPECTOR.value, _("Inspector")
    SYSTEM_ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR.value, _("System administrator")
    AUDITOR = Role.AUDITOR.value, _("Auditor")


@with_history(exclude=("password", "last_login"))
class User(AbstractUser):
    """An account with one role and one division."""

    role = models.CharField(_("role"), max_length=30, choices=RoleName.choices)
    region = models.ForeignKey(
        "registry.Region", models.PROTECT, null=True, blank=True, verbose_name=_("region")
    )

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="an_account_has_a_known_role",
                condition=models.Q(role__in=[role.value for role in Role]),
                violation_error_message=_("Choose one of the listed roles."),
            )
        ]

    @property
    def scope(self) -> Scope:
        """Return what this account may see; an account without a division sees nothing."""
        return self.region.scope if self.is_active and self.region else Scope.NOTHING

    def may(self, permission: Permission) -> bool:
        """Return whether this account's role includes a permission."""
        return self.is_active and permission in PERMISSIONS.get(Role(self.role), frozenset())

"""Accounts: made and changed by a system administrator or at set-up."""

import pghistory
from django.db import transaction

from registry.models import Region, User
from registry.roles import Role


@transaction.atomic
def open_account(
    *, username: str, password: str, role: Role, region: Region, full_name: str, reason: str
) -> User:
    """Create an account, or bring an existing one to the stated role, division and password."""
    with pghistory.context(reason=reason):
        user = User.objects.filter(username=username).first() or User(username=username)
        user.role, user.region, user.first_name = role.value, region, full_name
        user.set_password(password)
        user.full_clean()
        user.save()
    return user

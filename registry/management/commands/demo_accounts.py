"""manage.py demo_accounts: open the demo's accounts and print them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from registry.queries import places
from registry.roles import Role
from registry.services.accounts import open_account
from registry.services.campus_visits import plan_demo_inspection

PASSWORD = "fangtu-demo"
ACCOUNTS = (
    ("manager", Role.PROPERTY_MANAGER, "990100", "示例市房产管理员"),
    ("officer", Role.REGISTRATION_OFFICER, "990100", "示例市登记人员"),
    ("reviewer", Role.REGISTRATION_REVIEWER, "990100", "示例市审核人员"),
    ("approver", Role.REGISTRATION_APPROVER, "990100", "示例市核定人员"),
    ("approver2", Role.REGISTRATION_APPROVER, "990100", "示例市核定人员乙"),
    ("inspector", Role.INSPECTOR, "990100", "示例市巡检人员"),
    ("county", Role.PROPERTY_MANAGER, "990121", "甲县房产管理员"),
    ("district", Role.PROPERTY_MANAGER, "990102", "乙区房产管理员"),
    ("province", Role.INSPECTOR, "990000", "示例省巡检人员"),
    ("admin", Role.SYSTEM_ADMINISTRATOR, "990000", "系统管理员"),
    ("auditor", Role.AUDITOR, "990000", "审计员"),
)


class Command(BaseCommand):
    """Open the demo's accounts and print them."""

    help = "Open the accounts of the demo and print them; never run this on a real register."

    def handle(self, *args: Any, **options: Any) -> None:
        for username, role, code, name in ACCOUNTS:
            open_account(
                username=username,
                password=PASSWORD,
                role=role,
                region=places.region_by_code(code),
                full_name=name,
                reason="demo account",
            )
            self.stdout.write(f"  {username:10} {PASSWORD}  {name} ({role.value}, {code})")
        plan_demo_inspection(inspector="inspector", second="manager")

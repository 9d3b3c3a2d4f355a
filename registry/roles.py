"""Who may do what: roles as sets of named permissions.

The three administrators are kept apart (三员分立): a system administrator manages accounts and sees
no people; an auditor sees everything in scope and changes nothing.
"""

from enum import StrEnum


class Permission(StrEnum):
    """One thing an account may do, named as a verb."""

    VIEW_REGISTER = "view_register"
    VIEW_PEOPLE = "view_people"
    IMPORT_DRAWING = "import_drawing"
    ALLOCATE_ROOM = "allocate_room"
    RUN_ASSESSMENT = "run_assessment"
    DECIDE_FINDING = "decide_finding"
    INSPECT_ROOM = "inspect_room"
    CHANGE_STANDARD = "change_standard"
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_HISTORY = "view_history"


class Role(StrEnum):
    """The five jobs an account can have."""

    PROPERTY_MANAGER = "property_manager"  # 房产管理员
    REGISTRATION_OFFICER = "registration_officer"  # 登记人员
    INSPECTOR = "inspector"  # 巡检人员
    SYSTEM_ADMINISTRATOR = "system_administrator"  # 系统管理员
    AUDITOR = "auditor"  # 审计员


_SEES_ALL = frozenset({Permission.VIEW_REGISTER, Permission.VIEW_PEOPLE})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PROPERTY_MANAGER: _SEES_ALL
    | {Permission.IMPORT_DRAWING, Permission.ALLOCATE_ROOM, Permission.RUN_ASSESSMENT}
    | {Permission.DECIDE_FINDING, Permission.INSPECT_ROOM, Permission.CHANGE_STANDARD},
    Role.REGISTRATION_OFFICER: frozenset({Permission.VIEW_REGISTER}),
    Role.INSPECTOR: _SEES_ALL
    | {Permission.RUN_ASSESSMENT, Permission.DECIDE_FINDING}
    | {Permission.INSPECT_ROOM, Permission.CHANGE_STANDARD},
    Role.SYSTEM_ADMINISTRATOR: frozenset({Permission.VIEW_REGISTER, Permission.MANAGE_ACCOUNTS}),
    Role.AUDITOR: _SEES_ALL | {Permission.VIEW_HISTORY},
}

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
    EDIT_ROOM = "edit_room"
    RUN_ASSESSMENT = "run_assessment"
    DECIDE_FINDING = "decide_finding"
    INSPECT_ROOM = "inspect_room"
    CHANGE_STANDARD = "change_standard"
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_HISTORY = "view_history"
    VIEW_CASES = "view_cases"
    APPLY_FOR_TITLE = "apply_for_title"
    ACCEPT_CASE = "accept_case"
    REVIEW_CASE = "review_case"
    APPROVE_CASE = "approve_case"
    SET_UP_REGISTRY = "set_up_registry"


class Role(StrEnum):
    """The jobs an account can have; a case of title passes three of them (四眼原则)."""

    PROPERTY_MANAGER = "property_manager"  # 房产管理员
    REGISTRATION_OFFICER = "registration_officer"  # 登记人员: 受理、缮证、发证、归档
    REGISTRATION_REVIEWER = "registration_reviewer"  # 审核人员: 初审、查看、公告、送复审
    REGISTRATION_APPROVER = "registration_approver"  # 核定人员: 核定、登簿
    INSPECTOR = "inspector"  # 巡检人员
    SYSTEM_ADMINISTRATOR = "system_administrator"  # 系统管理员
    AUDITOR = "auditor"  # 审计员


_SEES_ALL = frozenset({Permission.VIEW_REGISTER, Permission.VIEW_PEOPLE})
_WORKS_ON_CASES = frozenset({Permission.VIEW_REGISTER, Permission.VIEW_CASES})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PROPERTY_MANAGER: _SEES_ALL
    | {Permission.IMPORT_DRAWING, Permission.ALLOCATE_ROOM, Permission.EDIT_ROOM}
    | {
        Permission.RUN_ASSESSMENT,
        Permission.DECIDE_FINDING,
        Permission.INSPECT_ROOM,
        Permission.CHANGE_STANDARD,
    }
    | {Permission.VIEW_CASES, Permission.APPLY_FOR_TITLE},
    Role.REGISTRATION_OFFICER: _WORKS_ON_CASES
    | {Permission.APPLY_FOR_TITLE, Permission.ACCEPT_CASE},
    Role.REGISTRATION_REVIEWER: _WORKS_ON_CASES | {Permission.REVIEW_CASE},
    Role.REGISTRATION_APPROVER: _WORKS_ON_CASES | {Permission.APPROVE_CASE},
    Role.INSPECTOR: _SEES_ALL
    | {Permission.RUN_ASSESSMENT, Permission.DECIDE_FINDING}
    | {Permission.INSPECT_ROOM, Permission.CHANGE_STANDARD},
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {Permission.VIEW_REGISTER, Permission.MANAGE_ACCOUNTS, Permission.SET_UP_REGISTRY}
    ),
    Role.AUDITOR: _SEES_ALL | {Permission.VIEW_HISTORY, Permission.VIEW_CASES},
}

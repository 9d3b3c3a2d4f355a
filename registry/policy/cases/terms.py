"""The words of a case: kinds, states, events, who acts; each said in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence or a name in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the words for a language code.

        >>> Words("首次登记", "First registration").in_language("zh-hans")
        '首次登记'
        """
        return self.zh if language.startswith("zh") else self.en


class Kind(StrEnum):
    """登记类型, with the code that registers exchange (条例 art. 3)."""

    FIRST = "100"
    TRANSFER = "200"
    CHANGE = "300"
    CANCELLATION = "400"
    CORRECTION = "500"
    OBJECTION = "600"
    ADVANCE_NOTICE = "700"
    SEIZURE = "800"
    OTHER = "900"


class State(StrEnum):
    """环节: where a case stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CORRECTION = "correction"
    NOT_ACCEPTED = "not_accepted"
    ACCEPTED = "accepted"
    FIRST_REVIEW = "first_review"
    SITE_VISIT = "site_visit"
    PUBLIC_NOTICE = "public_notice"
    SECOND_REVIEW = "second_review"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REGISTERED = "registered"
    PRINTED = "printed"
    ISSUED = "issued"
    ARCHIVED = "archived"


class Event(StrEnum):
    """动作: what is done to a case."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    DEEM_ACCEPTED = "deem_accepted"
    ASK_CORRECTION = "ask_correction"
    SUPPLY = "supply"
    NOT_ACCEPT = "not_accept"
    FIRST_REVIEW = "first_review"
    VISIT = "visit"
    VISITED = "visited"
    ANNOUNCE = "announce"
    NOTICE_OVER = "notice_over"
    SECOND_REVIEW = "second_review"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    REGISTER = "register"
    PRINT = "print"
    ISSUE = "issue"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"
    REFUSE = "refuse"


class Actor(StrEnum):
    """Who acts: a job at the registry, the applicant, or time itself."""

    APPLICANT = "applicant"
    OFFICER = "officer"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    CLOCK = "clock"


class Severity(StrEnum):
    """What a rule does when it fires."""

    BLOCKS = "blocks"
    WARNS = "warns"
    INFORMS = "informs"


KINDS: dict[Kind, Words] = {
    Kind.FIRST: Words("首次登记", "First registration"),
    Kind.TRANSFER: Words("转移登记", "Transfer"),
    Kind.CHANGE: Words("变更登记", "Change"),
    Kind.CANCELLATION: Words("注销登记", "Cancellation"),
    Kind.CORRECTION: Words("更正登记", "Correction"),
    Kind.OBJECTION: Words("异议登记", "Objection"),
    Kind.ADVANCE_NOTICE: Words("预告登记", "Advance notice"),
    Kind.SEIZURE: Words("查封登记", "Seizure"),
    Kind.OTHER: Words("其他登记", "Other"),
}

STATES: dict[State, Words] = {
    State.DRAFT: Words("草稿", "Draft"),
    State.SUBMITTED: Words("已申请", "Submitted"),
    State.CORRECTION: Words("补正", "To be completed"),
    State.NOT_ACCEPTED: Words("不予受理", "Not accepted"),
    State.ACCEPTED: Words("受理", "Accepted"),
    State.FIRST_REVIEW: Words("初审", "First review"),
    State.SITE_VISIT: Words("实地查看", "Site visit"),
    State.PUBLIC_NOTICE: Words("公告", "Public notice"),
    State.SECOND_REVIEW: Words("复审", "Second review"),
    State.APPROVED: Words("核定", "Approved"),
    State.REFUSED: Words("不予登记", "Refused"),
    State.WITHDRAWN: Words("已撤回", "Withdrawn"),
    State.REGISTERED: Words("登簿", "Registered"),
    State.PRINTED: Words("缮证", "Certificate printed"),
    State.ISSUED: Words("发证", "Issued"),
    State.ARCHIVED: Words("归档", "Archived"),
}

EVENTS: dict[Event, Words] = {
    Event.SUBMIT: Words("提交申请", "Submit"),
    Event.ACCEPT: Words("受理", "Accept"),
    Event.DEEM_ACCEPTED: Words("视为受理", "Deem accepted"),
    Event.ASK_CORRECTION: Words("一次性告知补正", "Ask for what is missing"),
    Event.SUPPLY: Words("补正齐全，受理", "Completed: accept"),
    Event.NOT_ACCEPT: Words("不予受理", "Do not accept"),
    Event.FIRST_REVIEW: Words("开始初审", "Begin first review"),
    Event.VISIT: Words("安排实地查看", "Send to site visit"),
    Event.VISITED: Words("查看完毕", "Site visit done"),
    Event.ANNOUNCE: Words("发布公告", "Publish notice"),
    Event.NOTICE_OVER: Words("公告期满", "Notice period over"),
    Event.SECOND_REVIEW: Words("初审通过，送复审", "Pass to second review"),
    Event.SEND_BACK: Words("退回初审", "Send back to first review"),
    Event.APPROVE: Words("核定", "Approve"),
    Event.REGISTER: Words("登簿", "Enter in the register"),
    Event.PRINT: Words("缮证", "Print certificate"),
    Event.ISSUE: Words("发证", "Issue"),
    Event.ARCHIVE: Words("归档", "Archive"),
    Event.WITHDRAW: Words("撤回申请", "Withdraw"),
    Event.REFUSE: Words("不予登记", "Refuse"),
}

ACTORS: dict[Actor, Words] = {
    Actor.APPLICANT: Words("申请人", "Applicant"),
    Actor.OFFICER: Words("受理人员", "Officer"),
    Actor.REVIEWER: Words("审核人员", "Reviewer"),
    Actor.APPROVER: Words("核定人员", "Approver"),
    Actor.CLOCK: Words("期限届满", "Passing of time"),
}

SEVERITIES: dict[Severity, Words] = {
    Severity.BLOCKS: Words("阻止", "Blocks"),
    Severity.WARNS: Words("警示", "Warns"),
    Severity.INFORMS: Words("提示", "Informs"),
}

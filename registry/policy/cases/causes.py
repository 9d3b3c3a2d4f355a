"""登记原因: why an entry is asked for, by kind."""

from __future__ import annotations

from registry.policy.cases.terms import Kind, Words

CAUSES: dict[Kind, dict[str, Words]] = {
    Kind.FIRST: {
        "new_build": Words("新建房屋", "New building"),
        "existing": Words("历史建成补办", "Built earlier, never registered"),
        "unification": Words("权属统一登记", "Title unification"),
    },
    Kind.TRANSFER: {
        "unification": Words("权属统一登记", "Title unification"),
        "allotment": Words("调拨（划转）", "Allotment"),
        "merger": Words("机构合并、分立", "Merger or division of bodies"),
        "sale": Words("买卖", "Sale"),
        "exchange": Words("互换", "Exchange"),
        "gift": Words("赠与", "Gift"),
        "inheritance": Words("继承、受遗赠", "Inheritance"),
        "split": Words("分割转移（部分转移）", "Part of the unit passes on"),
        "judgment": Words("生效法律文书", "Judgment in force"),
    },
    Kind.CHANGE: {
        "name": Words("权利人名称变更", "Name of the holder"),
        "address": Words("坐落变更", "Address"),
        "use": Words("用途变更", "Use"),
        "area": Words("面积变更", "Area"),
        "boundary": Words("界址变更", "Boundary"),
        "term": Words("使用期限变更", "Term"),
        "split": Words("同一权利人分割", "Split under the same holders"),
        "merge": Words("同一权利人合并", "Merge under the same holders"),
        "parcel_split": Words("宗地分割", "Parcel split"),
        "parcel_merge": Words("宗地合并", "Parcels merged"),
    },
    Kind.CANCELLATION: {
        "lost": Words("不动产灭失", "Property destroyed"),
        "given_up": Words("放弃权利", "Right given up"),
        "taken": Words("依法没收、征收、收回", "Taken or recovered by law"),
        "judgment": Words("生效法律文书", "Judgment in force"),
    },
    Kind.CORRECTION: {
        "holder": Words("权利人记载错误", "Holder recorded wrongly"),
        "description": Words("自然状况记载错误", "Description recorded wrongly"),
        "ex_officio": Words("依职权更正", "Ex officio"),
    },
    Kind.OBJECTION: {
        "raise": Words("申请异议登记", "Objection raised"),
        "withdraw": Words("注销异议登记", "Objection withdrawn"),
    },
    Kind.ADVANCE_NOTICE: {
        "purchase": Words("预购商品房", "Purchase before completion"),
        "transfer": Words("不动产转移预告", "Coming transfer"),
        "mortgage": Words("抵押权预告", "Coming mortgage"),
        "withdraw": Words("注销预告登记", "Advance notice withdrawn"),
    },
    Kind.SEIZURE: {
        "seize": Words("查封", "Seizure"),
        "continue": Words("续封", "Seizure continued"),
        "waiting": Words("轮候查封", "Seizure in waiting"),
        "lift": Words("解除查封", "Seizure lifted"),
    },
    Kind.OTHER: {
        "reissue": Words("补发证书", "Certificate reissued"),
        "replace": Words("换发证书", "Certificate replaced"),
        "mortgage": Words("抵押权登记", "Mortgage"),
        "other": Words("其他", "Other"),
    },
}

# What a registered case does to the book: which causes put a restriction on a unit or take one off.
PLACES = {
    (Kind.SEIZURE, "seize"): "seizure",
    (Kind.SEIZURE, "waiting"): "seizure",
    (Kind.OBJECTION, "raise"): "objection",
    (Kind.ADVANCE_NOTICE, "purchase"): "advance_notice",
    (Kind.ADVANCE_NOTICE, "transfer"): "advance_notice",
    (Kind.ADVANCE_NOTICE, "mortgage"): "advance_notice",
    (Kind.OTHER, "mortgage"): "mortgage",
}
LIFTS = {
    (Kind.SEIZURE, "lift"): "seizure",
    (Kind.OBJECTION, "withdraw"): "objection",
    (Kind.ADVANCE_NOTICE, "withdraw"): "advance_notice",
}
EXTENDS = {(Kind.SEIZURE, "continue"): "seizure"}


def cause_words(kind: Kind, code: str) -> Words:
    """Return what a cause is called; an unknown one is its own name."""
    return CAUSES[kind].get(code, Words(code, code))

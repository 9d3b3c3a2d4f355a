"""How a finding is said: one sentence a rule, in English and Chinese.

English templates are message ids for translators; the Chinese ones are what the pages start from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.errors import gettext_noop

SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "R-OFF-1": {
        "en": gettext_noop(
            "Room %(room_number)s measures %(measured)s m², %(excess)s m² over the limit of "
            "%(limit)s m² for %(occupants)s (%(document_no)s %(clause)s)."
        ),
        "zh": "%(room_number)s 室使用面积 %(measured)s 平方米，超出 %(occupants)s 的控制标准 "
        "%(limit)s 平方米 %(excess)s 平方米（%(document_no)s %(clause)s）。",
    },
    "R-OFF-1-ON-SITE": {
        "en": gettext_noop(
            "Room %(room_number)s measured %(measured)s m² on site on %(seen_on)s, %(excess)s m² "
            "over the limit of %(limit)s m² for %(occupants)s; the drawing has %(drawn)s m² "
            "(%(document_no)s %(clause)s)."
        ),
        "zh": "%(room_number)s 室于 %(seen_on)s 现场实测 %(measured)s 平方米，超出 %(occupants)s "
        "的控制标准 %(limit)s 平方米 %(excess)s 平方米；图纸面积 %(drawn)s 平方米"
        "（%(document_no)s %(clause)s）。",
    },
    "R-OFF-2": {
        "en": gettext_noop(
            "The toilet of room %(room_number)s measures %(measured)s m²; %(limit)s m² are "
            "allowed to %(occupants)s (%(document_no)s %(clause)s)."
        ),
        "zh": "%(room_number)s 室卫生间 %(measured)s 平方米，%(occupants)s 可配备不超过 "
        "%(limit)s 平方米（%(document_no)s %(clause)s）。",
    },
    "R-OFF-3": {
        "en": gettext_noop(
            "%(person_name)s has %(measured)s offices (%(room_numbers)s); %(limit)s is allowed ("
            "%(document_no)s %(clause)s)."
        ),
        "zh": "%(person_name)s 占用 %(measured)s 处办公用房（%(room_numbers)s），应为 %(limit)s"
        " 处（%(document_no)s %(clause)s）。",
    },
    "R-OFF-3-SECOND": {
        "en": gettext_noop(
            "The second office of %(person_name)s, room %(room_number)s, has %(measured)s m² and "
            "must stay below %(limit)s m² (%(document_no)s %(clause)s)."
        ),
        "zh": "%(person_name)s 的第二处办公用房 %(room_number)s 室 %(measured)s 平方米，应小于"
        "标准面积 %(limit)s 平方米（%(document_no)s %(clause)s）。",
    },
    "R-OFF-4-RETIRED": {
        "en": gettext_noop(
            "%(person_name)s retired on %(since)s and still has room %(room_number)s, due back "
            "by %(deadline)s (%(document_no)s %(clause)s)."
        ),
        "zh": "%(person_name)s 已于 %(since)s 退休，仍占用 %(room_number)s 室，应于 "
        "%(deadline)s 前收回（%(document_no)s %(clause)s）。",
    },
    "R-OFF-4-TRANSFERRED": {
        "en": gettext_noop(
            "%(person_name)s was transferred on %(since)s and still has room %(room_number)s, "
            "due back by %(deadline)s (%(document_no)s %(clause)s)."
        ),
        "zh": "%(person_name)s 已于 %(since)s 调离，仍占用 %(room_number)s 室，应于 "
        "%(deadline)s 前收回（%(document_no)s %(clause)s）。",
    },
    "R-OFF-4-CONCURRENT": {
        "en": gettext_noop(
            "%(person_name)s gave up a concurrent post on %(since)s and still has room "
            "%(room_number)s, due back by %(deadline)s (%(document_no)s %(clause)s)."
        ),
        "zh": "%(person_name)s 已于 %(since)s 免去兼任职务，仍占用 %(room_number)s 室，应于 "
        "%(deadline)s 前收回（%(document_no)s %(clause)s）。",
    },
    "R-IDLE-1": {
        "en": gettext_noop(
            "Room %(room_number)s (%(area)s m²) has been idle since %(since)s: %(months)s months "
            "and %(days)s days, %(allowed_months)s months are allowed (%(document_no)s %(clause)s"
            ")."
        ),
        "zh": "%(room_number)s 室（%(area)s 平方米）自 %(since)s 起闲置 %(months)s 个月 "
        "%(days)s 天，超过 %(allowed_months)s 个月（%(document_no)s %(clause)s）。",
    },
    "R-TITLE-3": {
        "en": gettext_noop(
            "Certificate %(number)s prints %(printed)s m², the survey found %(surveyed)s m²: "
            "they differ by %(measured)s m², %(limit)s m² are allowed (%(document_no)s %(clause)s"
            ")."
        ),
        "zh": "权证 %(number)s 记载 %(printed)s 平方米，实测 %(surveyed)s 平方米，相差 "
        "%(measured)s 平方米，限差 %(limit)s 平方米（%(document_no)s %(clause)s）。",
    },
    "R-UNIT": {
        "en": gettext_noop(
            "%(organisation_name)s uses %(measured)s m² of %(what)s, %(excess)s m² over the "
            "approved %(limit)s m² (%(document_no)s %(clause)s)."
        ),
        "zh": "%(organisation_name)s %(what)s使用面积 %(measured)s 平方米，超出核定面积 "
        "%(limit)s 平方米 %(excess)s 平方米（%(document_no)s %(clause)s）。",
    },
    "R-UNIT-5-AGREEMENT": {
        "en": gettext_noop(
            "%(organisation_name)s uses its rooms without a use agreement in force ("
            "%(document_no)s %(clause)s)."
        ),
        "zh": "%(organisation_name)s 没有有效的办公用房使用协议（%(document_no)s %(clause)s）。",
    },
    "R-UNIT-5-CERTIFICATE": {
        "en": gettext_noop(
            "%(organisation_name)s uses its rooms without a use certificate in force ("
            "%(document_no)s %(clause)s)."
        ),
        "zh": "%(organisation_name)s 没有有效的办公用房分配使用凭证（%(document_no)s %(clause)s"
        "）。",
    },
    "R-UNIT-5-AREA": {
        "en": gettext_noop(
            "%(organisation_name)s uses %(measured)s m², %(excess)s m² more than the %(limit)s "
            "m² of its use certificate (%(document_no)s %(clause)s)."
        ),
        "zh": "%(organisation_name)s 使用 %(measured)s 平方米，超出使用凭证所载 %(limit)s 平方"
        "米 %(excess)s 平方米（%(document_no)s %(clause)s）。",
    },
    "R-UNIT-6-PUBLISHED": {
        "en": gettext_noop(
            "%(organisation_name)s last published the use of its rooms on %(last)s; it is due "
            "every year (%(document_no)s %(clause)s)."
        ),
        "zh": "%(organisation_name)s 最近一次公示办公用房使用情况为 %(last)s，应按年度公示（"
        "%(document_no)s %(clause)s）。",
    },
    "R-UNIT-6-FILED": {
        "en": gettext_noop(
            "%(organisation_name)s last filed its leaders’ offices on %(last)s; it is due every "
            "year (%(document_no)s %(clause)s)."
        ),
        "zh": "%(organisation_name)s 最近一次备案领导干部办公用房为 %(last)s，应按年度备案（"
        "%(document_no)s %(clause)s）。",
    },
    "R-USE-1-FUNCTION": {
        "en": gettext_noop(
            "Room %(room_number)s is used as %(use)s but approved as %(approved)s ("
            "%(document_no)s %(clause)s)."
        ),
        "zh": "%(room_number)s 室批准用途为 %(approved)s，实际用途为 %(use)s（%(document_no)s "
        "%(clause)s）。",
    },
    "R-USE-1-HANDED-ON": {
        "en": gettext_noop(
            "Room %(room_number)s is with %(holder)s but was assigned to %(approved)s ("
            "%(document_no)s %(clause)s)."
        ),
        "zh": "%(room_number)s 室核定给 %(approved)s，实际由 %(holder)s 使用（%(document_no)s "
        "%(clause)s）。",
    },
    "R-RENT-1-UNAPPROVED": {
        "en": gettext_noop(
            "Room %(room_number)s is let or lent to %(taken_by)s without approval ("
            "%(document_no)s %(clause)s)."
        ),
        "zh": "%(room_number)s 室未经批准出租、出借给 %(taken_by)s（%(document_no)s %(clause)s）。",
    },
    "R-RENT-1-OVERDUE": {
        "en": gettext_noop(
            "Room %(room_number)s was let or lent to %(taken_by)s until %(until)s and is not "
            "back (%(document_no)s %(clause)s)."
        ),
        "zh": "%(room_number)s 室出租、出借给 %(taken_by)s 已于 %(until)s 到期，未收回（"
        "%(document_no)s %(clause)s）。",
    },
    "R-TITLE-1": {
        "en": gettext_noop(
            "Unit %(unit_code)s is held by %(holder)s; it belongs in the name of "
            "%(managing_office)s (%(document_no)s %(clause)s)."
        ),
        "zh": "不动产单元 %(unit_code)s 登记在 %(holder)s 名下，应登记在 %(managing_office)s 名"
        "下（%(document_no)s %(clause)s）。",
    },
    "R-TITLE-2-MALFORMED": {
        "en": gettext_noop(
            "Unit code %(unit_code)s of building %(building)s is not well formed: %(problem)s ("
            "%(document_no)s %(clause)s)."
        ),
        "zh": "%(building)s 的不动产单元代码 %(unit_code)s 不合规范：%(problem)s（"
        "%(document_no)s %(clause)s）。",
    },
    "R-TITLE-2-PARCEL": {
        "en": gettext_noop(
            "Unit code %(unit_code)s does not begin with its parcel’s code %(parcel_code)s ("
            "%(document_no)s %(clause)s)."
        ),
        "zh": "不动产单元代码 %(unit_code)s 与宗地代码 %(parcel_code)s 不符（%(document_no)s "
        "%(clause)s）。",
    },
    "R-OFF-5": {
        "en": gettext_noop(
            "Room %(room_number)s keeps its limit of %(limit)s m² only without %(split_off)s m² "
            "split off behind its door (%(split_off_numbers)s); they count: %(measured)s m² for "
            "%(occupants)s (%(document_no)s %(clause)s)."
        ),
        "zh": "%(room_number)s 室仅在不计入门内隔出的 %(split_off)s 平方米（%(split_off_numbers)s"
        "）时未超 %(limit)s 平方米；以门为界应计入，%(occupants)s 实为 %(measured)s 平方米（"
        "%(document_no)s %(clause)s）。",
    },
    "R-CONF-1": {
        "en": gettext_noop(
            "%(organisation_name)s asks for premises by %(way)s (%(request)s) with no record that "
            "%(untried)s did not serve (%(document_no)s %(clause)s)."
        ),
        "zh": "%(organisation_name)s 申请以 %(way)s 方式配置办公用房（%(request)s），没有 "
        "%(untried)s 不能解决的记录（%(document_no)s %(clause)s）。",
    },
}

"""Registration cases 不动产登记案件: what may be applied for, how a case moves, what stops it.

Kind         登记类型   first 首次, transfer 转移, change 变更, cancellation 注销, correction 更正,
                        objection 异议, advance notice 预告, seizure 查封, other 其他
State        环节       where a case stands, from draft 草稿 to archive 归档
Event        动作       what somebody does to it; `transitions` says who may, from where, to where
Slot         要件       a document the case needs; `documents` says which, by kind, right and region
Application  申请内容   what is asked to be entered, as typed values
Facts        事实       everything a rule may look at; no rule asks the register itself
Rule         规则       facts in, a sentence with its clause out; it blocks, warns or informs
Clock        办理时限   working days from acceptance, without the days on which it stands still
"""

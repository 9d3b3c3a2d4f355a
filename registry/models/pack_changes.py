"""PackChange 标准修订: a rule pack's new text on its way from one person to another."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history


class PackChangeState(models.TextChoices):
    """Where a change stands."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


def text_is_settled_once_proposed() -> pgtrigger.Trigger:
    """Return the trigger that freezes a text once proposed, and everything once decided."""
    return pgtrigger.Trigger(
        name="a_proposed_text_stays_as_it_is",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="""
            IF TG_OP = 'INSERT' AND NEW.state = 'draft'
               OR TG_OP = 'UPDATE' AND OLD.state = 'draft' AND NEW.state IN ('draft', 'proposed')
               OR TG_OP = 'UPDATE' AND OLD.state = 'proposed'
                  AND NEW.state IN ('approved', 'rejected') AND NEW.sha256 = OLD.sha256
                  AND NEW.content = OLD.content AND NEW.code = OLD.code
                  AND NEW.proposed_by_id = OLD.proposed_by_id THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'a change of a rule pack goes from draft to proposed to decided'
                  USING ERRCODE = 'check_violation',
                        CONSTRAINT = 'a_proposed_text_stays_as_it_is';
        """,
    )


def pack_changes_by_two_people() -> pgtrigger.Trigger:
    """Return the trigger that lets a known pack change only by an approved change of its code."""
    return pgtrigger.Trigger(
        name="a_rule_pack_changes_by_two_people",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            IF TG_OP = 'INSERT' AND NOT EXISTS (
                   SELECT 1 FROM registry_rulepack AS known WHERE known.code = NEW.code) THEN
                RETURN NEW;
            END IF;
            IF TG_OP <> 'DELETE' AND EXISTS (
                   SELECT 1 FROM registry_packchange AS change
                    WHERE change.id = NEW.change_id AND change.code = NEW.code
                      AND change.state = 'approved')
               AND (TG_OP = 'INSERT' OR NEW.code = OLD.code) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'a rule pack changes by two people'
                  USING ERRCODE = 'check_violation',
                        CONSTRAINT = 'a_rule_pack_changes_by_two_people';
        """,
    )


@with_history()
class PackChange(models.Model):
    """A new text of a rule pack: drafted, proposed by one person, decided by another."""

    code = models.CharField(_("code"), max_length=60)
    content = models.JSONField(_("content"))
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=10, choices=PackChangeState.choices, default=PackChangeState.DRAFT
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    drafted_on = models.DateField(_("drafted on"))
    proposed_by = models.ForeignKey(
        "registry.User", models.PROTECT, null=True, related_name="packs_proposed"
    )
    proposed_on = models.DateField(_("proposed on"), null=True)
    decided_by = models.ForeignKey(
        "registry.User", models.PROTECT, null=True, related_name="packs_decided"
    )
    decided_on = models.DateField(_("decided on"), null=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("change of a rule pack")
        constraints = [
            models.CheckConstraint(
                name="a_proposal_says_who_and_when",
                condition=Q(state="draft")
                | Q(proposed_by__isnull=False, proposed_on__isnull=False),
                violation_error_message=_("State who proposes the change and when."),
            ),
            models.CheckConstraint(
                name="a_rule_pack_is_approved_by_another_person",
                condition=Q(state__in=["draft", "proposed"], decided_by__isnull=True)
                | (
                    Q(state="approved", decided_by__isnull=False, decided_on__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                )
                | Q(state="rejected", decided_by__isnull=False, decided_on__isnull=False),
                violation_error_message=_(
                    "A rule pack is proposed by one person and approved by another."
                ),
            ),
        ]
        triggers = [text_is_settled_once_proposed()]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"

"""Case 登记案件 and CaseStep 办理记录: what is applied for, where it stands and how it came there."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.case_triggers import (
    case_follows_its_steps,
    cases_are_kept,
    registration_writes_the_book,
    step_is_a_lawful_move,
    step_moves_its_case,
)
from registry.models.finding_triggers import never_rewritten
from registry.models.history import with_history
from registry.models.periods import Scoped
from registry.policy.cases.terms import ACTORS, EVENTS, KINDS, STATES, Kind, State

KIND_CHOICES = [(kind.value, words.zh) for kind, words in KINDS.items()]
STATE_CHOICES = [(state.value, words.zh) for state, words in STATES.items()]
EVENT_CHOICES = [(event.value, words.zh) for event, words in EVENTS.items()]
ACTOR_CHOICES = [(actor.value, words.zh) for actor, words in ACTORS.items()]


@with_history(exclude=("due_on", "promised_on"))
class Case(models.Model):
    """An application for registration on its way from draft to archive."""

    number = models.CharField(_("case number"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=3, choices=KIND_CHOICES)
    cause = models.CharField(_("cause"), max_length=20, blank=True)
    state = models.CharField(
        _("stage"), max_length=20, choices=STATE_CHOICES, default=State.DRAFT.value
    )
    office = models.ForeignKey("registry.TitleOffice", models.PROTECT, related_name="cases")
    region_code = models.CharField(max_length=12)
    unit = models.ForeignKey("registry.BAUnit", models.PROTECT, null=True, related_name="cases")
    building = models.ForeignKey(
        "registry.Building", models.PROTECT, null=True, related_name="cases"
    )
    parcel = models.ForeignKey("registry.Parcel", models.PROTECT, null=True, related_name="cases")
    applicants = models.ManyToManyField("registry.Organisation", related_name="cases", blank=True)
    payload = models.JSONField(_("what is applied for"), default=dict)
    version = models.PositiveIntegerField(default=0)
    last_step = models.ForeignKey("registry.CaseStep", models.PROTECT, null=True, related_name="+")
    received_seq = models.BigIntegerField(null=True, editable=False)
    received_on = models.DateField(_("received on"), null=True)
    accepted_on = models.DateField(_("accepted on"), null=True)
    due_on = models.DateField(_("due on"), null=True)  # derived: None while the clock stands still
    promised_on = models.DateField(_("promised for"), null=True)
    officer = models.ForeignKey("registry.User", models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    box = models.CharField(_("archive box"), max_length=30, blank=True, default="")
    shelf = models.CharField(_("shelf"), max_length=30, blank=True, default="")

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("case")
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="a_case_number_stands_once",
                violation_error_message=_("Another case has this number."),
            ),
            models.CheckConstraint(
                name="a_case_has_a_known_kind",
                condition=Q(kind__in=[kind.value for kind in Kind]),
                violation_error_message=_("Choose one of the nine kinds of registration."),
            ),
            models.CheckConstraint(
                name="a_received_case_has_its_number",
                condition=Q(state__in=[State.DRAFT.value, State.WITHDRAWN.value]) | ~Q(number=""),
                violation_error_message=_("A received case has a number."),
            ),
            models.CheckConstraint(
                name="an_archived_case_has_its_place",
                condition=~Q(state=State.ARCHIVED.value) | (~Q(box="") & ~Q(shelf="")),
                violation_error_message=_("State the box and the shelf."),
            ),
        ]
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="case_scope"),
            models.Index(fields=["state", "due_on"], name="case_by_stage_and_due_day"),
            models.Index(fields=["unit", "received_seq"], name="case_turn_on_its_unit"),
        ]
        triggers = [case_follows_its_steps(), cases_are_kept()]

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"


class CaseStep(models.Model):
    """One move of a case: written once, it is what moves the case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    event = models.CharField(_("what was done"), max_length=20, choices=EVENT_CHOICES)
    actor = models.CharField(_("as"), max_length=12, choices=ACTOR_CHOICES)
    from_state = models.CharField(_("from"), max_length=20, choices=STATE_CHOICES)
    to_state = models.CharField(_("to"), max_length=20, choices=STATE_CHOICES)
    by = models.ForeignKey("registry.User", models.PROTECT, null=True, related_name="+")
    on = models.DateField(_("day"))
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta:
        ordering = ("case", "pk")
        verbose_name = _("step of a case")
        triggers = [
            step_is_a_lawful_move(),
            step_moves_its_case(),
            registration_writes_the_book(),
            never_rewritten("a_step_of_a_case_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.event}"


class CaseEntry(models.Model):
    """登簿: what a case changed in the register, written once with it; one a case."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="entry")
    number = models.CharField(_("entry number"), max_length=60, unique=True)
    certificate_no = models.CharField(_("certificate number"), max_length=100, blank=True)
    before = models.JSONField()  # what the register said of the unit
    after = models.JSONField()  # and what it says now
    sha256 = models.CharField(max_length=64)  # of both, as they are printed on the certificate
    on = models.DateField(_("registered on"))
    by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("entry in the register")
        constraints = [
            models.UniqueConstraint(
                fields=["certificate_no"],
                condition=~Q(certificate_no=""),
                name="a_certificate_number_is_given_once",
                violation_error_message=_("This certificate number has been given already."),
            )
        ]
        triggers = [never_rewritten("an_entry_in_the_register_stays")]

    def __str__(self) -> str:
        return self.number


class IssuedPaper(models.Model):
    """权证: one certificate or proof that a case gave out, with the page it is printed from."""

    entry = models.ForeignKey(CaseEntry, models.PROTECT, related_name="papers")
    number = models.CharField(_("certificate number"), max_length=100)
    unit = models.ForeignKey("registry.BAUnit", models.PROTECT, related_name="issued")
    holder = models.ForeignKey(  # empty: one paper for all holders
        "registry.Organisation", models.PROTECT, null=True, related_name="+"
    )
    page = models.JSONField()  # what the register said of the unit once it was entered

    class Meta:
        ordering = ("entry", "pk")
        verbose_name = _("paper given out by a case")
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                name="a_paper_number_is_given_once",
                violation_error_message=_("This certificate number has been given already."),
            )
        ]
        triggers = [never_rewritten("an_issued_paper_stays")]

    def __str__(self) -> str:
        return self.number

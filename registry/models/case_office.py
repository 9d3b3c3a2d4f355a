"""The registry's own things: offices with their settings, number series, holidays, drafts, views."""

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from registry.models.finding_triggers import never_rewritten
from registry.models.history import with_history
from registry.policy.cases.clocks import Limits

LAW = Limits()


class EachIsLawful(Func):
    """Whether every number in an object is a promise that the law allows."""

    template = (
        "(jsonb_typeof(%(expressions)s) = 'object' AND NOT jsonb_path_exists(%(expressions)s, "
        f"'$.* ? (@.type() <> \"number\" || @ < 1 || @ > {LAW.legal_days})'))"
    )
    output_field = models.BooleanField()


@with_history()
class TitleOffice(models.Model):
    """登记机构: a registry with the names in its numbers and what it promises."""

    region = models.OneToOneField("registry.Region", models.PROTECT, related_name="title_office")
    name = models.CharField(_("name"), max_length=100)
    province = models.CharField(_("province in numbers"), max_length=1)
    place = models.CharField(_("place in numbers"), max_length=30)
    promised_days = models.PositiveSmallIntegerField(
        _("promised working days"), default=LAW.promised_days
    )
    notice_days = models.PositiveSmallIntegerField(
        _("working days of a public notice"), default=LAW.notice_days
    )
    stops_for_notice = models.BooleanField(
        _("the clock stops for a public notice"), default=LAW.stops_for_notice
    )

    promises = models.JSONField(  # kind → working days, where they differ from the promise above
        _("promises by kind"), default=dict, blank=True
    )
    box = models.CharField(_("archive box"), max_length=30, blank=True, default="")
    shelf = models.CharField(_("shelf"), max_length=30, blank=True, default="")

    class Meta:
        ordering = ("region",)
        verbose_name = _("registry")
        constraints = [
            models.CheckConstraint(
                name="promises_by_kind_are_within_the_law",
                condition=EachIsLawful(F("promises")),
                violation_error_message=_("The law gives 30 working days; promise 1 to 30."),
            ),
            models.CheckConstraint(
                name="a_promise_is_within_the_law",
                condition=Q(promised_days__gte=1, promised_days__lte=LAW.legal_days),
                violation_error_message=_("The law gives 30 working days; promise 1 to 30."),
            ),
            models.CheckConstraint(
                name="a_public_notice_lasts_fifteen_working_days",
                condition=Q(notice_days__gte=LAW.notice_days),
                violation_error_message=_("A public notice lasts 15 working days or more."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The last number given in a series of an office in a year; the row is the lock."""

    office = models.ForeignKey(TitleOffice, models.PROTECT, related_name="series")
    series = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "series", "year"],
                name="a_series_stands_once_a_year",
                violation_error_message=_("This series is counted already for the year."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


@with_history()
class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a weekend worked to make up for one."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("worked"))
    name = models.CharField(_("name"), max_length=40)
    document_no = models.CharField(_("document number"), max_length=100, blank=True)
    document_on = models.DateField(_("date of the document"), null=True, blank=True)

    class Meta:
        ordering = ("day",)
        verbose_name = _("day of the work calendar")

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class DraftSave(models.Model):
    """What somebody typed into a form and when: kept whether or not it could be saved."""

    case = models.ForeignKey("registry.Case", models.PROTECT, related_name="saves")
    by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    base_version = models.PositiveIntegerField()  # what was on the screen when typing began
    version = models.PositiveIntegerField(null=True)  # what it became; None: somebody was faster
    payload = models.JSONField()

    class Meta:
        ordering = ("case", "pk")
        verbose_name = _("saved draft")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "version"],
                condition=Q(version__isnull=False),
                name="a_version_of_a_form_is_saved_once",
                violation_error_message=_("This version of the form is saved already."),
            )
        ]
        triggers = [never_rewritten("what_was_typed_is_kept")]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.version}"

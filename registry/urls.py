"""Addresses of the register's own pages."""

from django.urls import path

from registry.views import case_actions, case_files, cases, findings

urlpatterns = [
    path("findings/", findings.finding_list, name="finding-list"),
    path("findings/export.csv", findings.export, name="finding-export"),
    path("titles/", cases.case_list, name="case-list"),
    path("titles/cases.xlsx", case_files.export, name="case-export"),
    path("titles/views/", cases.keep_view, name="case-views"),
    path("titles/cases/new/", cases.case_new, name="case-new"),
    path("titles/cases/<int:pk>/", cases.case_detail, name="case"),
    path("titles/cases/<int:pk>/save/", case_actions.save, name="case-save"),
    path("titles/cases/<int:pk>/merge/<int:save_pk>/", case_actions.merge, name="case-merge"),
    path("titles/cases/<int:pk>/move/<slug:event>/", case_actions.move, name="case-move"),
    path("titles/cases/<int:pk>/objection/", case_actions.objection, name="case-objection"),
    path("titles/cases/<int:pk>/fees/", case_actions.fees, name="case-fees"),
    path("titles/cases/<int:pk>/documents/", case_actions.add_document, name="case-document-new"),
    path(
        "titles/cases/<int:pk>/documents/<int:document_pk>/",
        case_actions.change_document,
        name="case-document-change",
    ),
    path("titles/cases/<int:pk>/files/<int:version_pk>/", case_files.document, name="case-file"),
    path("titles/cases/<int:pk>/certificate.pdf", case_files.certificate, name="case-certificate"),
    path(
        "titles/cases/<int:pk>/notices/<int:notice_pk>.pdf", case_files.notice, name="case-notice"
    ),
]

from django.db import migrations


class Migration(migrations.Migration):
    """Papers that cases gave out before each paper had a row of its own."""

    dependencies = [("registry", "0110_papers_of_an_entry")]

    operations = [
        migrations.RunSQL(
            sql="""
                -- One row an entry that gave out a paper: one for all holders, on the case's unit.
                INSERT INTO registry_issuedpaper (entry_id, number, unit_id, holder_id, page)
                SELECT entry.id, entry.certificate_no, of_entry.unit_id, NULL, entry.after
                  FROM registry_caseentry AS entry
                  JOIN registry_case AS of_entry ON of_entry.id = entry.case_id
                 WHERE entry.certificate_no <> '' AND of_entry.unit_id IS NOT NULL
                 ORDER BY entry.id
            """,
            reverse_sql=migrations.RunSQL.noop,
        )
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0055_a_new_text_touches_everything"),
    ]

    operations = [
        migrations.AddField(
            model_name="findingstep",
            name="attachment_name",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="findingstep",
            name="attachment_sha256",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddConstraint(
            model_name="findingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("attachment", ""),
                    ("attachment_sha256__regex", "^[0-9a-f]{64}$"),
                    _connector="OR",
                ),
                name="a_paper_of_a_finding_is_named_by_hash",
                violation_error_message="A photo or document needs the SHA-256 of its content.",
            ),
        ),
    ]

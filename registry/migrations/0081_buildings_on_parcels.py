from django.db import migrations, models

# Django made up the name of the many-to-many table's constraint; the clerk's message needs a known one.
NAMED = """
DO $$
DECLARE
    made_up text;
BEGIN
    SELECT conname INTO made_up FROM pg_constraint
     WHERE conrelid = 'registry_building_parcels'::regclass AND contype = 'u';
    EXECUTE format('ALTER TABLE registry_building_parcels RENAME CONSTRAINT %I TO %I',
                   made_up, 'a_building_stands_on_a_parcel_once');
END
$$;
"""


class Migration(migrations.Migration):
    """The table of what stands on which parcel gets a name of its own; its rows stay."""

    dependencies = [("registry", "0080_where_buildings_lie")]
    operations = [
        migrations.RunSQL(NAMED, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="BuildingOnParcel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "building",
                            models.ForeignKey(
                                on_delete=models.deletion.CASCADE,
                                related_name="on_parcels",
                                to="registry.building",
                            ),
                        ),
                        (
                            "parcel",
                            models.ForeignKey(
                                on_delete=models.deletion.CASCADE,
                                related_name="with_buildings",
                                to="registry.parcel",
                            ),
                        ),
                    ],
                    options={"db_table": "registry_building_parcels"},
                ),
                migrations.AlterField(
                    model_name="building",
                    name="parcels",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="buildings",
                        through="registry.BuildingOnParcel",
                        to="registry.parcel",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="buildingonparcel",
                    constraint=models.UniqueConstraint(
                        fields=("building", "parcel"),
                        name="a_building_stands_on_a_parcel_once",
                        violation_error_message="This building is on this parcel already.",
                    ),
                ),
            ],
        ),
    ]

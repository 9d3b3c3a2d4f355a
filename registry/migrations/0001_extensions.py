from django.contrib.postgres.operations import BtreeGistExtension, CreateExtension
from django.db import migrations


class Migration(migrations.Migration):
    """PostGIS for geometry, btree_gist for exclusion over keys and periods."""

    initial = True
    dependencies = []
    operations = [CreateExtension("postgis"), BtreeGistExtension()]

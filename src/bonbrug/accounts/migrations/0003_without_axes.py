"""The tables of django-axes go: they hold names and addresses, and nobody reads them any more."""

from django.db import migrations

TABLES = ("accessattemptexpiration", "accessattempt", "accessfailurelog", "accesslog")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_wrong_guesses'),
    ]

    operations = [
        *(
            migrations.RunSQL(f"DROP TABLE IF EXISTS axes_{name}", migrations.RunSQL.noop)
            for name in TABLES
        ),
        migrations.RunSQL(
            "DELETE FROM django_migrations WHERE app = 'axes'", migrations.RunSQL.noop
        ),
    ]

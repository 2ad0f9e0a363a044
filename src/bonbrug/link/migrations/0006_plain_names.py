"""One word for one thing: fingerprints, the number that a person named, paused exports.

The database keeps its constraints with a column that gets another name; only Django is told.
"""

from django.db import migrations, models

RENAMED = [
    ("binding", "base_hash", "fingerprint"),
    ("versionhistory", "hash", "fingerprint"),
    ("exportjob", "content_hash", "content_fingerprint"),
    ("exportjob", "refused_print", "refused_fingerprint"),
    ("exportjob", "approved_print", "approved_fingerprint"),
    ("intent", "body_hash", "body_fingerprint"),
    ("intent", "told", "named_number"),
    ("inbox", "content_hash", "content_fingerprint"),
    ("logline", "print", "fingerprint"),
    ("connection", "hold_until", "exports_paused_until"),
]
CONSTRAINTS = [
    ("logline", "fact_collapsed", ["connection", "fingerprint"]),
    ("versionhistory", "replaced_version_once", ["binding", "fingerprint"]),
]


class Migration(migrations.Migration):
    dependencies = [("link", "0005_lanes")]
    operations = [
        *(migrations.RenameField(*each) for each in RENAMED),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                operation
                for model, name, fields in CONSTRAINTS
                for operation in (
                    migrations.RemoveConstraint(model, name),
                    migrations.AddConstraint(
                        model, models.UniqueConstraint(fields=fields, name=name)
                    ),
                )
            ]
        ),
    ]

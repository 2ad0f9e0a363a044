"""The journal is keyed from here on, and the end of each chain is signed as it stands now.

Events that were written before keep their plain hash; the signature over the end covers them.
"""

import hmac
import json

from django.db import migrations, models

from bonbrug.accounts.keys import signing_keys
from bonbrug.link.migrations._append_only import guard, unguard
from bonbrug.values.sealing import key_id


def sign(apps, _schema_editor):
    heads = list(apps.get_model("link", "JournalHead").objects.filter(sequence__gt=0))
    if not heads:
        return
    newest = signing_keys()[0]
    secret = hmac.digest(newest, b"bonbrug journal", "sha256")
    for head in heads:
        head.key = key_id(newest)
        ending = {
            "connection": head.pk,
            "sequence": head.sequence,
            "hash": head.hash,
            "forgotten": head.forgotten,
            "forgotten_hash": head.forgotten_hash,
            "key": head.key,
        }
        text = json.dumps(ending, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        head.signature = hmac.digest(secret, text.encode("ascii"), "sha256").hex()
        head.save(update_fields=["key", "signature"])


KEY = {"max_length": 8, "blank": True, "default": ""}


class Migration(migrations.Migration):
    dependencies = [("link", "0007_decisions")]
    operations = [
        # SQLite makes the table anew for a column, and loses the triggers of it.
        migrations.RunPython(unguard, guard),
        migrations.AddField("event", "key", models.CharField(**KEY)),
        migrations.RunPython(guard, unguard),
        migrations.AddField("journalhead", "key", models.CharField(**KEY)),
        migrations.AddField(
            "journalhead",
            "signature",
            models.CharField(max_length=64, blank=True, default=""),
        ),
        migrations.RunPython(sign, migrations.RunPython.noop),
    ]

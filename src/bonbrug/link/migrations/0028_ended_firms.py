"""The journals of a firm may go once the time of the firm is over."""

from django.db import migrations

from bonbrug.link.migrations._ended_firms import close_again, open_for_ended


class Migration(migrations.Migration):
    dependencies = [("link", "0027_troubles"), ("accounts", "0015_endings")]
    operations = [migrations.RunPython(open_for_ended, close_again)]

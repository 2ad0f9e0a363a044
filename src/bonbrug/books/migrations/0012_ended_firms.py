"""The posted entries of a firm may go once the time of the firm is over."""

from django.db import migrations

from bonbrug.books.migrations._ended_firms import close_again, open_for_ended


class Migration(migrations.Migration):
    dependencies = [("books", "0011_exemption"), ("accounts", "0015_endings")]
    operations = [migrations.RunPython(open_for_ended, close_again)]

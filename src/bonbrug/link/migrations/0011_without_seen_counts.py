"""The mapping goes: everything in it has a place of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("link", "0010_carry_readings")]
    operations = [migrations.RemoveField(model_name="connection", name="seen_counts")]

"""Who works for a firm gets a role; until now everybody might do everything, so an owner's."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_without_axes'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='role',
            field=models.CharField(default='owner', max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='membership',
            name='may_approve',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='may_credit',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='may_collect',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='is_operator',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(
                condition=models.Q(('role__in', ['owner', 'office', 'bookkeeper', 'fitter'])),
                name='member_has_a_role',
            ),
        ),
    ]

"""The security log, which the database itself keeps as it was written."""

import django.db.models.deletion
from django.db import migrations, models

from bonbrug.accounts.migrations._security_log import guard, unguard


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_trusted_browsers'),
    ]

    operations = [
        migrations.CreateModel(
            name='SecurityChain',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('sequence', models.PositiveBigIntegerField(default=0)),
                ('hash', models.CharField(blank=True, max_length=64)),
                ('forgotten', models.PositiveBigIntegerField(default=0)),
                ('forgotten_hash', models.CharField(blank=True, max_length=64)),
                ('key', models.CharField(blank=True, max_length=8)),
                ('signature', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='SecurityEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField()),
                ('moment', models.DateTimeField(db_index=True)),
                ('kind', models.CharField(max_length=40)),
                ('result', models.CharField(max_length=10)),
                ('who', models.CharField(max_length=40)),
                ('who_name', models.CharField(blank=True, max_length=254)),
                ('address', models.CharField(blank=True, max_length=50)),
                ('who_salt', models.CharField(blank=True, max_length=32)),
                ('who_digest', models.CharField(max_length=64)),
                ('about', models.CharField(blank=True, max_length=40)),
                ('about_name', models.CharField(blank=True, max_length=254)),
                ('about_salt', models.CharField(blank=True, max_length=32)),
                ('about_digest', models.CharField(max_length=64)),
                ('details', models.JSONField(default=dict)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('key', models.CharField(max_length=8)),
                ('chain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='accounts.securitychain')),
            ],
            options={
                'indexes': [models.Index(fields=['chain', 'moment'], name='security_events_of_period'), models.Index(fields=['who'], name='security_events_by'), models.Index(fields=['about'], name='security_events_about')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'sequence'), name='security_event_once_in_the_chain')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]

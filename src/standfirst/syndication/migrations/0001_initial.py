import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [("syndication", "0001_partners")]

    dependencies = [
        ('editions', '0001_initial'),
        ('stories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('key_name', models.CharField(editable=False, max_length=16, unique=True)),
                ('key_digest', models.CharField(editable=False, max_length=64)),
                ('formats', models.JSONField(default=list, verbose_name='formats')),
                ('gets', models.CharField(choices=[('whole', 'whole stories'), ('lead', 'leads alone')], default='whole', max_length=8, verbose_name='gets')),
                ('with_agencies', models.BooleanField(default=False, help_text="Their rights are the agency's: ask before you pass them on.", verbose_name='also stories that came from an agency')),
                ('per_minute', models.PositiveIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='requests a minute')),
                ('per_day', models.PositiveIntegerField(default=2000, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)], verbose_name='requests a day')),
                ('last_day', models.DateField(blank=True, help_text='Until the end of this day (UTC); empty means for good.', null=True, verbose_name='last day')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('seen_in_query_at', models.DateTimeField(editable=False, null=True)),
                ('editions', models.ManyToManyField(help_text='The first one is the usual one.', related_name='partners', to='editions.edition', verbose_name='editions')),
                ('sections', models.ManyToManyField(blank=True, help_text='None means all.', related_name='partners', to='stories.section', verbose_name='sections')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='PartnerUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked', models.CharField(max_length=200)),
                ('status', models.PositiveSmallIntegerField(default=200)),
                ('network', models.CharField(blank=True, max_length=45)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='syndication.partner')),
            ],
            options={
                'indexes': [models.Index(fields=['partner', 'at'], name='partner_use_by_time')],
            },
        ),
    ]

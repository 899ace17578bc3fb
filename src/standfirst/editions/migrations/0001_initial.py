import django.core.validators
import standfirst.editions.models
import standfirst.editions.previews
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer_headline', models.CharField(blank=True, max_length=80, verbose_name='headline of the offer')),
                ('offer_sentence', models.CharField(blank=True, max_length=240, verbose_name='sentence of the offer')),
                ('offer_button', models.CharField(blank=True, max_length=40, verbose_name='button of the offer')),
                ('offer_thanks', models.CharField(blank=True, max_length=120, verbose_name='thanks after registering')),
                ('slug', models.CharField(max_length=12, unique=True, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9-]*$')], verbose_name='slug')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('language', models.CharField(default='en-GB', help_text='Such as en-GB.', max_length=16, verbose_name='language')),
                ('time_zone', models.CharField(default='Europe/London', max_length=64, validators=[standfirst.editions.models.check_zone], verbose_name='time zone')),
                ('countries', models.JSONField(blank=True, default=list, help_text='Visitors from these countries have this edition as their home. Such as ["GB", "IE"].', validators=[standfirst.editions.models.check_countries], verbose_name='countries')),
                ('wall', models.CharField(default='open', help_text='What visitors meet whose home edition this is, unless a section or a story has a wall of its own.', max_length=32, validators=[standfirst.editions.models.check_wall], verbose_name='wall')),
                ('code_due', models.CharField(choices=[('now', 'before reading on'), ('later', 'before the second visit: read first, prove later')], default='now', help_text='Commenting, following and settings always need it.', max_length=8, verbose_name='the code is asked for')),
                ('crawlers', models.BooleanField(default=False, help_text='Search engines that prove themselves, by their network or by the edge; a name proves nothing.', verbose_name='verified crawlers read whole stories')),
                ('gifts', models.PositiveSmallIntegerField(default=10, help_text='How many articles each registered reader may give away in 30 days. 0: nobody gives, and no gift is read.', verbose_name='gifts')),
                ('alerts_by_two', models.BooleanField(default=False, help_text='Who wrote an alert that goes to this edition may not approve it; somebody else must.', verbose_name='alerts need two people')),
                ('asks_to_notify', models.BooleanField(default=True, help_text='A quiet line above whole stories offers notifications. Without it they are found in the preferences.', verbose_name='asks whether to notify')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='The first is the default.', verbose_name='order')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['order', 'slug'],
            },
            bases=(standfirst.editions.previews.PreviewedEdition, models.Model),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('editions', '0001_initial'),
        ('stories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoryDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(db_index=True, verbose_name='day')),
                ('visitor_class', models.CharField(max_length=20, verbose_name='visitors')),
                ('reads', models.PositiveIntegerField(default=0, verbose_name='reads')),
                ('walls', models.PositiveIntegerField(default=0, verbose_name='walls met')),
                ('registrations', models.PositiveIntegerField(default=0, verbose_name='registrations')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.article', verbose_name='article')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'numbers of a story on a day',
                'verbose_name_plural': 'numbers of stories by day',
                'permissions': [('see_numbers', 'Can see how stories are read')],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('article', 'edition', 'day', 'visitor_class'), name='story_day_once')],
            },
        ),
    ]

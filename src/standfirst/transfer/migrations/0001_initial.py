import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [("transfer", "0001_comments_from_elsewhere"), ("transfer", "0002_where_stories_were")]

    dependencies = [
        ('forum', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('stories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OldAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=500, unique=True)),
                ('path', models.GeneratedField(db_index=True, db_persist=True, expression=django.db.models.functions.text.Substr('address', django.db.models.functions.text.StrIndex('address', models.Value('/'))), output_field=models.CharField(max_length=500))),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.article')),
            ],
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=120)),
                ('key', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum.comment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'key'), name='arrived_once')],
            },
        ),
        migrations.CreateModel(
            name='FormerAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=120)),
                ('key', models.CharField(max_length=64)),
                ('email_print', models.CharField(blank=True, db_index=True, max_length=64)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('reader', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'key'), name='former_author_once')],
            },
        ),
    ]

import django.db.models.deletion
import django.utils.timezone
import standfirst.readers.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('editions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='name')),
                ('handle', models.CharField(blank=True, max_length=30, null=True, unique=True, verbose_name='handle')),
                ('handle_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('about', models.CharField(blank=True, max_length=160, verbose_name='a line about yourself')),
                ('portrait', models.CharField(blank=True, editable=False, max_length=40)),
                ('seen_by', models.CharField(choices=[('everybody', 'Everybody'), ('readers', 'Readers who are signed in'), ('nobody', 'Nobody')], default='everybody', max_length=9, verbose_name='who sees the page')),
                ('shows_comments', models.BooleanField(default=True, verbose_name='shows the comments')),
                ('shows_following', models.BooleanField(default=False, verbose_name='shows whom one follows')),
                ('shows_followers', models.BooleanField(default=False, verbose_name='shows who follows')),
                ('approves_followers', models.BooleanField(default=False, verbose_name='lets followers in one by one')),
                ('findable', models.BooleanField(default=False, verbose_name='found by search engines')),
                ('leaves_at', models.DateTimeField(blank=True, db_index=True, editable=False, null=True)),
                ('erases_comments', models.BooleanField(default=False, editable=False)),
                ('was_reminded', models.BooleanField(default=False, editable=False)),
                ('is_staff', models.BooleanField(default=False, verbose_name='staff')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='joined')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editions.edition', verbose_name='edition')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'reader',
                'verbose_name_plural': 'readers',
            },
            managers=[
                ('objects', standfirst.readers.models.ReaderManager()),
            ],
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.PositiveBigIntegerField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ends_at', models.DateTimeField()),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gifts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'gift',
                'verbose_name_plural': 'gifts',
                'indexes': [models.Index(fields=['giver', 'made_at'], name='gifts_by_giver')],
            },
        ),
        migrations.CreateModel(
            name='Mute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('muted', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mutes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'muted reader',
                'verbose_name_plural': 'muted readers',
                'constraints': [models.UniqueConstraint(fields=('reader', 'muted'), name='mute_once'), models.CheckConstraint(condition=models.Q(('reader', models.F('muted')), _negated=True), name='mute_another')],
            },
        ),
        migrations.CreateModel(
            name='ReadOn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.PositiveBigIntegerField()),
                ('day', models.DateField()),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='read_on', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'article read on',
                'verbose_name_plural': 'articles read on',
                'constraints': [models.UniqueConstraint(fields=('reader', 'article'), name='read_on_once')],
            },
        ),
        migrations.CreateModel(
            name='RestingHandle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64, unique=True)),
                ('until', models.DateTimeField()),
                ('reader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tag', models.CharField(max_length=32, unique=True)),
                ('session_key', models.CharField(max_length=40, unique=True)),
                ('browser', models.CharField(blank=True, max_length=60)),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-since'],
            },
        ),
        migrations.CreateModel(
            name='TakenGift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tag', models.CharField(blank=True, db_index=True, max_length=32, null=True)),
                ('ends_at', models.DateTimeField()),
                ('gift', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taken', to='readers.gift')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'gift taken',
                'verbose_name_plural': 'gifts taken',
                'constraints': [models.UniqueConstraint(fields=('gift', 'tag'), name='gift_once_a_tag'), models.UniqueConstraint(fields=('gift', 'reader'), name='gift_once_a_reader')],
            },
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=40)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'acceptance of the terms',
                'verbose_name_plural': 'acceptances of the terms',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('reader', 'version'), name='accepted_once')],
            },
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('blocked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'blocked reader',
                'verbose_name_plural': 'blocked readers',
                'constraints': [models.UniqueConstraint(fields=('reader', 'blocked'), name='block_once'), models.CheckConstraint(condition=models.Q(('reader', models.F('blocked')), _negated=True), name='block_another')],
            },
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('let_in', models.BooleanField(default=False)),
                ('followed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to=settings.AUTH_USER_MODEL)),
                ('follower', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='following', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('follower', 'followed'), name='follow_once'), models.CheckConstraint(condition=models.Q(('follower', models.F('followed')), _negated=True), name='not_oneself')],
            },
        ),
        migrations.CreateModel(
            name='FollowRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('followed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_requests', to=settings.AUTH_USER_MODEL)),
                ('follower', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'request to follow',
                'verbose_name_plural': 'requests to follow',
                'constraints': [models.UniqueConstraint(fields=('follower', 'followed'), name='follow_asked_once'), models.CheckConstraint(condition=models.Q(('follower', models.F('followed')), _negated=True), name='ask_another')],
            },
        ),
    ]

import datetime
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import standfirst.notices.models.newsletters
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('editions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('stories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RemovedDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('endpoint', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Returned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=40, unique=True)),
                ('times', models.PositiveSmallIntegerField(default=0)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('code', models.CharField(blank=True, max_length=20)),
                ('changed_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=180, verbose_name='text')),
                ('sameness', models.CharField(default='', max_length=32)),
                ('urgency', models.CharField(choices=[('high', 'high: now, also in quiet hours and beyond what a reader gets in a day'), ('normal', 'normal: not in quiet hours, and it counts for what a reader gets in a day')], default='high', max_length=6, verbose_name='urgency')),
                ('day', models.DateField(blank=True, null=True, verbose_name='day')),
                ('clock', models.TimeField(blank=True, null=True, verbose_name='time')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('approved', 'approved'), ('sending', 'being sent'), ('sent', 'sent'), ('stopped', 'stopped')], default='draft', max_length=10, verbose_name='state')),
                ('version', models.PositiveIntegerField(default=1)),
                ('revision', models.PositiveBigIntegerField(blank=True, null=True)),
                ('why_stopped', models.CharField(blank=True, max_length=200, verbose_name='why it was stopped')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='sent off')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='stories.article', verbose_name='article')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='notices.alert', verbose_name='corrects')),
                ('editions', models.ManyToManyField(related_name='+', to='editions.edition', verbose_name='editions')),
                ('stopped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('topics', models.ManyToManyField(blank=True, related_name='+', to='stories.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'alert',
                'verbose_name_plural': 'alerts',
                'permissions': [('write_alerts', 'Can write alerts'), ('approve_alerts', 'Can approve alerts that somebody else wrote'), ('send_alerts', 'Can send and stop alerts, and set the breaking strip')],
                'indexes': [models.Index(condition=models.Q(('state__in', ('approved', 'sending'))), fields=['state'], name='alert_open')],
                'constraints': [models.UniqueConstraint(fields=('article', 'sameness'), name='alert_once')],
            },
        ),
        migrations.CreateModel(
            name='Followed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.author')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followed_subjects', to=settings.AUTH_USER_MODEL)),
                ('section', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.section')),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('reader', 'author'), name='author_followed_once'), models.UniqueConstraint(fields=('reader', 'section'), name='section_followed_once'), models.UniqueConstraint(fields=('reader', 'topic'), name='topic_followed_once'), models.CheckConstraint(condition=models.Q(models.Q(('author__isnull', False), ('section', None), ('topic', None)), models.Q(('author', None), ('section__isnull', False), ('topic', None)), models.Q(('author', None), ('section', None), ('topic__isnull', False)), _connector='OR'), name='one_subject_followed')],
            },
        ),
        migrations.CreateModel(
            name='Newsletter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(help_text='Its address: /newsletters/ and this.', max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9-]*$'), standfirst.notices.models.newsletters.check_slug], verbose_name='slug')),
                ('name', models.CharField(help_text='Such as “Morning briefing”.', max_length=80, verbose_name='name')),
                ('about', models.CharField(blank=True, max_length=200, verbose_name='what it is, in a sentence')),
                ('hour', models.TimeField(default=datetime.time(7, 0), help_text="On the edition's own clock.", verbose_name='goes out at')),
                ('weekdays', models.JSONField(default=standfirst.notices.models.newsletters.working_days, validators=[standfirst.notices.models.newsletters.check_weekdays], verbose_name='on these days')),
                ('stories', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='stories')),
                ('is_open', models.BooleanField(default=True, help_text='Switched off, nothing is sent and nobody can subscribe.', verbose_name='goes out')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='newsletters', to='editions.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'newsletter',
                'verbose_name_plural': 'newsletters',
                'ordering': ['edition__order', 'name'],
                'permissions': [('send_newsletters', 'Can write, skip and send issues of newsletters')],
            },
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('words', models.TextField(blank=True, help_text='Plain words; an empty line begins a new paragraph.', max_length=2000, verbose_name='your own words on top')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('skipped', 'left out'), ('sending', 'being sent'), ('sent', 'sent')], default='planned', max_length=10, verbose_name='state')),
                ('stories', models.JSONField(blank=True, default=list)),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='sent off')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('cursor', models.BigIntegerField(default=0)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('newsletter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='notices.newsletter', verbose_name='newsletter')),
            ],
            options={
                'verbose_name': 'issue',
                'verbose_name_plural': 'issues',
                'ordering': ['-day'],
                'constraints': [models.UniqueConstraint(fields=('newsletter', 'day'), name='issue_of_a_day')],
            },
        ),
        migrations.CreateModel(
            name='NewStory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('heard', models.BooleanField(default=False)),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.article')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('told_at', None)), fields=['at'], name='new_stories_waiting'), models.Index(condition=models.Q(('heard', True)), fields=['told_at'], name='new_stories_heard')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('channel', models.CharField(max_length=20)),
                ('wanted', models.BooleanField()),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('reader', 'kind', 'channel'), name='said_once')],
            },
        ),
        migrations.CreateModel(
            name='QueuedMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.CharField(max_length=320)),
                ('recipients', models.JSONField()),
                ('message', models.BinaryField()),
                ('queued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=500)),
                ('is_bulk', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('failed_at', None), ('sent_at', None)), fields=['is_bulk', 'not_before'], name='mail_in_turn')],
            },
        ),
        migrations.CreateModel(
            name='Strip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=120, verbose_name='text')),
                ('set_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='set')),
                ('ends_at', models.DateTimeField(verbose_name='until')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.article', verbose_name='article')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'breaking strip',
                'verbose_name_plural': 'breaking strips',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('edition',), name='one_strip_an_edition')],
            },
        ),
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('newsletter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscribers', to='notices.newsletter')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='newsletters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('confirmed_at__isnull', False)), fields=['newsletter', 'id'], name='confirmed_subscribers'), models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='unconfirmed')],
                'constraints': [models.UniqueConstraint(fields=('newsletter', 'reader'), name='subscribed_once'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('newsletter', 'address'), name='address_subscribed_once'), models.CheckConstraint(condition=models.Q(('reader', None), ('address', ''), _connector='XOR'), name='reader_or_address')],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='notices.issue')),
                ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='notices.queuedmail')),
                ('subscriber', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='notices.subscriber')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('issue', 'subscriber'), name='copy_once')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('endpoint', models.CharField(max_length=1000, unique=True)),
                ('p256dh', models.CharField(max_length=100)),
                ('auth', models.CharField(max_length=40)),
                ('alerts', models.BooleanField(default=True)),
                ('device', models.CharField(blank=True, max_length=80)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_delivered_at', models.DateTimeField(blank=True, null=True)),
                ('session', models.CharField(blank=True, max_length=64)),
                ('network', models.CharField(blank=True, max_length=64)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.edition')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='devices', to=settings.AUTH_USER_MODEL)),
                ('topics', models.ManyToManyField(blank=True, related_name='+', to='stories.topic')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('alerts', True)), fields=['edition', 'id'], name='alert_hearers'), models.Index(condition=models.Q(('network', ''), _negated=True), fields=['network', 'created_at'], name='devices_of_network'), models.Index(condition=models.Q(('session', ''), _negated=True), fields=['session'], name='devices_of_session')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('reference', models.JSONField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('fanned_out_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now)),
                ('place', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('fanned_out_at', None)), fields=['not_before', 'id'], name='told_waiting')],
            },
        ),
        migrations.CreateModel(
            name='InboxItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inbox', to=settings.AUTH_USER_MODEL)),
                ('told', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='notices.told')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['reader'], name='inbox_unread')],
                'constraints': [models.UniqueConstraint(fields=('reader', 'told'), name='in_the_inbox_once')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=20)),
                ('hearer', models.CharField(max_length=40)),
                ('lane', models.CharField(blank=True, max_length=80)),
                ('rank', models.PositiveSmallIntegerField(choices=[(0, 'Few'), (1, 'Many Urgent'), (2, 'Many')], default=0)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('claimed', 'claimed'), ('sent', 'sent'), ('failed', 'failed'), ('skipped', 'skipped')], default='waiting', max_length=10)),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now)),
                ('claim', models.CharField(blank=True, max_length=32)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('outcome', models.CharField(blank=True, max_length=200)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('shown_at', models.DateTimeField(blank=True, null=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('reader', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subscription', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='notices.subscription')),
                ('told', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='dispatches', to='notices.told')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['channel', 'lane', 'rank', 'not_before', 'id'], name='dispatch_in_lane'), models.Index(condition=models.Q(('state', 'claimed')), fields=['claimed_until'], name='dispatch_claimed'), models.Index(condition=models.Q(('state__in', ('waiting', 'claimed'))), fields=['told'], name='dispatch_open'), models.Index(condition=models.Q(('reader__isnull', False)), fields=['reader'], name='dispatch_of_reader'), models.Index(condition=models.Q(('state', 'sent')), fields=['subscription', 'done_at'], name='dispatch_cap')],
                'constraints': [models.UniqueConstraint(fields=('told', 'channel', 'hearer'), name='told_once')],
            },
        ),
        migrations.CreateModel(
            name='AlertRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='notices.alert')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.edition')),
                ('told', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alert_round', to='notices.told')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('started_at', None)), fields=['due_at'], name='alert_due')],
                'constraints': [models.UniqueConstraint(fields=('alert', 'edition'), name='alert_round_once')],
            },
        ),
        migrations.CreateModel(
            name='Wishes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('time_zone', models.CharField(blank=True, max_length=64)),
                ('quiet_from', models.TimeField(blank=True, null=True)),
                ('quiet_to', models.TimeField(blank=True, null=True)),
                ('pushes_a_day', models.PositiveSmallIntegerField(default=20)),
                ('paused_until', models.DateTimeField(blank=True, null=True)),
                ('off', models.BooleanField(default=False)),
                ('mail', models.CharField(choices=[('at_once', 'at once'), ('daily', 'once a day, in the morning'), ('weekly', 'once a week, on Monday morning'), ('never', 'never')], default='daily', max_length=10)),
                ('reader', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='notice_wishes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quiet_from', None), ('quiet_to', None)), models.Q(('quiet_from__isnull', False), ('quiet_to__isnull', False)), _connector='OR'), name='quiet_from_and_to')],
            },
        ),
    ]

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
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
            name='FeedVisit',
            fields=[
                ('reader', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('read_to', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='stories.article')),
                ('comments', models.PositiveIntegerField(default=0)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'thread',
                'verbose_name_plural': 'threads',
            },
        ),
        migrations.CreateModel(
            name='WatchedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='End with * to watch all that begins so.', max_length=80, unique=True, verbose_name='word or phrase')),
                ('kind', models.CharField(choices=[('banned', 'Banned: the comment is rejected'), ('suspect', 'Suspect: a moderator looks first')], default='suspect', max_length=7, verbose_name='kind')),
            ],
            options={
                'verbose_name': 'watched word',
                'verbose_name_plural': 'watched words',
                'ordering': ['words'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveIntegerField(default=1)),
                ('place', models.PositiveIntegerField(default=0)),
                ('replies', models.PositiveIntegerField(default=0)),
                ('text', models.TextField(verbose_name='text')),
                ('html', models.TextField(editable=False)),
                ('status', models.CharField(choices=[('pending', 'waits for a moderator'), ('approved', 'on the page'), ('rejected', 'rejected'), ('deleted', 'deleted by its author')], max_length=8, verbose_name='status')),
                ('reasons', models.JSONField(blank=True, default=list)),
                ('findings', models.JSONField(blank=True, default=list, editable=False)),
                ('once', models.CharField(max_length=64)),
                ('fingerprint', models.CharField(max_length=32)),
                ('recommended', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('quote', models.JSONField(blank=True, editable=False, null=True)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('shown_at', models.DateTimeField(blank=True, null=True)),
                ('featured_at', models.DateTimeField(blank=True, null=True)),
                ('pinned_at', models.DateTimeField(blank=True, null=True)),
                ('addressee', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='comments', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('parent', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='answers', to='forum.comment')),
                ('root', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='forum.comment')),
                ('thread', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum.thread')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'permissions': [('moderate_comments', 'May moderate comments')],
                'indexes': [models.Index(condition=models.Q(('parent', None), ('shown_at__isnull', False)), fields=['thread', '-id'], name='comment_top'), models.Index(condition=models.Q(('parent', None), ('shown_at__isnull', False)), fields=['thread', '-recommended', '-id'], name='comment_best'), models.Index(fields=['thread', '-id', 'author'], name='comment_in_thread'), models.Index(condition=models.Q(('parent__isnull', False)), fields=['parent', 'place'], name='comment_below'), models.Index(fields=['author', '-id', 'status'], name='comment_by'), models.Index(condition=models.Q(('addressee__isnull', False)), fields=['addressee', '-id', 'author', 'status'], name='comment_to'), models.Index(condition=models.Q(('status', 'pending')), fields=['-id'], name='comment_waiting'), models.Index(fields=['created_at'], name='comment_written'), models.Index(condition=models.Q(('featured_at__isnull', False)), fields=['thread', '-id'], name='comment_featured'), models.Index(condition=models.Q(('pinned_at__isnull', False)), fields=['thread'], name='comment_pinned')],
                'constraints': [models.UniqueConstraint(fields=('author', 'once'), name='comment_once')],
            },
        ),
        migrations.CreateModel(
            name='EarlierText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier', to='forum.comment')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'note about a reader',
                'verbose_name_plural': 'notes about readers',
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ban', 'Ban'), ('suspend', 'Suspension')], max_length=7)),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sanctions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'ban'), models.Q(('kind', 'suspend'), ('until__isnull', False)), _connector='OR'), name='a_suspension_ends')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('keep', 'Stays on the page'), ('reject', 'Not on the page'), ('warn', 'A warning'), ('suspend', 'A suspension'), ('ban', 'A ban')], max_length=8)),
                ('ground', models.CharField(choices=[('abuse', 'Abuse or harassment'), ('hate', 'Hatred'), ('spam', 'Spam or advertising'), ('false', 'False or misleading'), ('off_topic', 'Not about the story'), ('private', "Somebody's private matters"), ('words', 'Words that are not used here'), ('other', 'Another rule of the house'), ('illegal', 'Against the law')], default='other', max_length=10)),
                ('words', models.CharField(blank=True, max_length=1000)),
                ('source', models.CharField(choices=[('report', 'Somebody reported it.'), ('notice', 'Somebody sent a notice of illegal content.'), ('held', 'A rule held it until a moderator had read it.'), ('rule', 'A rule that works by itself found it.'), ('own', 'A moderator came across it.')], default='own', max_length=6)),
                ('automated', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='forum.comment')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sanction', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='forum.sanction')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'indexes': [models.Index(fields=['comment', '-id'], name='decision_about'), models.Index(fields=['reader', '-id'], name='decision_concerns'), models.Index(fields=['at'], name='decision_at')],
            },
        ),
        migrations.CreateModel(
            name='BarredAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(db_index=True, max_length=64)),
                ('kind', models.CharField(max_length=7)),
                ('reason', models.CharField(max_length=300)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('goes_at', models.DateTimeField(blank=True, null=True)),
                ('sanction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='addresses', to='forum.sanction')),
            ],
        ),
        migrations.CreateModel(
            name='StatedPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visibility', models.CharField(blank=True, choices=[('open', 'open: readers write'), ('readable', 'readable: what was said stays, nobody adds to it'), ('hidden', 'hidden: no comments at all; what was said is kept')], max_length=8, verbose_name='comments are')),
                ('premoderation', models.CharField(blank=True, choices=[('never', 'nobody'), ('newcomers', 'newcomers, with their first comments'), ('risky', 'newcomers, and whatever seems risky'), ('all', 'everybody')], max_length=9, verbose_name='a moderator reads first')),
                ('sometimes', models.CharField(blank=True, choices=[('never', 'nobody'), ('newcomers', 'newcomers, with their first comments'), ('risky', 'newcomers, and whatever seems risky'), ('all', 'everybody')], help_text='Whom a moderator reads first in the hours and on the days named here.', max_length=9, verbose_name='at certain times')),
                ('hours_from', models.TimeField(blank=True, null=True, verbose_name='every day from')),
                ('hours_to', models.TimeField(blank=True, help_text='By the edition’s own clock; over midnight where it is earlier.', null=True, verbose_name='to')),
                ('weekends', models.BooleanField(default=False, verbose_name='on Saturdays and Sundays')),
                ('closes_after', models.PositiveSmallIntegerField(blank=True, help_text='Counted from the story’s first publication. 0: never.', null=True, validators=[django.core.validators.MaxValueValidator(3650)], verbose_name='closed after so many days')),
                ('lock', models.TextField(blank=True, help_text='What readers are told, in the edition’s language. While words stand here nobody writes or edits.', max_length=500, validators=[django.core.validators.MaxLengthValidator(500)], verbose_name='locked for legal reasons')),
                ('strangers', models.CharField(blank=True, choices=[('all', 'all of it'), ('count', 'how many comments there are'), ('nothing', 'nothing, but an offer to register')], help_text='Of the comments under a story that a wall cuts for them.', max_length=7, verbose_name='behind a wall strangers see')),
                ('article', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.article')),
                ('edition', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.edition')),
                ('section', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.section')),
            ],
            options={
                'verbose_name': 'rules for comments',
                'verbose_name_plural': 'rules for comments',
                'permissions': [('set_policies', 'May set the rules for comments')],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('article', None), ('edition__isnull', False), ('section', None)), models.Q(('article', None), ('edition', None), ('section__isnull', False)), models.Q(('article__isnull', False), ('edition', None), ('section', None)), _connector='OR'), name='policy_is_said_by_one')],
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('event', models.CharField(choices=[('comment.new', 'new'), ('comment.flagged', 'flagged'), ('comment.decided', 'decided')], max_length=20)),
                ('said', models.JSONField(default=dict)),
                ('url', models.CharField(max_length=500)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sent', 'sent'), ('failed', 'failed')], default='waiting', max_length=8)),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now)),
                ('taken_until', models.DateTimeField(blank=True, null=True)),
                ('mark', models.CharField(blank=True, max_length=32)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('outcome', models.CharField(blank=True, max_length=200)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('comment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum.comment')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['not_before', 'id'], name='webhook_waiting'), models.Index(condition=models.Q(('done_at__isnull', False)), fields=['done_at'], name='webhook_done')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=3000, verbose_name='why')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('granted', models.BooleanField(null=True)),
                ('answer', models.CharField(blank=True, max_length=1000)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='forum.decision')),
            ],
            options={
                'verbose_name': 'appeal',
                'verbose_name_plural': 'appeals',
                'indexes': [models.Index(condition=models.Q(('decided_at', None)), fields=['id'], name='appeal_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('granted', None)), models.Q(('decided_at__isnull', False), ('granted__isnull', False)), _connector='OR'), name='an_appeal_is_open_or_decided')],
            },
        ),
        migrations.CreateModel(
            name='LegalNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('hate', 'Hatred or a call to violence'), ('threat', 'A threat'), ('defame', 'Insult or defamation'), ('privacy', 'Private matters or personal data'), ('rights', 'Copyright or a trade mark'), ('fraud', 'Fraud'), ('terror', 'Terrorism'), ('child', 'Sexual abuse of children'), ('other', 'Another law')], max_length=8, verbose_name='kind')),
                ('address', models.CharField(max_length=500, verbose_name='address')),
                ('explanation', models.TextField(max_length=5000, verbose_name='explanation')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('removed', models.BooleanField(null=True)),
                ('answer', models.CharField(blank=True, max_length=1000)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='legal_notices', to='forum.comment')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='legal_notices', to='forum.decision')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editions.edition')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'notice of illegal content',
                'verbose_name_plural': 'notices of illegal content',
                'indexes': [models.Index(condition=models.Q(('decided_at', None)), fields=['id'], name='legal_notice_open')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='forum.comment')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('reader', 'comment'), name='recommended_once')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('abuse', 'Abuse or harassment'), ('hate', 'Hatred'), ('spam', 'Spam or advertising'), ('false', 'False or misleading'), ('illegal', 'Against the law'), ('other', 'Something else')], max_length=8, verbose_name='reason')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='note')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='forum.comment')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='forum.decision')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('resolved_at', None)), fields=['comment'], name='report_open'), models.Index(fields=['at'], name='report_at')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('resolved_at', None)), fields=('comment', 'reader'), name='reported_once')],
            },
        ),
    ]

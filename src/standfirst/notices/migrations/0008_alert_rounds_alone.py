from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0007_alert_plans'),
    ]

    operations = [
        migrations.RenameField(model_name='alert', old_name='sent_at', new_name='ended_at'),
        migrations.AlterField(
            model_name='alert',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ended'),
        ),
        migrations.RemoveConstraint(
            model_name='alert',
            name='alert_once',
        ),
        migrations.RemoveField(
            model_name='alert',
            name='told',
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(fields=('article', 'sameness'), name='alert_once'),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Beat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='BusMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('forget', 'Forget'), ('withdraw', 'Withdraw'), ('revoke', 'Revoke'), ('keys', 'Keys'), ('announce', 'Announce')], max_length=10)),
                ('payload', models.JSONField()),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
        ),
    ]

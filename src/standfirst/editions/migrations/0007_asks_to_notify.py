from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editions", "0006_alerts_by_two")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="asks_to_notify",
            field=models.BooleanField(
                default=True,
                help_text="A quiet line above whole stories offers notifications. Without it they are found in the preferences.",
                verbose_name="asks whether to notify",
            ),
        ),
    ]

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('editions', '0001_initial'),
        ('stories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Front',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='front', to='editions.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'front',
                'verbose_name_plural': 'fronts',
                'ordering': ['edition__order'],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('front', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='fronts.front')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.article', verbose_name='story')),
            ],
            options={
                'verbose_name': 'place',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]

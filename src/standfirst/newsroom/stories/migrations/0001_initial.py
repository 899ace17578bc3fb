import django.db.models.deletion
import modelcluster.fields
import standfirst.editions.models
import standfirst.newsroom.stories.addresses
import standfirst.newsroom.stories.offer_words
import standfirst.newsroom.stories.previews
import standfirst.newsroom.stories.section_names
import standfirst.newsroom.stories.standing_words
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('editions', '0001_initial'),
        ('pictures', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperRoot',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'paper',
            },
            bases=(standfirst.newsroom.stories.addresses.Addressed, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('wall', models.CharField(blank=True, help_text='For its stories. A story may have one of its own.', max_length=32, validators=[standfirst.editions.models.check_wall], verbose_name='wall')),
                ('in_menu_order', models.PositiveSmallIntegerField(default=50, verbose_name='place in the menu')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'permissions': [('change_walls', 'Can change walls and the words of their offers')],
            },
            bases=(standfirst.newsroom.stories.section_names.NamedByEdition, standfirst.newsroom.stories.offer_words.WithOffers, standfirst.newsroom.stories.previews.Previewed, standfirst.newsroom.stories.addresses.Addressed, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='StandingPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('text', models.TextField(help_text='Markdown. [[…]] marks a gap to be filled.', verbose_name='text')),
            ],
            options={
                'verbose_name': 'standing page',
                'verbose_name_plural': 'standing pages',
            },
            bases=(standfirst.newsroom.stories.standing_words.WordedByEdition, standfirst.newsroom.stories.previews.Previewed, standfirst.newsroom.stories.addresses.Addressed, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='Part of the address. Left empty, it is made from the name.', max_length=140, unique=True, verbose_name='slug')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('label', models.CharField(blank=True, help_text='Such as News, Analysis, Opinion, Review, Live.', max_length=40, verbose_name='label')),
                ('standfirst', models.TextField(blank=True, verbose_name='standfirst')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('heading', 1), ('picture', 6), ('quote', 9), ('list', 13)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Paragraph'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading'}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Alternative text', 'required': False}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Credit', 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('picture', 2), ('caption', 3), ('alt', 4), ('credit', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'Quote'}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('text', 7), ('speaker', 8)]], {}), 10: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link']}), 11: ('wagtail.blocks.ListBlock', (10,), {'label': 'Items'}), 12: ('wagtail.blocks.BooleanBlock', (), {'label': 'Numbered', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('items', 11), ('ordered', 12)]], {})}, verbose_name='body')),
                ('wall', models.CharField(blank=True, help_text='A story’s own wall counts before the section’s and the edition’s.', max_length=32, validators=[standfirst.editions.models.check_wall], verbose_name='wall')),
                ('revised_at', models.DateTimeField(blank=True, help_text='Shown to readers when the story has really changed.', null=True, verbose_name='updated')),
                ('language', models.CharField(blank=True, help_text="If not the edition's.", max_length=16, verbose_name='language')),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='source')),
                ('copyright_notice', models.CharField(blank=True, max_length=500, verbose_name='copyright notice')),
                ('usage_terms', models.TextField(blank=True, verbose_name='usage terms')),
                ('desk_note', models.TextField(blank=True, help_text='Never printed.', verbose_name='note for the desk')),
                ('uri', models.CharField(blank=True, max_length=512, null=True, unique=True, verbose_name="agency's identifier")),
                ('uri_version', models.CharField(blank=True, max_length=64, verbose_name="agency's version")),
                ('comments_open', models.BooleanField(default=True, verbose_name='comments open')),
                ('editions', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='None chosen means all.', related_name='+', to='editions.edition', verbose_name='editions')),
                ('lead_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pictures.picture', verbose_name='lead picture')),
                ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='articles', to='stories.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
            },
            bases=(standfirst.newsroom.stories.offer_words.WithOffers, standfirst.newsroom.stories.previews.Previewed, standfirst.newsroom.stories.addresses.Addressed, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='Author',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='Part of the address. Left empty, it is made from the name.', max_length=140, unique=True, verbose_name='slug')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('role', models.CharField(blank=True, help_text='Such as World affairs editor.', max_length=120, verbose_name='role')),
                ('about', models.TextField(blank=True, verbose_name='about')),
                ('account', models.OneToOneField(blank=True, help_text="Marks what this account says in the forum as the author's.", limit_choices_to={'is_staff': True}, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pictures.picture', verbose_name='portrait')),
            ],
            options={
                'verbose_name': 'author',
                'verbose_name_plural': 'authors',
                'ordering': ['name'],
                'permissions': [('link_account', "May say whose account an author's is")],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('discussed', models.PositiveIntegerField(default=0)),
                ('read', models.PositiveIntegerField(default=0)),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='interest', to='stories.article')),
            ],
        ),
        migrations.CreateModel(
            name='ArticleOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer_headline', models.CharField(blank=True, max_length=80, verbose_name='headline of the offer')),
                ('offer_sentence', models.CharField(blank=True, max_length=240, verbose_name='sentence of the offer')),
                ('offer_button', models.CharField(blank=True, max_length=40, verbose_name='button of the offer')),
                ('offer_thanks', models.CharField(blank=True, max_length=120, verbose_name='thanks after registering')),
                ('article', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='stories.article')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'words of the offer',
                'verbose_name_plural': 'words of the offers',
                'ordering': ['edition__order', 'edition__slug'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('article', 'edition'), name='article_offer_once')],
            },
        ),
        migrations.CreateModel(
            name='Byline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('article', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='bylines', to='stories.article')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bylines', to='stories.author')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('article', 'author'), name='byline_once')],
            },
        ),
        migrations.CreateModel(
            name='SectionName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.edition', verbose_name='edition')),
                ('section', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='stories.section')),
            ],
            options={
                'verbose_name': 'name in an edition',
                'verbose_name_plural': 'names in editions',
                'ordering': ['edition__order', 'edition__slug'],
                'constraints': [models.UniqueConstraint(fields=('section', 'edition'), name='section_name_once')],
            },
        ),
        migrations.CreateModel(
            name='SectionOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer_headline', models.CharField(blank=True, max_length=80, verbose_name='headline of the offer')),
                ('offer_sentence', models.CharField(blank=True, max_length=240, verbose_name='sentence of the offer')),
                ('offer_button', models.CharField(blank=True, max_length=40, verbose_name='button of the offer')),
                ('offer_thanks', models.CharField(blank=True, max_length=120, verbose_name='thanks after registering')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.edition', verbose_name='edition')),
                ('section', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='stories.section')),
            ],
            options={
                'verbose_name': 'words of the offer',
                'verbose_name_plural': 'words of the offers',
                'ordering': ['edition__order', 'edition__slug'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('section', 'edition'), name='section_offer_once')],
            },
        ),
        migrations.CreateModel(
            name='StandingWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(help_text='Markdown. [[…]] marks a gap to be filled.', verbose_name='text')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.edition', verbose_name='edition')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='stories.standingpage')),
            ],
            options={
                'verbose_name': 'words in an edition',
                'verbose_name_plural': 'words in editions',
                'ordering': ['edition__order', 'edition__slug'],
                'constraints': [models.UniqueConstraint(fields=('page', 'edition'), name='standing_words_once')],
            },
        ),
    ]

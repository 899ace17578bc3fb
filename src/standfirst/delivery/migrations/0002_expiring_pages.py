from django.db import migrations


class Migration(migrations.Migration):
    """Finding what expires, every second, must not read every page there is: a partial index, which SQLite and
    PostgreSQL spell alike."""

    dependencies = [
        ("delivery", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS standfirst_page_expires ON wagtailcore_page (expire_at) "
            "WHERE expire_at IS NOT NULL",
            "DROP INDEX IF EXISTS standfirst_page_expires",
        ),
    ]

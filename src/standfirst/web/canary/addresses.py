"""Where the walk goes: for each route of ours, addresses that really lead there.

A route that is not in the table, and in no family of other people's, cannot be visited: the walk fails until
somebody says here how. `{story}` is a walled story's address, `{number}` its number; see `walk.Map.names`.
"""

from __future__ import annotations

#: Families of routes that Wagtail and allauth bring: visited with the story's numbers in every place.
FAMILIES = ("newsroom/", "account/", "_allauth/")

_THREAD = r"^[a-z][a-z0-9-]*/[^/]*?-?(?P<number>\d{1,18})/comments"
_SLUG = "[a-z][a-z0-9-]*"
_PARTNERS = r"^partners/(?:(?P<key>[^/]{1,200})/)?"
_KIND = r"\.(?P<kind>atom|rss|json)$"
_COMMENT = _THREAD + r"/(?P<pk>\d{1,18})"

#: Route, as Django's resolver names it → addresses. At least one of them must be there for a stranger.
ADDRESSES: dict[str, tuple[str, ...]] = {
    "_/me": ("/_/me",),
    "_/join": ("/_/join",),
    "_/pass": ("/_/pass",),
    "_/follows/<str:handle>": ("/_/follows/{handle}", "/_/follows/nobody"),
    "readers/<str:handle>": ("/readers/{handle}",),
    "readers/<str:handle>/": ("/readers/{handle}/", "/readers/nobody/"),
    "readers/<str:handle>/following": ("/readers/{handle}/following", "/readers/nobody/following"),
    "readers/<str:handle>/followers": ("/readers/{handle}/followers", "/readers/nobody/followers"),
    "readers/<str:handle>/follow": ("/readers/{handle}/follow",),
    "readers/<str:handle>/unfollow": ("/readers/{handle}/unfollow",),
    "readers/<str:handle>/mute": ("/readers/{handle}/mute",),
    "readers/<str:handle>/unmute": ("/readers/{handle}/unmute",),
    "readers/<str:handle>/block": ("/readers/{handle}/block",),
    "readers/<str:handle>/unblock": ("/readers/{handle}/unblock",),
    "_/mailbox": ("/_/mailbox",),
    "_/read-on/<int:number>": ("/_/read-on/{number}",),
    "gifts/<str:link>": ("/gifts/{gift}", "/gifts/nonsense"),
    "_/counts": ("/_/counts?threads={number}", "/_/counts"),
    "notices/newsletters": ("/notices/newsletters",),
    "newsletters": ("/newsletters",),
    "newsletters/asked": ("/newsletters/asked",),
    "newsletters/confirmed": ("/newsletters/confirmed",),
    "newsletters/confirm/<str:link>": ("/newsletters/confirm/1.x.nonsense",),
    "newsletters/<slug:slug>": ("/newsletters/{newsletter}", "/newsletters/nothing"),
    "newsletters/<slug:slug>/<str:day>": (
        "/newsletters/{newsletter}/{issue}",
        "/newsletters/{newsletter}/2020-01-01",
    ),
    "notices/mail/again": ("/notices/mail/again",),
    "_/mail/bounced": ("/_/mail/bounced",),
    "_/mail/stop/<str:link>": ("/_/mail/stop/r1.reply.nonsense", "/_/mail/stop/nonsense"),
    "_/breaking/<str:slug>": ("/_/breaking/{edition}", "/_/breaking/nowhere"),
    "_/push/subscribe": ("/_/push/subscribe",),
    "_/push/unsubscribe": ("/_/push/unsubscribe",),
    "_/push/seen": ("/_/push/seen",),
    "edition": ("/edition",),
    "following": ("/following",),
    "following/threads/<int:number>": ("/following/threads/{number}",),
    "following/read": ("/following/read",),
    "notices": ("/notices",),
    "notices/read": ("/notices/read",),
    "notices/<int:number>": ("/notices/{number}",),
    "notices/preferences": ("/notices/preferences",),
    "notices/pause": ("/notices/pause",),
    "notices/go-on": ("/notices/go-on",),
    "notices/off": ("/notices/off",),
    "notices/on": ("/notices/on",),
    "notices/stories": ("/notices/stories",),
    "notices/followed/<str:kind>/<int:number>": ("/notices/followed/author/{number}",),
    "notices/followed/<str:kind>/<int:number>/follow": ("/notices/followed/topic/{number}/follow",),
    "notices/followed/<str:kind>/<int:number>/unfollow": ("/notices/followed/section/{number}/unfollow",),
    "_/followed/<str:kind>/<int:number>": ("/_/followed/section/{number}",),
    "notices/first-comment": ("/notices/first-comment",),
    "notices/browser": ("/notices/browser",),
    "notices/topics/<int:number>": ("/notices/topics/{number}", "/notices/topics/999999"),
    "notices/devices/<int:number>/remove": ("/notices/devices/{number}/remove",),
    "sw.js": ("/sw.js",),
    "manifest.webmanifest": ("/manifest.webmanifest",),
    _THREAD + "$": (
        "{story}/comments",
        "{story}/comments?page=1",
        "{taken_down}/comments",
        "{draft}/comments",
    ),
    _THREAD + r"\.atom$": ("{story}/comments.atom", "{taken_down}/comments.atom", "{draft}/comments.atom"),
    "api/forum/": ("/api/forum/",),
    "api/forum/openapi.json": ("/api/forum/openapi.json",),
    "api/forum/threads/<int:number>": ("/api/forum/threads/{number}", "/api/forum/threads/999999"),
    "api/forum/threads/<int:number>/comments": ("/api/forum/threads/{number}/comments",),
    "api/forum/threads/<int:number>/comments/<int:comment>": (
        "/api/forum/threads/{number}/comments/{comment}",
    ),
    "api/forum/threads/<int:number>/comments/<int:comment>/replies": (
        "/api/forum/threads/{number}/comments/{comment}/replies",
    ),
    "api/forum/counts": ("/api/forum/counts?threads={number}", "/api/forum/counts?threads=x"),
    _COMMENT + "$": ("{story}/comments/{comment}",),
    _COMMENT + "/replies$": ("{story}/comments/{comment}/replies",),
    _COMMENT + "/reply$": ("{story}/comments/{comment}/reply",),
    _COMMENT + "/report$": ("{story}/comments/{comment}/report",),
    _COMMENT + "/reported$": ("{story}/comments/{comment}/reported",),
    _COMMENT + "/recommend$": ("{story}/comments/{comment}/recommend",),
    _COMMENT + "/unrecommend$": ("{story}/comments/{comment}/unrecommend",),
    _COMMENT + "/delete$": ("{story}/comments/{comment}/delete",),
    "": ("/", "/?page=2", "/?edition=us"),
    "illegal-content": ("/illegal-content",),
    "illegal-content/received": ("/illegal-content/received",),
    "search": ("/search", "/search?q=bridge", "/search?q=bridge&page=2"),
    r"^feeds/(?P<edition>[a-z][a-z0-9-]*)\.atom$": (
        "/feeds/{edition}.atom",
        "/feeds/nowhere.atom",
    ),
    r"^feeds/(?P<edition>[a-z][a-z0-9-]*)/(?P<section>[a-z][a-z0-9-]*)\.atom$": (
        "/feeds/{edition}/{section}.atom",
        "/feeds/{edition}/nothing.atom",
    ),
    rf"{_PARTNERS}feed{_KIND}": ("/partners/feed.atom", "/partners/sfp_0123456789_guess/feed.json"),
    rf"{_PARTNERS}feeds/(?P<edition>{_SLUG}){_KIND}": (
        "/partners/feeds/{edition}.rss",
        "/partners/guess/feeds/{edition}.json",
    ),
    rf"{_PARTNERS}feeds/(?P<edition>{_SLUG})/(?P<section>{_SLUG}){_KIND}": (
        "/partners/feeds/{edition}/{section}.json",
        "/partners/guess/feeds/{edition}/{section}.atom",
    ),
    _PARTNERS + r"articles/(?P<number>[0-9]{1,18})\.json$": (
        "/partners/articles/{number}.json",
        "/partners/guess/articles/{number}.json",
    ),
    "sitemap.xml": ("/sitemap.xml",),
    "sitemaps/pages.xml": ("/sitemaps/pages.xml",),
    r"^sitemaps/articles-(?P<number>[0-9]{1,6})\.xml$": (
        "/sitemaps/articles-1.xml",
        "/sitemaps/articles-9.xml",
    ),
    "robots.txt": ("/robots.txt",),
    ".well-known/security.txt": ("/.well-known/security.txt",),
    "authors/<slug:slug>/": ("/authors/{author}/", "/authors/{author}/?page=1", "/authors/nobody/"),
    "topics/<slug:slug>/": ("/topics/{topic}/", "/topics/nothing/"),
    "^(?P<slug>[a-z][a-z0-9-]*)/$": ("/{section}/", "/{edition}/", "/{section}/?page=1", "/nowhere/"),
    "^(?P<section>[a-z][a-z0-9-]*)/(?P<name>[^/]+)$": (
        "{story}",
        "/elsewhere/other-words-{number}",
        "/{section}/{number}",
        "/{section}/no-such-story-999999",
        "{taken_down}",
        "{draft}",
        "{planned}",
        "{expired}",
    ),
    "^(?P<slug>[a-z][a-z0-9-]*)$": ("/{standing}", "/no-such-page"),
}

#: What the Front serves before Django is asked.
PLACES: tuple[str, ...] = (
    "/static/", "/static/web/paper.css", "/static/../secrets.json", "/static/staticfiles.json",
    "/media/", "/media/images/", "/media/original_images/", "/media/../secrets.json", "/healthz", "/_/stream",
    "/_/stream?topics=thread/{number}",
)  # fmt: skip

#: Where a search may be typed.
SEARCHES: tuple[str, ...] = ("/search?q={words}", "/feeds/{edition}.atom?q={words}", "/{section}/?q={words}")

#: Routes where nothing is there for a stranger, and why that is right.
CLOSED: dict[str, str] = {
    "readers/<str:handle>/following": "a reader may keep it to oneself; where one shows it, it is visited",
    "readers/<str:handle>/followers": "a reader may keep it to oneself; where one shows it, it is visited",
    "api/forum/": "the API has no front page: its document is openapi.json",
    "gifts/<str:link>": "a link of a gift cannot be guessed; where one is known, it is visited",
    rf"{_PARTNERS}feed{_KIND}": "a partner's key is asked for",
    rf"{_PARTNERS}feeds/(?P<edition>{_SLUG}){_KIND}": "a partner's key is asked for",
    rf"{_PARTNERS}feeds/(?P<edition>{_SLUG})/(?P<section>{_SLUG}){_KIND}": "a partner's key is asked for",
    _PARTNERS + r"articles/(?P<number>[0-9]{1,18})\.json$": "a partner's key is asked for",
    "_/mailbox": "the mailbox exists in the demo alone",
    "_/followed/<str:kind>/<int:number>": "a number of an author, a section or a topic: not a story's",
    "newsletters/confirm/<str:link>": "a link in a letter cannot be guessed",
    "_/mail/bounced": "the mail server's secret is asked for",
    "_/mail/stop/<str:link>": "a link in a letter cannot be guessed",
    "_/push/subscribe": "a browser's own subscription is asked for",
}

#: What may be hung on to an address to ask for another format or for more than one gets.
SUFFIXES = (
    "?format=json", "?format=amp", "?output=markdown", "?print=1", "?page=2", "?cut=0", "?visitor=registered",
    "?preview=1", "?edition=us", "?html=1", "?key=sfp_0123456789_guess",
    ".json", ".md", ".txt", ".xml", "/amp", "/print", "/feed",
)  # fmt: skip
ACCEPTS = (
    "text/html", "application/json", "text/markdown", "text/plain", "application/xml", "application/rss+xml",
    "application/activity+json", "application/ld+json", "*/*",
)  # fmt: skip

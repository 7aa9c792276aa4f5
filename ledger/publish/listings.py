"""The generated pages that list: sources, claims, figures, numbers."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from ledger import text
from ledger.blocks import Blocks, number_address, verdict_chip, way
from ledger.book import Book
from ledger.claims import VERDICTS
from ledger.pages import page_address
from ledger.publish.front import front, plain

MOST_ROWS = 40
"""Rows that a figure's page shows; all of them are in its files."""


def counted(count: int, thing: str) -> str:
    """`1 fact`, `2 facts`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def sources_page(book: Book) -> str:
    """The bibliography: each source once, with what rests on it."""
    used: dict[str, list[str]] = {name: [] for name in book.facts.sources}
    for name, entry in book.facts.entries.items():
        if entry.fact.source:
            used[entry.fact.source].append(name)
    parts = [
        front("Sources", description="Every document that a number of this site rests on.", hide=["toc"])
    ]
    for name, source in sorted(
        book.facts.sources.items(), key=lambda item: (item[1].publisher.lower(), item[0])
    ):
        title = f"[{plain(source.title)}](<{source.url}>)" if source.url else plain(source.title)
        parts.append(f"## {title} {{ #{name} }}\n")
        parts.append(f"{plain(source.publisher)}, {text.day(source.date)}. {source.kind.capitalize()}.\n")
        if used[name]:
            links = ", ".join(
                f'<a href="{way("sources.md")}{number_address(book, fact)}">{escape(book.title(fact))}</a>'
                for fact in used[name]
            )
            count = counted(len(used[name]), "fact")
            parts.append(f'<details class="uses"><summary>{count}</summary>\n<p>{links}</p></details>\n')
    return "\n".join(parts).replace("{{", "&#123;&#123;")


def claims_page(book: Book) -> str:
    """The article claim by claim, in its order."""
    blocks = Blocks(book, way("claims.md"))
    intro = (
        "What the article states, in our words and its order, with what the record says; opinions are "
        "called so. "
        "Each is judged by what was public when the article was written; what came later stands apart.\n"
    )
    parts = [
        front("The article, claim by claim", description="Each statement of the article with its verdict."),
        intro,
    ]
    counts = {
        verdict: sum(claim.verdict == verdict for claim in book.claims.values()) for verdict in VERDICTS
    }
    verdicts = "".join(_box(name, f"{verdict_chip(name)} {count}") for name, count in counts.items())
    topics = list(dict.fromkeys(claim.record.section for claim in book.claims.values()))
    topic_boxes = "".join(_box(f"topic-{place}", escape(topic)) for place, topic in enumerate(topics, 1))
    parts.append(blocks.claims("all", key=False))
    for kind, legend, boxes in (("verdicts", "Show only", verdicts), ("topics", "About", topic_boxes)):
        head = f'<fieldset class="filters filters--{kind}"><legend>{legend}</legend>'
        parts.append(f"{head}{boxes}</fieldset>\n")
    section = ""
    for claim in book.claims.values():
        topic = f"topic-{topics.index(claim.record.section) + 1}"
        if claim.record.section != section:
            parts.append("</section>\n" if section else "")
            section = claim.record.section
            parts.append(f'<section class="claims {topic}" markdown="1">\n\n## {plain(section)}\n')
        page = book.pages.get(claim.record.page)
        more = (
            f'<p class="claim__page"><a href="{way("claims.md")}{page_address(page.path)}">'
            f"{escape(page.question)}</a></p>"
            if page
            else ""
        )
        html = blocks.claim_html(claim, heading=True)
        parts.append(html.removesuffix("</div>") + more + "</div>\n")
    parts.append("</section>" if section else "")
    return "\n".join(parts)


def _box(name: str, words: str) -> str:
    """A box that leaves only its claims: style alone does it, so it needs no script."""
    return f'<label class="filter filter--{name}"><input type="checkbox"> {words}</label>'


def gallery_page(
    book: Book, texts: dict[str, dict[str, str]], drawings: dict[str, str], order: list[str]
) -> str:
    """Every figure with its answer, by the page that shows it, and as large as on a phone: it can be read."""
    told = "Every figure of this site, to look at, download or embed."
    parts = [front("Figures", description=told, search={"exclude": True})]
    parts.append(
        "Each is an answer and a drawing; its own page has the rows behind it, files and code to embed it.\n"
    )
    groups: dict[str, list[str]] = {path: [] for path in order}
    for name, figure in book.figures.items():
        groups.setdefault(figure.page, []).append(name)
    for path, shown in groups.items():
        if not shown:
            continue
        page = book.pages.get(path)
        if page:
            shown.sort(key=lambda name: [*page.figures, name].index(name))
        words = book.fill(page.question) if page else path
        parts.append(f"## {plain(words)} {{ #{path.replace('/', '-')} }}\n")
        cards = [
            f'<li><a href="{name}/"><span class="gallery__title">{escape(texts[name]["title"])}</span>'
            f'<span class="fig__plot" aria-hidden="true">{drawings[name]}</span></a></li>'
            for name in shown
        ]
        parts.append(f'<ul class="gallery">{"".join(cards)}</ul>\n')
    return "\n".join(parts)


def figure_page(
    book: Book, name: str, texts: dict[str, str], snippets: list[str], citation: str, charted: bool = True
) -> str:
    """A figure's own page: chart, rows, sources, code, embed code, citation.

    Search leaves it out, since it finds the page that shows the figure.
    """
    figure = book.figures[name]
    blocks = Blocks(book, way(f"figures/{name}.md"))
    files = ["figure.svg", "figure-dark.svg", "figure.png", "data.csv", "data.json", "oembed.json"]
    files += ["spec.vl.json"] if charted else []
    links = ", ".join(f'<a href="{file}">{file}</a>' for file in files)
    sources = "".join(
        f"<li>{blocks.decider('source:' + source)}</li>" for source in book.sources(figure.table)
    )
    page = book.pages.get(figure.page)
    address = f"{blocks.prefix}{page_address(page.path)}" if page else ""
    origin = f'From <a href="{address}">{escape(book.fill(page.question))}</a>. ' if page else ""
    count = len(book.get(figure.table))
    more = f'<p>The first {MOST_ROWS} of {count} rows: <a href="data.csv">all of them</a>.</p>\n'
    head = front(texts["title"], search={"exclude": True})
    parts = [
        f"<p>{origin}Download: {links}.</p>\n",
        "## Rows { #data }\n",
        blocks.rows_html(figure.table, MOST_ROWS) + "\n",
        more if count > MOST_ROWS else "",
        f"<p>{blocks.link(figure.table, title=True)}</p>\n",
        "## Sources\n",
        f"<ul>{sources}</ul>\n" if sources else "Our arithmetic on the numbers shown.\n",
        "## Embed { #share }\n",
        _code(snippets[0]),
        "Where frames are not taken, in mail or a README, the picture with a link:\n",
        _code(snippets[1]),
        "## Cite\n",
        escape(citation) + "\n",
        "## Code\n",
    ]
    middle = "\n".join(parts).replace("{{", "&#123;&#123;")
    shown = f'{{{{ figure("{name}") }}}}\n'
    code = f'{{{{ code("{figure.table}") }}}}\n\n{{{{ code("{name}") }}}}\n'
    return "\n".join([head + shown, middle, code])


def _code(html: str) -> str:
    """HTML to copy."""
    return f'<div class="highlight"><pre tabindex="0"><code>{escape(html)}</code></pre></div>\n'


def numbers_page(
    book: Book, files: dict[str, list[str]], title: Callable[[str], str], order: list[str]
) -> str:
    """The index of all entries: computed ones by page in the order of the contents, then facts by subject
    and by family, with their titles.
    """
    parts = [front("Numbers", description="Every number of this site, by the page that explains it.")]
    kinds = {"value": 0, "fact": 0, "assumption": 0, "table": 0}
    for number in book.numbers.values():
        kinds[number.kind] += 1
    parts.append(
        f"{kinds['fact']:,} facts with their sources, {kinds['assumption']} assumptions with their reasons, "
        f"{kinds['value']:,} values and {kinds['table']} tables computed from them.\n"
    )
    computed, by_subject = "Computed, by the page that explains it", "Facts by subject"
    groups: dict[str, list[str]] = {computed: [], by_subject: []}  # families follow, in the order of folders
    places = {file.removeprefix("numbers/").removesuffix(".md"): names for file, names in files.items()}
    rank = {path: at for at, path in enumerate(order)}
    for place, names in sorted(places.items(), key=lambda item: rank.get(item[0], -1)):
        first, *rest = place.split("/")
        group = f"Facts of {rest[0].replace('_', ' ')}" if rest[1:] else by_subject
        words = title(place).partition(": ")[2]
        line = f"- [{plain(words[:1].upper() + words[1:])}]({place}.md)\u00a0·\u00a0{len(names)}"
        groups.setdefault(group if first == "facts" else computed, []).append(line)
    parts += ["\n".join([f"## {group}\n", *lines, ""]) for group, lines in groups.items() if lines]
    return "\n".join(parts)

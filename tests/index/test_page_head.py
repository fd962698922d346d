"""What a page says of itself for machines, and what becomes of it. All pages are synthetic."""

import json

import pytest

from index import pipeline, sources
from index.known import Seen
from index.model import Capture, Occurrence, Provenance, Said, Source

STORY = (
    "I was born in Kanggye, the fourth of five daughters. My father mended clocks for the factory and was never paid "
    "for it. We kept rabbits under the stairs, and I knew each of them by its ears."
)
LATER = (
    "At school we learned songs in the morning and picked stones out of a field in the afternoon. I was good at both. "
    "My teacher told my mother that I might go to the college in the city, if our file had been better."
)
POST = f"<h1>The clock under the stairs</h1><p>{STORY}</p><p>{LATER}</p>"
GIVEN = Provenance("The archivist’s house", "https://given.example/", "2024-05-02", "ours")


def read(head: str = "", body: str = "<p>We kept geese.</p>", provenance: Provenance | None = None) -> Source:
    page = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return sources.read(Capture("page.html", page.encode("utf-8", "surrogatepass"), provenance or Provenance()))


def linked(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def article(**values: object) -> dict[str, object]:
    return {"@type": "NewsArticle", **values}


HEAD = """<link rel=canonical href="https://house.example/clock"><meta property=og:url content="https://house.example/">
<meta property="og:site_name" content=" The Made-up &amp; House"><meta name=author content="Jane Roe">
<meta property="article:published_time" content="2020-05-03T23:30:00+00:00">"""


def test_a_page_says_its_address_its_site_its_date_and_its_author() -> None:
    said = read(HEAD).said
    assert said == Said("https://house.example/clock", "The Made-up & House", "2020-05-03", None, "Jane Roe")


def test_what_it_says_is_no_part_of_its_text() -> None:
    assert read(HEAD + linked(article(author="Jane Roe"))).text == "We kept geese."


def test_plain_text_says_nothing_of_itself() -> None:
    assert sources.read(Capture("a.txt", HEAD.encode())).said == Said()


def test_what_the_archivist_gives_stands_and_the_page_says_the_rest() -> None:
    assert read(HEAD, provenance=GIVEN).provenance == GIVEN
    half = read(HEAD, provenance=Provenance(publisher="The archivist’s house")).provenance
    assert half == Provenance("The archivist’s house", "https://house.example/clock")
    assert read().provenance == Provenance()


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<meta property="og:url" content="https://house.example/a">', "https://house.example/a"),
        ("<!-- saved from url=(0023)https://house.example/b -->", "https://house.example/b"),
        ('<link rel=canonical href="/clock">', None),
        ('<link rel=canonical href="javascript:alert(1)">', None),
        ('<link rel=canonical href="file:///home/nobody/page.html">', None),
        ('<link rel=canonical href="https://">', None),
        ('<link rel=canonical href="https://[house">', None),
        ('<link rel=canonical href="https://who:pass@house.example/">', None),
        ('<link rel=canonical href="https://house.example/a b">', None),
        ('<link rel=canonical href="https://house.example/\u202egnp">', None),
        (f'<link rel=canonical href="https://house.example/{"a" * 3_000}">', None),
    ],
)
def test_an_address_is_a_whole_one_on_the_web_or_none(head: str, address: str | None) -> None:
    assert read(head).provenance.address == address


@pytest.mark.parametrize(
    ("content", "site"),
    [
        ("The\u200b House\u202e", "The House"),
        ("O&amp;#39;Hara’s", "O'Hara’s"),
        ("", None),
        ("  ", None),
        ("House" * 100, None),
        ("House\ue000", None),
    ],
)
def test_a_site_s_name_is_short_and_plain_or_none(content: str, site: str | None) -> None:
    assert read(f'<meta property="og:site_name" content="{content}">').said.site == site


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (linked(article(datePublished="2020-05-03T09:00:00+09:00")), "2020-05-03"),
        (linked({"@graph": [{"@type": "WebPage"}, article(datePublished="2020-05")]}), "2020-05"),
        (linked([{"@type": ["Thing", "BlogPosting"], "datePublished": "2020"}]), "2020"),
        (linked({"@type": "WebPage", "datePublished": "2020-05-03"}), "2020-05-03"),
        (
            linked({"@type": "WebPage", "datePublished": "2011-01-01"}, article(datePublished="2020-05-03")),
            "2020-05-03",
        ),
        (linked(article(datePublished="2020-05-03"), article(datePublished="2021-06-04")), None),
        (linked(article(datePublished=20200503)), None),
        (linked(article(datePublished=["2020-05-03"])), None),
        (linked(article(datePublished="03/05/2020")), None),
        (linked(article(datePublished="2020-02-30")), None),
        (linked(article(datePublished="2020-13-01T00:00:00Z")), None),
        (linked(article(datePublished="1970-01-01T00:00:00Z")), None),
        (linked(article(datePublished="0000-00-00 00:00:00")), None),
        (linked(article(datePublished="9" * 100_000)), None),
        (linked(article(datePublished="yesterday")), None),
        (HEAD + linked(article(datePublished="2020-05-04")), "2020-05-03"),
        (HEAD + linked(article(datePublished="2020-05")), "2020-05-03"),
        (HEAD + linked(article(datePublished="2021-05-03")), None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-05-03",}</script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ('<script type="application/ld+json">' + "9" * 100_000 + "</script>", None),
        (linked(article(datePublished="2020-05-03"), ["x" * 600_000]), None),
        ("<script>" + json.dumps(article(datePublished="2020-05-03")) + "</script>", None),
    ],
)
def test_a_date_is_one_that_a_page_says_clearly(head: str, date: str | None) -> None:
    assert read(head).said.date == date


@pytest.mark.parametrize(
    ("body", "date", "printed"),
    [
        ("<p>Posted <time datetime='2020-05-03T10:00'>3 May 2020</time></p>", "2020-05-03", "3 May 2020"),
        ("<p><time datetime='2020-05-03'>two days ago</time></p>", "2020-05-03", None),
        ("<p><time datetime='2020-05-03'>3 May</time><time datetime='2020-05-03'>10:00</time></p>", "2020-05-03", None),
        ("<p><time datetime='2020-05-03'>3 May</time><time datetime='2021-06-04'>4 June</time></p>", None, None),
        ("<p><time datetime='2020-05-03' class='entry-updated'>3 May 2020</time></p>", None, None),
        ("<p>I left in <time datetime='1998-07'>July 1998</time>.</p>", None, None),
        (f"<p>{STORY} <time datetime='1998-07'>July 1998</time> {LATER}</p>", None, None),
        ("<aside><time datetime='2020-05-03'>3 May 2020</time></aside>", None, None),
        ("<p><time datetime='10:00'>ten</time></p>", None, None),
        ("<p><time datetime='2020-05-03'></time>x</p>", None, None),
    ],
)
def test_a_time_is_the_page_s_where_it_is_the_only_one_and_stands_apart(
    body: str, date: str | None, printed: str | None
) -> None:
    said = read(body=body).said
    assert (said.date, said.date_printed) == (date, printed)


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        ("<meta name=author content='By Jane Roe'>", "<a rel=author href=/>Jane Roe</a>", "Jane Roe"),
        (linked(article(author={"@type": "Person", "name": "Jane Roe"})), "", "Jane Roe"),
        (linked(article(author=[{"name": "Jane Roe"}, {"name": "John Doe"}])), "", None),
        (linked(article(author={"@type": "Organization", "name": "Jane Roe"})), "", None),
        (linked({"@type": "Comment", "author": {"name": "Jane Roe"}}), "", None),
        (linked(article(author={"name": ["Jane Roe"]})), "", None),
        (linked(article(author="Jane \ud800Roe")), "", None),
        ("", "<span itemprop=author><span itemprop=name>Jane <b>Roe</b></span></span>", "Jane Roe"),
        ("", "<a rel=author>Jane Roe</a> <a rel=author>John Doe</a>", None),
        ("", "<footer><a rel=author>Jane Roe</a></footer>", None),
        ("<meta name=author content=김민아>", "", "김민아"),
        ("<meta name=author content=admin>", "", None),
        ("<meta name=author content='The Staff'>", "", None),
        ("<meta name=author content='https://house.example/jane'>", "", None),
        ("<meta name=author content='Mina Hope'><meta property=og:site_name content='Mina Hope'>", "", None),
    ],
)
def test_an_author_is_the_one_person_whom_a_page_names(head: str, body: str, author: str | None) -> None:
    assert read(head, f"<p>We kept geese.</p>{body}").said.author == author


def stories(source: Source) -> tuple[Occurrence, ...]:
    return pipeline.propose(source, Seen()).occurrences


def test_the_one_story_of_a_page_has_its_date_and_author_where_it_prints_none() -> None:
    (one,) = stories(read(HEAD, POST))
    assert (one.date, one.date_printed, one.author) == ("2020-05-03", None, "Jane Roe")
    (none,) = stories(read("", POST))
    assert (none.date, none.date_printed, none.author) == (None, None, None)


def test_what_a_story_prints_stands() -> None:
    printed = POST.replace("</h1>", "</h1><p>By John Doe | 4 June 2021</p>")
    (one,) = stories(read(HEAD, printed))
    assert (one.date, one.date_printed, one.author) == ("2021-06-04", "4 June 2021", "John Doe")


def test_of_several_stories_none_is_told_by_the_page() -> None:
    other = f"<article><h2>The lane</h2><p>{LATER}</p><p>{STORY}</p></article>"
    found = stories(read(HEAD, f"<article>{POST}</article>{other}"))
    assert [(one.date, one.author) for one in found] == [(None, None), (None, None)]


def test_a_line_marked_as_a_byline_names_the_author_by_the_name_alone() -> None:
    (one,) = stories(read("", POST.replace("</h1>", "</h1><p class=byline>Jane Roe</p>")))
    assert one.author == "Jane Roe"

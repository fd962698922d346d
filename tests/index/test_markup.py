"""What pages, Word documents and Markdown mark their lines as, and what the cutter makes of it. All are synthetic."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from index import cut, sources, structure
from index.chain import PARTS, Part
from index.looks import look
from index.markup import trusted
from index.model import Capture, Mark, Marked, Role, Source, text_lines
from index.pieces import assemble
from index.reasons import Reason

LANE = [
    "The house stood at the end of a lane with two poplars, and in the autumn the leaves blocked the gutter so that my "
    "father had to climb up every Sunday. He sang on the roof, and the neighbours complained, but he never stopped.",
    "In the second winter there was nothing left in the store. My mother boiled the husks and said that it was soup. "
    "My little brother asked for more, and she gave him hers, and she said that she had eaten at the mill.",
]
CLOCK = [
    "I was born in Kanggye, the fourth of five daughters. My father mended clocks for the factory and was never paid "
    "for it. We kept rabbits under the stairs, and I knew each of them by its ears.",
    "At school we learned songs in the morning and picked stones out of a field in the afternoon. I was good at both. "
    "My teacher told my mother that I might go to the college in the city, if our file had been better.",
]
CENTRE = (
    "Our centre helps people who have newly arrived to find a flat, a school and a doctor. We have nine volunteers and "
    "one van, and in the past year we have accompanied sixty families through their first weeks."
)


def read(body: str, name: str = "page.html") -> Source:
    return sources.read(Capture(name, f"<!doctype html><html><body>{body}</body></html>".encode()))


def marks(source: Source) -> dict[str, str]:
    """The marks of each marked line, by its text."""
    lines = text_lines(source.text)
    return {lines[one.line - 1].text: " ".join(one.marks) for one in source.marks}


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def titles(source: Source) -> list[str]:
    return [post.title.text for post in cut.cut(source).posts if post.title]


PAGE = """<header><h1>The Made-up House</h1><nav><ul><li><a href=/>Home</a><li><a href=/a>About</a></ul></nav></header>
<main><article><header><h2>Osk’s Story</h2><p class="post byline">Jane Roe</p><time>4 May 2020</time></header>
<h3>The dam</h3><p>We kept geese.</p><blockquote>Cold.<footer>Osk</footer></blockquote>
<figure><img><figcaption>A goose</figcaption></figure><ul><li>one</ul></article>
<article><h2><button>A Gander</button></h2><p>It came.</p><footer>Filed under birds</footer></article></main>
<div role=complementary><h3>More</h3></div><form><label>Mail</label><input type=submit value=Send></form>
<footer><a rel=author href=/>Osk</a></footer>"""


def test_a_page_marks_its_lines_by_its_elements() -> None:
    assert marks(read(PAGE)) == {
        "The Made-up House": "h1 header",
        "Home": "item navigation header",
        "About": "item navigation header",
        "Osk’s Story": "h2 opening",
        "Jane Roe": "byline",
        "4 May 2020": "time",
        "The dam": "h3",
        "Cold.": "quotation",
        "Osk": "footer byline",
        "A goose": "caption",
        "one": "item",
        "A Gander": "h2 opening",
        "Filed under birds": "footer",
        "More": "h3 aside",
        "Mail": "form button",
        "Send": "form button",
    }


def test_who_is_quoted_stands_in_no_footer() -> None:
    assert marks(read("<blockquote>Cold.<footer>A guard</footer></blockquote>"))["A guard"] == "quotation"


def test_marks_move_with_the_lines_below_a_title_that_is_put_above_them() -> None:
    page = "<html><head><title>Osk</title></head><body><nav>Home</nav><p>It was cold.</p></body></html>"
    source = sources.read(Capture("page.html", page.encode()))
    assert source.text.split("\n")[0] == "Osk"
    assert marks(source) == {"Home": "navigation"}


def test_what_is_hidden_marks_nothing() -> None:
    assert (
        marks(read("<nav hidden><p>no</p></nav><p>yes</p><aside style='display:none'>no</aside><p>yes too</p>")) == {}
    )


def test_a_row_and_a_menu_of_links_bear_the_marks_of_what_they_stand_in() -> None:
    found = marks(read("<aside><table><tr><td>a<td>b</table></aside><nav><a href=1>One</a><a href=2>Two</a></nav>"))
    assert found == {"a\tb": "aside", "One": "navigation", "Two": "navigation"}


def test_a_document_marks_its_lines_by_its_styles() -> None:
    document = docx.Document()
    document.add_heading("Osk’s Story", 0)
    document.add_heading("The dam", 2)
    own = document.styles.add_style("Inner", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 3"]
    document.add_paragraph("The gate", style="Inner")
    document.add_paragraph("We kept geese.")
    document.add_paragraph("a goose", style="List Bullet")
    document.add_paragraph("Cold.", style="Quote")
    document.add_paragraph("A goose by the dam", style="Caption")
    written = BytesIO()
    document.save(written)
    assert marks(sources.read(Capture("a.docx", written.getvalue()))) == {
        "Osk’s Story": "h1 opening",
        "The dam": "h2",
        "The gate": "h3",
        "a goose": "item",
        "Cold.": "quotation",
        "A goose by the dam": "caption",
    }


def test_the_properties_of_a_document_are_no_publication() -> None:
    document = docx.Document()
    document.core_properties.author = "Jane Roe"
    document.core_properties.title = "Minutes"
    document.add_paragraph("We kept geese.")
    written = BytesIO()
    document.save(written)
    source = sources.read(Capture("a.docx", written.getvalue()))
    assert (source.said.author, source.said.date, source.said.site) == (None, None, None)


def test_markdown_marks_its_lines_but_not_those_of_code() -> None:
    text = "# Osk\n\n> Cold.\n\n- a goose\n2. a gander\n\n```\n# no heading\n```\n## The dam\n#no heading\n"
    source = sources.read(Capture("a.md", text.encode()))
    assert source.text == text
    assert [(one.line, *one.marks) for one in source.marks] == [
        (1, Mark.H1),
        (3, Mark.QUOTATION),
        (5, Mark.ITEM),
        (6, Mark.ITEM),
        (11, Mark.H2),
    ]


def test_plain_text_is_marked_nowhere() -> None:
    assert sources.read(Capture("a.txt", b"# A title\n\n> Cold.\n\n- one\n")).marks == ()


ARTICLES = (
    f"<article><h2>Inside</h2>{paragraphs(*LANE)}<h3>Mina’s Story: The River</h3>{paragraphs(*CLOCK)}</article>"
    f"<article><h2>We had not met.</h2>{paragraphs(*LANE[::-1])}</article>"
)
"""Two posts: the first has an inner heading that reads like a title, the second a title that reads like text."""


def test_articles_begin_with_their_headings_and_say_so() -> None:
    source = read(ARTICLES)
    assert titles(source) == ["Inside", "We had not met."]
    assert titles(replace(source, marks=())) != titles(source)
    first, second = cut.cut(source).posts
    assert [one.piece.text for one in first.placed if one.role is Role.HEADING] == ["Mina's Story: The River"]
    assert structure.ARTICLE in second.start.reasons


def test_several_headings_of_the_highest_level_with_texts_of_their_own_are_titles() -> None:
    for level in (1, 2):
        page = f"<h{level}>Inside</h{level}>{paragraphs(*LANE)}<h{level}>Beside</h{level}>{paragraphs(*CLOCK)}"
        assert titles(read(page)) == ["Inside", "Beside"]


def amounts(source: Source) -> dict[str, dict[Part, float]]:
    """What mark-up adds to each line, by its text."""
    looks = look(trusted(assemble(text_lines(source.text), source.marks)))
    shown = structure.add(looks, None)
    assert shown is not None
    return {
        one.piece.text: {part: shown.amounts[at, PARTS.index(part)] for part in PARTS} for at, one in enumerate(looks)
    }


def test_headings_below_a_text_may_be_the_inner_ones_of_one_post() -> None:
    page = f"<p>Inside</p>{paragraphs(*LANE)}<h2>Beside</h2>{paragraphs(*CLOCK)}<h2>Behind</h2>{paragraphs(*LANE)}"
    found = amounts(read(page))
    assert found["Beside"][Part.TITLE] == found["Behind"][Part.TITLE] == 0


def test_the_heading_of_a_site_is_no_title_for_its_level_alone() -> None:
    found = amounts(read(f"<h1>The House</h1><p>Home</p><h1>Inside</h1>{paragraphs(*LANE)}"))
    assert found["The House"][Part.TITLE] == 0


def test_teasers_of_other_posts_are_titles_less_surely() -> None:
    found = amounts(read(ARTICLES + "<article><h2>Soon</h2><p>She will tell of her geese.</p></article>"))
    assert 0 < found["Soon"][Part.TITLE] < found["Inside"][Part.TITLE]


FURNISHED = (
    f"<nav><p>We meet.</p></nav><h1>Inside the house</h1><p class=author>Jane Roe</p>{paragraphs(LANE[0])}"
    f"<figure><figcaption>He sang on the roof.</figcaption></figure>{paragraphs(LANE[1])}"
    "<aside><h2>The clock under the stairs</h2><p>She mended it.</p></aside>"
    f"{paragraphs(CLOCK[1])}<form><p>Tell us what you think of it.</p></form><footer><p>{CENTRE}</p></footer>"
)


def test_what_is_marked_as_furniture_is_furniture_with_its_reason() -> None:
    source = read(FURNISHED)
    made = cut.cut(source)
    lines = text_lines(source.text)
    assert titles(source) == ["Inside the house"]
    assert {lines[one.line - 1].text: one.reason for one in made.furniture} == {
        "We meet.": Reason.HEADER,
        "Jane Roe": Reason.BYLINE,
        "He sang on the roof.": Reason.CAPTION,
        "The clock under the stairs": Reason.ASIDE,
        "She mended it.": Reason.ASIDE,
        "Tell us what you think of it.": Reason.FORM,
        CENTRE: Reason.FOOTER,
    }
    assert len(cut.cut(replace(source, marks=())).furniture) < len(made.furniture)


@pytest.mark.parametrize("element", ["form", "aside", "nav", "footer", "figcaption", "header"])
def test_a_mark_that_the_whole_text_bears_says_nothing(element: str) -> None:
    body = f"<p>Inside the house</p>{paragraphs(*LANE, *CLOCK)}"
    plain, wrapped = read(body), read(f"<{element}>{body}</{element}>")
    assert wrapped.text == plain.text
    assert wrapped.marks and not plain.marks
    assert cut.cut(wrapped).posts[0].lines == cut.cut(plain).posts[0].lines
    assert not any(piece.marks for piece in trusted(assemble(text_lines(wrapped.text), wrapped.marks)))


def test_a_paragraph_set_as_a_heading_is_none() -> None:
    pieces = assemble(text_lines(read(f"<h2>{LANE[0]}</h2><h2>Inside</h2>").text), read(f"<h2>{LANE[0]}</h2>").marks)
    assert [piece.level for piece in pieces] == [0, 0]


def test_lines_with_other_marks_are_never_one_paragraph() -> None:
    wrapped = "\n".join(f"the lane went on and on beside the river and then {word}" for word in "abcdefgh")
    lines = text_lines(wrapped)
    assert len(assemble(lines)) == 1
    assert [(one.first, one.last) for one in assemble(lines, (Marked(4, (Mark.ASIDE,)),))] == [(1, 3), (4, 4), (5, 8)]

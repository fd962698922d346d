"""The pages over a real store and a real index. All texts and people here are made up (synthetic)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient

from archive import store as stores
from archive.access import Gate, publisher_id
from archive.app import House, application
from archive.records import PUBLIC
from archive.store import Run
from index.engine.base import View
from index.engine.whoosh import WhooshEngine
from index.model import (
    Evidence,
    Furniture,
    Grade,
    Kind,
    Lines,
    Occurrence,
    Passage,
    Person,
    Perspective,
    PlaceMention,
    Proposal,
    Provenance,
    Related,
    Relation,
    Role,
    Section,
    Source,
    Span,
    Tag,
    YearMention,
    text_lines,
)

TODAY = date(2026, 3, 4)
RUN = Run("test", "test", "2026-03-01T00:00:00Z")
MINHEE = Person("pminhee", "Minhee", ("Park Minhee",))
ORAL = Person("poral", "Oral <b>Bold</b>")


@dataclass(frozen=True)
class Line:
    """A line of a made-up capture; `tags` maps a theme to the words that evidence it."""

    text: str
    role: str = "body"
    id: str = ""
    voice: Person | None = None
    tags: tuple[tuple[str, str], ...] = ()
    language: str = "en"
    narrator: Person | None = None
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Told:
    """A made-up story: its title is its first line."""

    id: str
    lines: tuple[Line, ...]
    kind: Kind = Kind.TESTIMONY
    perspective: Perspective = Perspective.FIRST
    narrator: Person | None = None
    date: str | None = None
    series: str | None = None
    part: int | None = None
    grade: Grade = Grade.IDENTICAL


HILL = Told(
    "hill",
    (
        Line("The Lantern on the Hill: Minhee’s Story", "title"),
        Line(
            "At the village school I learned to count by beans.",
            id="hill1",
            voice=MINHEE,
            tags=(("education", "village school"),),
        ),
        Line(
            "The winter we had no rice, the school stood empty.",
            id="hill2",
            voice=MINHEE,
            tags=(("starvation", "no rice"), ("education", "school stood empty")),
        ),
        Line("They kept me in a cell for nine days.", id="hill3", voice=MINHEE, tags=(("detention", "in a cell"),)),
        Line(
            "I walked over the frozen river at night.",
            id="hill4",
            voice=MINHEE,
            tags=(("escape", "frozen river"),),
            places=("tumen-river", "hyesan"),
            years=(1997,),
        ),
        Line("Park Minhee now lives by the sea.", "coda", id="hill5"),
        Line("Give today", "furniture"),
    ),
    narrator=MINHEE,
    date="2019-12-16",
    series="Lantern tales",
    part=2,
)
HILL_EDITED = replace(
    HILL,
    lines=tuple(replace(line, text=line.text.replace("beans", "walnuts")) for line in HILL.lines),
    grade=Grade.EDITED,
)
VOICES = Told(
    "choir",
    (
        Line("Two Voices & <i>a Choir</i>", "title"),
        Line("Schools close when the harvest fails.", "intro", id="choir1", tags=(("education", "Schools close"),)),
        Line("The Choir Master", "heading", narrator=ORAL),
        Line("“I sang <script>alert(1)</script> \u202eover\u202c the wall.”", id="choir2", voice=ORAL),
        Line("저는 학교에서 노래를 배웠습니다.", id="choir3", voice=ORAL, language="ko"),
    ),
    kind=Kind.ARTICLE,
    perspective=Perspective.MIXED,
)
SEA = Told(
    "seaside",
    (Line("By the Sea", "title"), Line("Minhee keeps a small shop by the sea.", id="sea1")),
    kind=Kind.PROFILE,
    perspective=Perspective.THIRD,
    narrator=MINHEE,
    date="2021",
)
MANY = Told(
    "pebbles",
    (
        Line("Pebbles", "title"),
        *(Line(f"Pebble number {number} lay on the shore.", id=f"pebble{number}") for number in range(45)),
    ),
    kind=Kind.OTHER,
    perspective=Perspective.THIRD,
)


def proposal(
    name: str, publisher: str | None, told: Sequence[Told], related: tuple[Related, ...] = ()
) -> tuple[Proposal, bytes]:
    text = "\n".join(line.text for story in told for line in story.lines)
    data = text.encode()
    digest = sha256(data).hexdigest()
    source = Source(name, digest, len(data), "utf-8", 0, text, "plain", "1", Provenance(publisher=publisher))
    numbered = iter(text_lines(text))
    placed = [(story, [(line, next(numbered)) for line in story.lines]) for story in told]
    return (
        Proposal(
            source=source,
            occurrences=tuple(occurrence(digest, story, lines) for story, lines in placed),
            furniture=tuple(
                Furniture(at.number, at.span, "a button that asks for money")
                for _story, lines in placed
                for line, at in lines
                if line.role == "furniture"
            ),
            persons=(MINHEE, ORAL),
            related=related,
        ),
        data,
    )


def occurrence(digest: str, story: Told, lines: list) -> Occurrence:  # type: ignore[type-arg]
    content = [(line, at) for line, at in lines if line.role != "furniture"]
    first, last = content[0][1], content[-1][1]
    heading = next((index for index, (line, _at) in enumerate(content) if line.role == "heading"), None)
    sections = ()
    if heading is not None:
        start = content[heading][1]
        span = Span(start.span.start, last.span.end)
        sections = (Section(content[heading][0].text, span, Lines(start.number, last.number), ORAL.id),)
    return Occurrence(
        story=story.id,
        source=digest,
        grade=story.grade,
        title=first.text,
        kind=story.kind,
        perspective=story.perspective,
        language="en",
        span=Span(first.span.start, last.span.end),
        lines=Lines(first.number, last.number),
        block_end=lines[-1][1].number,
        passages=tuple(passage(line, at) for line, at in content if line.id),
        sections=sections,
        narrator=story.narrator.name if story.narrator else None,
        date=story.date,
        series=story.series,
        part=story.part,
        persons=(story.narrator.id,) if story.narrator else (),
    )


def passage(line: Line, at: object) -> Passage:
    return Passage(
        id=line.id,
        span=at.span,  # type: ignore[attr-defined]
        lines=Lines(at.number, at.number),  # type: ignore[attr-defined]
        role=Role(line.role),
        text=line.text,
        language=line.language,
        voice=line.voice.id if line.voice else None,
        tags=tuple(
            Tag(theme, 0.9, "rule", (Evidence(line.text.index(words), line.text.index(words) + len(words), words),))
            for theme, words in line.tags
        ),
        places=tuple(PlaceMention(place, at, at + 1) for at, place in enumerate(line.places)),
        years=tuple(YearMention(year, at, at + 1) for at, year in enumerate(line.years)),
    )


def build(folder: Path) -> House:
    opened = stores.open(f"sqlite:///{folder / 'archive.db'}")
    house = House(opened, Gate(opened), WhooshEngine(folder / "index"), folder / "lock")
    related = (Related(Relation.SAME_PERSON, ("hill", "seaside"), "Both tell of Minhee."),)
    for given in (
        proposal("lantern.txt", "The Lantern", [HILL, VOICES]),
        proposal("reprint.txt", "Harbour Press", [HILL_EDITED]),
        proposal("sea.txt", None, [SEA, MANY], related),
    ):
        opened.add(*given, RUN)
    house.publish()
    return house


def client_of(house: House) -> TestClient:
    # Without "with": the house is closed by its fixture.
    return TestClient(application(house, today=lambda: TODAY), follow_redirects=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The archive that all tests here read; none may change it."""
    house = build(tmp_path_factory.mktemp("archive"))
    yield house
    house.close()


@pytest.fixture
def own_house(tmp_path: Path) -> Iterator[House]:
    """An archive that a test may change."""
    house = build(tmp_path)
    yield house
    house.close()


@pytest.fixture(scope="module")
def client(house: House) -> TestClient:
    return client_of(house)


def words(html: str) -> str:
    """A page as it is read: without tags, with single spaces."""
    apart = re.sub(r"</(?:p|li|dt|dd|h\d|div)>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", apart)).split())


def link(html: str, label: str) -> str:
    """Where the link with this label leads."""
    found = re.search(rf'<a[^>]*href="([^"]*)"[^>]*>(?:<[^>]+>)*{re.escape(label)}', html)
    assert found, f"no link says {label!r}"
    return unescape(found[1])


def permalink(house: House, passage_id: str) -> str:
    (record,) = house.gate.passages(PUBLIC, [passage_id])
    return f"/stories/{record.story}?p={record.id}&d={record.digest}"


class TestSearch:
    def test_a_word_is_found_and_marked_with_who_speaks_and_where(self, client: TestClient) -> None:
        page = client.get("/search?q=school&theme=starvation")
        assert page.status_code == 200
        assert "the <mark>school</mark> stood empty" in page.text
        said = words(page.text)
        assert "1 passage in 1 story, read as: school" in said
        assert "Theme: Starvation" in said
        assert "Minhee · The Lantern on the Hill: Minhee’s Story · The Lantern · Testimony · 16 December 2019" in said
        assert "told in 2 sources" in said

    def test_facets_count_and_lead_to_what_they_count(self, client: TestClient) -> None:
        page = client.get("/search?q=school").text
        assert "Education 3 passages" in words(page)
        found = client.get(link(page, "Education")).text
        assert "3 passages in 2 stories" in words(found)

    def test_a_second_value_widens_and_a_second_facet_narrows(self, client: TestClient) -> None:
        assert "4 passages in 2 stories" in words(client.get("/search?theme=education&theme=detention").text)
        assert "2 passages in 1 story" in words(client.get("/search?theme=education&kind=testimony").text)

    def test_none_finds_what_bears_no_theme(self, client: TestClient) -> None:
        page = words(client.get("/search?theme=-&kind=article").text)
        assert "2 passages in 1 story" in page
        assert "Theme: No theme" in page

    def test_places_and_years_told_narrow_and_stand_after_the_voices(self, client: TestClient) -> None:
        page = client.get("/search").text
        said = words(page[page.index('class="facets"') :])
        headings = ["Theme", "Voice", "Place", "Year told", "Kind of text", "Publisher", "Year published"]
        assert re.findall(r'<h3 id="facet-[^>]*>([^<]*)<', page) == headings
        assert "Hyesan 1 passage" in said and "Ryanggang 1 passage" in said and "No year named 53 passages" in said
        for chosen in ("place=ryanggang", "place=tumen-river&told=1997", "q=place%3Ahyesan", "q=told%3A1997"):
            page = client.get(f"/search?{chosen}").text
            assert "1 passage in 1 story" in words(page)
            assert 'id="hit-hill4"' in page

    def test_what_is_chosen_can_be_removed_one_by_one_or_whole(self, client: TestClient) -> None:
        page = client.get("/search?q=school&theme=education&year=2019&sort=newest").text
        assert 'href="/search?q=school&amp;year=2019&amp;sort=newest"' in page
        assert 'href="/search?q=school&amp;theme=education&amp;sort=newest"' in page
        assert link(page, "Start over") == "/search"
        assert '<input type="hidden" name="theme" value="education">' in page
        assert "(2 chosen)" in page

    def test_stories_are_listed_once_and_counted_as_stories(self, client: TestClient) -> None:
        page = client.get("/search?q=school&view=stories").text
        assert page.count('<li class="hit"') == 2
        assert "Education 2 stories" in words(page)

    def test_pages_lead_to_one_another_and_none_is_lost(self, client: TestClient) -> None:
        seen: list[str] = []
        address = "/search?q=pebble"
        while address:
            page = client.get(address).text
            seen += re.findall(r'id="hit-(pebble\d+)"', page)
            following = re.search(r'rel="next" href="([^"]*)"', page)
            address = unescape(following[1]) if following else ""
        assert sorted(seen) == sorted(f"pebble{number}" for number in range(45))

    def test_a_page_after_the_last_says_so_and_leads_back(self, client: TestClient) -> None:
        page = client.get("/search?q=pebble&page=99").text
        assert "This list ends before this page" in page
        assert link(page, "To its last page") == "/search?q=pebble&page=3"

    def test_an_empty_list_offers_ways_out_with_what_they_would_find(self, client: TestClient) -> None:
        page = client.get("/search?q=school&theme=detention&kind=profile").text
        said = words(page)
        assert "No passage found" in said
        assert "Without any of what is chosen 3 passages" in said
        assert "Without “Detention”" not in said
        page = client.get("/search?q=school+cell").text
        assert "With any one of these words 4 passages" in words(page)
        assert "4 passages" in words(client.get(link(page, "With any one of these words")).text)

    def test_a_slip_of_the_pen_gets_a_suggestion_that_finds_something(self, client: TestClient) -> None:
        page = client.get("/search?q=shcool").text
        assert "Did you mean: school 3 passages" in words(page)
        assert "3 passages" in words(client.get(link(page, "school")).text)

    def test_another_reading_is_found_and_named(self, client: TestClient) -> None:
        page = client.get("/search?q=walnuts").text
        assert "In another source, reprint.txt, this passage reads:" in words(page)
        assert "<mark>walnuts.</mark>" in page

    def test_a_hit_cites_itself(self, client: TestClient) -> None:
        said = words(client.get("/search?q=%22by+beans%22").text)
        assert "“The Lantern on the Hill: Minhee’s Story.” The Lantern, 16 December 2019." in said
        assert "Passage 1, in the words of Minhee. Testimony Archive. http://testserver/stories/hill-" in said
        assert "(read on 4 March 2026)." in said

    def test_text_is_shown_as_text(self, client: TestClient) -> None:
        page = client.get("/search?q=sang").text
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; \u202eover\u202c" in page
        assert "<b>Bold" not in page
        assert "<i>a Choir" not in page
        assert re.search(r'<blockquote lang="en" dir="auto">', page)

    def test_korean_is_found_marked_and_named_as_korean(self, client: TestClient) -> None:
        page = client.get("/search?q=" + quote("학교")).text
        assert '<blockquote lang="ko" dir="auto"><p>저는 <mark>학교</mark>에서' in page

    def test_only_the_bare_question_is_for_other_search_engines(self, client: TestClient) -> None:
        assert "noindex" not in client.get("/search").text
        page = client.get("/search?q=school&theme=education").text
        assert '<meta name="robots" content="noindex, follow">' in page
        assert '<link rel="canonical" href="http://testserver/search?q=school">' in page
        facets = page[page.index('class="facets"') : page.index('id="results"')]
        values = re.findall(r'<a class="(?:value-name|remove)"[^>]*>', facets)
        assert values
        assert all('rel="nofollow"' in value for value in values)

    @pytest.mark.parametrize(
        "asked",
        [
            "",
            " ",
            "\x00",
            '"',
            "((((",
            "AND",
            "NOT",
            "*",
            "~",
            ":",
            "theme:",
            "a" * 5000,
            "((a " * 900,
            "😀",
            "%",
            "{{7*7}}",
            "\ud800",
            "' OR 1=1 --",
            "<script>",
        ],
    )
    def test_any_question_gets_a_page(self, client: TestClient, asked: str) -> None:
        page = client.get("/search?q=" + quote(asked, errors="surrogatepass"))
        assert page.status_code == 200
        assert "<script" not in page.text

    def test_an_overlong_question_is_cut_and_said(self, client: TestClient) -> None:
        assert "longer than 1,000 characters" in client.get("/search?q=" + "rice+" * 400).text

    def test_a_value_that_nothing_bears_is_left_out_and_said(self, client: TestClient) -> None:
        said = words(client.get("/search?q=school&theme=nonsense&kind=poem&voice=nobody&publisher=x&year=19").text)
        assert "3 passages in 2 stories" in said
        assert said.count("it was left out") == 5

    def test_all_values_of_a_facet_stand_on_a_page_of_their_own(self, client: TestClient) -> None:
        page = client.get("/search/facet?q=school&facet=theme&kind=testimony")
        said = words(page.text)
        assert "Education 2 passages" in said
        assert link(page.text, "Back to the results") == "/search?q=school&kind=testimony"
        by_name = client.get(link(page.text, "by name")).text
        assert by_name.index(">Education<") < by_name.index(">Starvation<")
        assert client.get("/search/facet?facet=nonsense").status_code == 404

    def test_home_shows_how_much_there_is_and_by_what_theme(self, client: TestClient) -> None:
        page = client.get("/").text
        said = words(page)
        assert "54 passages in 4 stories, cut from 3 sources" in said
        assert (
            said.index("Forced marriage 0 passages")
            < said.index("Starvation 1 passage")
            < said.index("Detention 1 passage")
        )
        assert "beans" not in said
        assert "2 stories" in words(client.get(link(page, "The Lantern")).text)


class TestStory:
    def test_the_id_alone_or_a_wrong_slug_leads_to_the_right_address(self, client: TestClient) -> None:
        for name in ("hill", "hill-something-else"):
            answer = client.get(f"/stories/{name}?p=hill1")
            assert answer.status_code == 301
            assert answer.headers["location"] == "/stories/hill-the-lantern-on-the-hill-minhees-story?p=hill1"
        assert client.get("/stories/hill-the-lantern-on-the-hill-minhees-story").status_code == 200

    def test_a_story_is_told_whole_with_what_is_known_of_it(self, client: TestClient) -> None:
        page = client.get("/stories/hill", follow_redirects=True).text
        said = words(page)
        assert "The story of Minhee · Testimony, told in the first person · The Lantern and Harbour Press" in said
        assert "16 December 2019 · English · Lantern tales, part 2" in said
        for line in HILL.lines[1:6]:
            assert line.text in said
        assert "Give today" not in said
        assert re.search(r'id="p-hill5"[^>]*>\s*<p class="speaker" lang="en">The publisher’s words</p>', page)
        assert page.count('class="speaker"') == 1

    def test_hard_passages_are_said_before_the_text_and_can_be_folded_away(self, client: TestClient) -> None:
        page = client.get("/stories/hill", follow_redirects=True).text
        assert page.index("Before you read: this story speaks of detention.") < page.index("learned to count")
        assert 'class="folded"' not in page
        folded = client.get(link(page, "Read the story with these folded away")).text
        assert re.search(
            r'<details class="folded"><summary lang="en">This passage speaks of detention. Show it', folded
        )
        assert folded.count('class="folded"') == 1

    def test_the_strip_says_where_each_theme_stands_in_words_too(self, client: TestClient) -> None:
        page = client.get("/stories/hill", follow_redirects=True).text
        assert 'aria-label="Education: passages 1 and 2"' in page
        assert '<rect class="strip-here" x="0" y="0" width="2" height="1"/>' in page
        assert "style=" not in page

    def test_a_theme_shows_its_evidence_and_who_gave_it(self, client: TestClient) -> None:
        assert "Starvation given by a rule: no rice" in words(client.get("/stories/hill", follow_redirects=True).text)

    def test_sources_stand_with_lines_grades_and_differences(self, client: TestClient) -> None:
        page = client.get("/stories/hill", follow_redirects=True).text
        said = words(page)
        assert "Told in 2 sources" in said
        assert "lantern.txt lines 1 to 6 · The first capture of this story · The Lantern" in said
        assert "reprint.txt lines 1 to 6 · An edited version · Harbour Press" in said
        assert "Passage 1 reprint.txt reads At the village school I learned to count by walnuts." in said
        assert "<mark>walnuts.</mark>" in page
        source = link(page[page.index('id="sources"') :], "reprint.txt")
        assert source.endswith("#L1")
        assert "walnuts" in client.get(source).text

    def test_other_tellings_are_linked_with_the_reason(self, client: TestClient) -> None:
        said = words(client.get("/stories/hill", follow_redirects=True).text)
        assert "By the Sea Another telling of the same life · Profile · told in the third person" in said
        assert "Both tell of Minhee." in said

    def test_a_testimony_inside_an_article_names_who_tells_it(self, client: TestClient) -> None:
        page = client.get("/stories/choir", follow_redirects=True).text
        assert re.search(r'<section class="section section-told" id="section-2"', page)
        assert "The Choir Master The testimony of Oral <b>Bold</b>" in words(page)
        assert '<h2 id="section-2-heading" dir="auto">The Choir Master</h2>' in page
        assert 'lang="ko"' in page

    def test_a_passage_as_cited_changed_moved_or_gone_is_told_apart(self, client: TestClient, house: House) -> None:
        def said(address: str) -> str:
            return words(client.get(address, follow_redirects=True).text)

        assert "This passage reads as it was cited." in said(permalink(house, "hill1"))
        assert "has changed since it was cited" in said("/stories/hill?p=hill1&d=0123456789ab")
        moved = said("/stories/choir?p=hill1&d=0123456789ab")
        assert "now stands in another story: The Lantern on the Hill" in moved
        assert "is here no more" in said("/stories/hill?p=never&d=0123456789ab")

    def test_the_way_back_keeps_the_search_and_its_marks(self, client: TestClient) -> None:
        came_from = {"referer": "http://testserver/search?q=beans&theme=education"}
        page = client.get("/stories/hill", headers=came_from, follow_redirects=True).text
        assert link(page, "Back to the results") == "/search?q=beans&theme=education"
        assert "<mark>beans</mark>" in page
        for elsewhere in ("http://evil.example/search?q=beans", "http://[", "http://testserver/themes"):
            page = client.get("/stories/hill", headers={"referer": elsewhere}, follow_redirects=True).text
            assert "Back to the results" not in page

    def test_what_is_withdrawn_is_gone_from_every_page(self, own_house: House) -> None:
        house, client = own_house, client_of(own_house)
        cited = permalink(house, "hill1")
        house.store.withdraw(house.store.find("hill"), "keeper", "asked for")
        answer = client.get("/stories/hill")
        assert answer.status_code == 410
        assert "This text was withdrawn" in answer.text
        assert client.get(cited).status_code == 410
        # Before the index follows, and after.
        for _ in range(2):
            for address in ("/search?q=school", "/search?q=beans", "/themes/education", "/", "/stories/seaside"):
                text = client.get(address, follow_redirects=True).text
                assert "count by" not in text
                assert "Lantern on the Hill" not in text
            house.publish()
        source = next(record for record in house.gate.sources(PUBLIC) if record.name == "lantern.txt")
        page = client.get(f"/sources/{source.id}").text
        assert "beans" not in page
        assert "Withdrawn: not shown" in page
        assert "/raw" not in page
        assert client.get(f"/sources/{source.id}/raw").status_code == 410

    def test_a_voice_of_whom_all_was_withdrawn_is_gone_too(self, own_house: House) -> None:
        house, client = own_house, client_of(own_house)
        for name in ("lantern.txt", "reprint.txt"):
            assert client.get("/voices/pminhee-minhee").status_code == 200
            house.store.withdraw(house.store.find(name), "keeper", "asked for")
        for address in ("/voices/pminhee", "/voices/pminhee-minhee"):
            answer = client.get(address)
            assert answer.status_code == 410
            assert "withdrawn" in answer.text
            assert "Minhee" not in answer.text
        assert client.get("/voices/pnobody").status_code == 404


class TestOtherPages:
    def test_a_theme_says_what_it_means_and_who_tells_of_it(self, client: TestClient) -> None:
        page = client.get("/themes/education").text
        said = words(page)
        assert (
            "The Lantern on the Hill: Minhee’s Story Minhee · The Lantern · Testimony · 16 December 2019 · 2 passages"
            in said
        )
        assert "3 passages in 2 stories" in words(client.get(link(page, "Read the passages")).text)
        assert "Education" in client.get("/themes").text
        assert client.get("/themes/nonsense").status_code == 404

    def test_a_voice_has_a_page_with_names_and_stories(self, client: TestClient) -> None:
        page = client.get(link(client.get("/voices").text, "Minhee"))
        said = words(page.text)
        assert "Also known as Park Minhee" in said
        assert "The Lantern on the Hill" in said
        assert "4 passages in 1 story" in words(client.get(link(page.text, "Read the passages in this voice")).text)
        assert client.get("/voices/pminhee").status_code == 301
        assert client.get("/voices/nobody").status_code == 404

    def test_a_source_shows_every_line_and_what_became_of_it(self, client: TestClient) -> None:
        page = client.get(link(client.get("/sources").text, "lantern.txt")).text
        said = words(page)
        assert "12 lines, cut into 2 stories; 1 line was set apart as page furniture." in said
        assert "Line 7 Give today Page furniture: a button that asks for money" in said
        assert "Line 2 At the village school I learned to count by beans. Passage 1" in said
        assert page.count('<li id="L') == 12
        assert link(page, "Passage 1").startswith("/stories/hill-")

    def test_the_bytes_come_as_captured_and_as_nothing_but_text(self, client: TestClient, house: House) -> None:
        source = next(record for record in house.gate.sources(PUBLIC) if record.name == "lantern.txt")
        answer = client.get(f"/sources/{source.id}/raw")
        assert sha256(answer.content).hexdigest() == source.sha256
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert "sandbox" in answer.headers["content-security-policy"]
        assert client.get(f"/sources/{source.sha256}").headers["location"] == f"/sources/{source.id}"
        assert client.get("/sources/ffffffffffff").status_code == 404

    def test_about_explains_every_field_and_operator(self, client: TestClient) -> None:
        said = words(client.get("/about").text)
        for sign in (
            "AND",
            "OR",
            "NOT",
            "-camp",
            '"not to be"',
            "educ*",
            "edcuation~",
            "title:",
            "voice:",
            "theme:",
            "kind:",
            "publisher:",
            "year:",
            "(school OR camp)",
        ):
            assert sign in said

    def test_what_is_not_there_is_said_plainly(self, client: TestClient) -> None:
        for address in ("/nothing", "/stories/never-was", "/stories/a/b", "/static/none.css"):
            answer = client.get(address)
            assert answer.status_code == 404
            assert "There is nothing at this address" in answer.text
        assert client.post("/search").status_code == 405

    def test_machines_are_told_what_they_need(self, client: TestClient) -> None:
        assert client.get("/healthz").text == "ok\n"
        assert "Disallow:\n" in client.get("/robots.txt").text

    def test_what_breaks_says_so_without_giving_anything_away(self, own_house: House) -> None:
        broken = replace(own_house, engine=None)  # type: ignore[arg-type]
        client = TestClient(application(broken), raise_server_exceptions=False)
        answer = client.get("/search?q=secret")
        assert answer.status_code == 500
        assert "Something went wrong on our side" in answer.text
        assert "secret" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]

    def test_the_public_address_stands_in_citations(self, house: House) -> None:
        client = TestClient(application(house, "https://archive.example"))
        assert "https://archive.example/stories/hill-" in client.get("/stories/hill").text


PAGES = (
    "/",
    "/search?q=school",
    "/stories/hill",
    "/stories/choir",
    "/themes",
    "/themes/education",
    "/voices",
    "/voices/pminhee",
    "/sources",
    "/about",
    "/nothing",
    "/search/facet?facet=theme",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_keeps_to_the_policy_it_states(client: TestClient, address: str) -> None:
    answer = client.get(address, follow_redirects=True)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in answer.headers
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", answer.text)
    for address_named in re.findall(r'(?:href|src|action)="([^"]*)"', answer.text):
        assert urlsplit(unescape(address_named)).netloc in ("", "testserver")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_title_headings_in_order_and_no_id_twice(client: TestClient, address: str) -> None:
    html = client.get(address, follow_redirects=True).text
    assert '<html lang="en">' in html
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for anchor in re.findall(r'href="#([^"]*)"', html):
        assert anchor in ids


def test_the_stylesheet_may_be_kept_for_good_and_fonts_for_a_while(client: TestClient) -> None:
    page = client.get("/").text
    sheet = client.get(link_of_sheet(page))
    assert sheet.headers["cache-control"] == "public, max-age=31536000, immutable"
    fonts = re.findall(r'url\("(fonts/[^"]*)"\)', sheet.text)
    assert len(fonts) == 4
    for font in fonts:
        answer = client.get(f"/static/{font}")
        assert answer.content.startswith(b"wOF2")
        assert answer.headers["cache-control"] == "public, max-age=604800"


def link_of_sheet(page: str) -> str:
    found = re.search(r'<link rel="stylesheet" href="([^"]*)"', page)
    assert found
    return unescape(found[1])


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_stand_apart_enough_in_light_and_dark(client: TestClient) -> None:
    sheet = client.get(link_of_sheet(client.get("/").text)).text
    sets = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{([^}]*)\}", sheet)]
    light, dark = sets[0], sets[1]
    for colours in (light, dark):
        assert contrast(colours["ink"], colours["paper"]) >= 13
        assert contrast(colours["ink"], colours["mark"]) >= 6
        for text in ("muted", "accent"):
            for ground in ("paper", "raised"):
                assert contrast(colours[text], colours[ground]) >= 6


def test_publisher_filters_use_ids_and_show_names(client: TestClient) -> None:
    page = client.get(f"/search?publisher={publisher_id('The Lantern')}&view={View.STORIES.value}").text
    assert "Publisher: The Lantern" in words(page)
    assert page.count('<li class="hit"') == 2


def test_an_archive_that_holds_nothing_yet_has_all_its_pages(tmp_path: Path) -> None:
    opened = stores.open(f"sqlite:///{tmp_path / 'archive.db'}")
    house = House(opened, Gate(opened), WhooshEngine(tmp_path / "index"), tmp_path / "lock")
    client = client_of(house)
    for address in (
        "/",
        "/search",
        "/search?q=school",
        "/themes",
        "/themes/education",
        "/voices",
        "/sources",
        "/about",
    ):
        assert client.get(address).status_code == 200
    assert client.get("/healthz").status_code == 503
    house.close()


def test_a_damaged_index_is_said_plainly_and_stories_can_still_be_read(own_house: House, tmp_path: Path) -> None:
    own_house.engine.close()
    for file in (tmp_path / "index").rglob("*.trm"):
        file.unlink()
    damaged = replace(own_house, engine=WhooshEngine(tmp_path / "index"))
    client = client_of(damaged)
    answer = client.get("/search?q=school")
    assert answer.status_code == 503
    assert "The search cannot answer just now" in answer.text
    assert client.get("/stories/hill", follow_redirects=True).status_code == 200
    damaged.engine.close()

"""Saved web pages: what a reader sees of them, block by block. All pages are synthetic."""

import pytest

from index import sources
from index.errors import CaptureError
from index.model import Capture


def read(page: str | bytes, name: str = "page.html"):
    data = page if isinstance(page, bytes) else page.encode()
    return sources.read(Capture(name, data))


def text(body: str) -> str:
    return read(f"<!doctype html><html><head><meta charset=utf-8></head><body>{body}</body></html>").text


PAGE = """<!-- saved from a made-up address -->
<!DOCTYPE html><html><head><title>Osk’s Story | The Made-up House</title><script>var x = "<p>script</p>"</script>
<style>p{}</style></head><body style="visibility:hidden"><a class="sr-only" href="#m">Skip to content</a>
<nav><ul><li><a href=/>Home</a></li><li><a href=/a>About</a></li></ul></nav>
<div><a href=#>Facebook</a><a href=#>Twitter</a> <a href=#>E-mail</a></div>
<article><h2><a href="/osk">Osk’s&nbsp;Story</a></h2><time>3 May 2020</time><span>by Nobody</span>
<p>I was <b>bo</b>rn in
 the house <i aria-hidden=true>star</i>below the dam.<br>It was cold.<p>She said <q>go</q>,
 and <a href=x>I went</a>.</p>
<ul><li>a goose<li>a gander</ul><button>Read more</button><button>Donate</button></article>
<article><h2>The Second <span hidden>no</span>Gander</h2><p hidden>no</p>
<div style="display: none">no<div>no</div></div>
<p>It never came.</p><noscript><p>no</p></noscript><template><p>no</p></template></article>
<footer>© 2020 | <a href=p>Privacy</a></footer></body></html>"""


def test_a_page_is_read_block_by_block_with_every_title_and_without_what_is_hidden():
    source = read(PAGE)
    assert source.extractor == "html"
    assert source.extractor_version.startswith("1, lxml ")
    assert source.text.split("\n") == [
        *("Home", "About", ""),
        *("Facebook", "Twitter", "E-mail", ""),
        *("Osk’s Story", ""),
        *("3 May 2020 by Nobody", ""),
        *("I was born in the house below the dam.", "It was cold.", ""),
        *("She said “go”, and I went.", ""),
        *("a goose", "a gander", ""),
        *("Read more", "Donate", ""),
        *("The Second Gander", ""),
        *("It never came.", ""),
        "© 2020 | Privacy",
    ]


def test_a_page_without_any_heading_begins_with_its_title():
    page = "<html><head><title>Osk’s\n Story</title></head><body><p>I was born.</p></body></html>"
    assert read(page).text == "Osk’s Story\n\nI was born."


def test_rows_of_short_cells_are_lines_and_layouts_are_blocks():
    assert text("<table><tr><th>Name<th>Age</tr><tr><td>Osk</td><td>31</td></tr></table>") == "Name\tAge\nOsk\t31"
    story = "I was born in the house below the dam. " * 10
    assert text(f"<table><tr><td>Menu<br>About</td><td><p>{story}</p></td></tr></table>") == (
        f"Menu\nAbout\n\n{story.strip()}"
    )


def test_preformatted_lines_and_poems_keep_their_lines():
    assert text("<pre>one\n   two</pre>") == "one\ntwo"
    assert text("<p>one<br>two<br><br>three</p>") == "one\ntwo\nthree"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<iframe>no</iframe>",
        "<svg><title>no</title><text>no</text></svg>",
        "<select><option>no</select>",
        "<textarea>no</textarea>",
        "<dialog>no</dialog>",
        "<div hidden>no<p>no</p></div>",
        "<p style='color:red;VISIBILITY : hidden'>no</p>",
        "<span class='icon screen-reader-text'>no</span>",
        "<span aria-hidden=true>no</span>",
        "<!-- <p>no</p> -->",
        "<?php no ?>",
        "<input type=text value=no>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden):
    assert text(f"<p>yes</p>{hidden}<p>yes</p>") == "yes\n\nyes"


@pytest.mark.parametrize("shown", ["<dialog open>yes</dialog>", "<div aria-hidden=true>yes</div>", "<details>yes"])
def test_what_is_seen_stays(shown):
    assert text(shown) == "yes"


KOREAN = "저는 북한에서 태어났습니다. 어머니는 시장에서 두부를 파셨습니다."


@pytest.mark.parametrize(
    ("head", "body", "encoding", "said"),
    [
        ("<meta charset='euc-kr'>", KOREAN, "cp949", "cp949"),
        ("<meta http-equiv=Content-Type content='text/html; charset=ks_c_5601-1987'>", "회령", "cp949", "cp949"),
        ("<meta charset=gb2312>", "我出生在北方", "gb18030", "gb18030"),
        ("<meta charset=big5>", "我出生在北方", "big5", "big5hkscs"),
        ("<meta charset=iso-8859-1>", "“Élise” – wept", "cp1252", "cp1252"),
        ("<meta charset=euc-kr>", KOREAN, "utf-8", "utf-8"),
        ("<meta charset=nonsense>", KOREAN, "cp949", "cp949"),
        ("<meta charset=utf-8>", KOREAN, "utf-16", "utf-16-le"),
        ("", KOREAN, "utf-16-be", "utf-16-be"),
        ("", KOREAN, "cp949", "cp949"),
    ],
)
def test_the_encoding_is_the_mark_s_then_utf_8_then_the_page_s_own_word(head, body, encoding, said):
    source = read(f"<!doctype html><html><head>{head}</head><body><p>{body}</p></body></html>".encode(encoding))
    assert (source.extractor, source.text, source.encoding, source.replaced) == ("html", body, said, 0)


def test_bad_bytes_and_nul_in_a_page_are_replaced_and_counted():
    page = b"<!doctype html><p>" + KOREAN.encode() * 20 + b" one \xff two \x00 three</p>"
    source = read(page)
    assert (source.encoding, source.replaced) == ("utf-8", 2)
    assert source.text.endswith(" one \ufffd two \ufffd three")


def test_a_page_that_scripts_write_is_refused_with_what_to_do():
    with pytest.raises(CaptureError, match="save it from there"):
        read("<!doctype html><div id=root></div><script>write('text')</script>")


def test_no_break_spaces_are_spaces_and_soft_hyphens_stay():
    assert text("<p>a&nbsp;b&shy;c &lt;b&gt; &amp;amp; &#0;&#xD800;</p>") == "a b\u00adc <b> &amp; \ufffd\ufffd"

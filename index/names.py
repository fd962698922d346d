"""Names of people as they stand in English, Korean and Chinese text: candidates with their evidence, never a list of
people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

SIZE = 20_000
"""Code points of a paragraph in which names are looked for."""

KEPT = 2_000
"""Code points of a paragraph whose names are kept at hand."""

_UP = "A-ZÀ-ÖØ-ÞŁŚŠŽČŐŞ"
WORD = (
    rf"(?:Mr|Mrs|Ms|Dr|Prof)\.(?= [{_UP}])|[{_UP}][\w'-]{{0,30}}\w|[{_UP}](?=\.? [{_UP}])\.?|"
    rf"[{_UP}]\.(?:-?[{_UP}]\.)*|(?<=[a-z.] )[{_UP}](?![\w'])"
)
NAME = rf"(?:{WORD})(?: (?:{WORD}|bin|de|van|von|al)){{0,3}}"
"""A run of one to four capitalised words."""

_RUN = re.compile(rf"(?P<before>\b[a-z][\w']{{0,29}},? |[“\"(—–-] ?|)(?P<run>(?:{WORD})(?: (?:{WORD})){{0,4}})")

HONORIFICS = frozenset(
    "mr mrs ms miss madam madame frau herr dr prof professor teacher nurse pastor reverend rev deacon deaconess "
    "elder comrade lieutenant captain corporal sister brother father mother aunt auntie uncle grandmother grandfather "
    "grandma grandpa granny".split()
)
_AGES = frozenset(("old", "young"))
"""What stands before a title of courtesy: "Old Mr. Baek"."""

INITIALS = re.compile(rf"(?:[{_UP}]\.-?){{1,3}}")
"""A person of whom only initials are printed."""

SURNAMES = frozenset(
    """
    ahn an bae baek bang bong byon byun cha chae chan chang cho choe choi chon chong choo chu chun chung do eom
    gang gil gim go gong gu gwak gwon ha ham han heo ho hong hwang hyon hyun im jang jeon jeong ji jin jo jon
    jong joo ju jun jung kang kil kim ko kong koo ku kwak kwon lee li lim ma maeng min mo moon mun myong na nam
    namgung no noh o oh ok om on pae paek pak pang park pyo pyon ra ri rim ro roh ryang ryo ryom ryu seo seok
    seol seong shim shin sim sin so sok sol son song suh tae tak to u um wang wi woo won yang yeo yeom yi yo yom
    yong yoo yoon yu yuk yun
    """.split()
)
"""Korean surnames in the usual romanisations."""

_NO_PERSON = frozenset(
    """
    a about above across after again against all almost along already also although always am among an and another
    any anyone anything are around as at away awesome back be became because been before behind being believe below
    best between both but by can check christmas click come consider continue could day days dear despite did do
    does doing donate done down during each early easter either english especially even eventually ever every
    everyone everything fifty finally first five follow for forced former fortunately four freedom from full further
    get getting give given go god good growing had has have having he hello help her here hers hi him his home hope
    hour hours how however i if imagine in including indeed inside instead into is it its january february march
    april may june july august september october november december monday tuesday wednesday thursday friday saturday
    sunday just keep know last later least leave left lest let life like little long look looking lots luckily made
    make makes many maybe me meanwhile meet might mine moreover more most mother much must my myself near nearly
    neither never new next night no nobody none nor not nothing now number observing of off often older on once one
    only open opportunity or other others our ours out outside over own part people perhaps photo please posted
    promise promises published put quite rather read right sadly same save say see seeing seven several she should
    shortly since six sixty so some somebody someone something sometimes somewhere soon sorry still story stories
    such support sure take taking ten than thank thanks that the their theirs them then there therefore these they
    thing things this those though thousands three through thus time to today together told tomorrow too toward
    trafficking traveling truthfully twenty two under unfortunately unlike until up upon us usually very visit wait
    want was we welcome well were what whatever when whenever where wherever whether which while who whoever whole
    whom whose why will winter summer spring autumn fall with within without woman women man men work would yeah
    year years yes yesterday yet you young your yours president chairman chairwoman director ceo secretary minister
    king queen captain general colonel sergeant officer teacher doctor nurse sir madam lord mum mom dad mama papa
    grandma grandpa auntie halmoni baby daughter son wife husband parents family children child girl boy girls boys
    friend friends refugee refugees defector defectors escapee escapees survivor survivors soldier soldiers police
    guard guards broker brokers internet tv radio facebook twitter instagram youtube kakaotalk google covid-19 covid
    korean koreans chinese japanese american americans russian russians thai mongolian mandarin christian christians
    buddhist communist korea china japan america russia mongolia thailand vietnam laos cambodia myanmar burma seoul
    pyongyang beijing shanghai shenyang yanji yanbian tumen dandong hyesan hoeryong chongjin hamhung hamgyong musan
    wonsan sinuiju kaesong sariwon nampo haeju onsong namyang busan incheon daegu gwangju daejeon ulsan suwon jeju
    bangkok hanoi vientiane kunming ulaanbaatar moscow london paris berlin geneva washington tokyo toronto yalu
    amnok gangwon ryanggang jagang jangmadang songbun hanawon juche party workers state states kingdom europe asia
    africa canada germany france england britain australia north south east west northern southern eastern western
    un usa uk eu ngo dprk rok prc ted npr cnn bbc dvd cd usb id q r.i.p note editor interviewer interpreter
    moderator host question answer audience narrator translator speaker reporter staff excerpt chapter book review
    interview video podcast essay opinion analysis feature profile special report memoir poem gallery event
    announcement experience subject topic essays obituary recipe kitchen columns column readers withheld message notes
    letters lost solved re fwd fw subject admin urgent alert mostly tel announcement account case testimony witness
    letter voices voice series prologue epilogue preface upcoming declaration transcript statement phone-in tibetan
    vietnamese burmese nepali mekong tumen
    """.split()
)
_ORGANISED = frozenset(
    """
    university school college institute foundation network program programme programs summit team ministry committee
    church river mountain mount street road army war party association center centre council commission court
    embassy consulate hospital market station prison camp company corporation ltd inc museum award prize university-
    level act law agency bureau department office fund project initiative fellows fellowship fellow hill maps island
    lake sea bridge avenue post times journal review press radio news magazine archive library club union league
    week day month province county city town village district border bible gospel games world cup house house's
    freedom rights human liberty justice hope peace forum academy
    """.split()
)
_ORDINARY_SURNAMES = frozenset("an do go ha in my no on sin so son we you young long may will jo".split())
"""Korean surnames that are ordinary words in English."""

ACRONYMS = frozenset("un usa uk eu ngo dprk rok prc ted npr cnn bbc dvd cd usb tv id qa faq nk sk".split())
"""Capitals that stand for an institution or a thing."""

_NO_INITIALS = ACRONYMS | frozenset("q a i us am pm ps dc nb no vs ad bc la st ms pp".split())
"""Letters with points that are no person's."""

_INITIAL = re.compile(rf"[{_UP}]\.?")

_VERBS = frozenset(
    "Is Was Has Had Are Were Wants Can Will Would Could Did Does And At In On Of To For From With".split()
)
"""What ends a name in a title that is set in capitals throughout."""

_PLACING = frozenset(
    "in at near across into from to toward towards through outside inside around via reach reached reaching".split()
)
_SPEAKING = re.compile(
    r"^(?:,? (?:who|whose|said|says|told|tells|recalls?|remembers?|explains?|recounts?|shared?|shares|"
    r"asked|replied|writes|wrote|"
    r"is|was|had|has|fled|escaped|left|lost|grew|began|decided|learned|learnt|knew|felt|found|met|married|crossed|"
    r"wanted|thought|believes?|hopes?|lives|lived|works|worked|now|never|also|still|finally|"
    r"eventually|fondly|herself|himself|"
    r"and (?:her|his|their)|could|would|did|does|did|went|came|made|took|became|arrived|resettled|reached|started|"
    r"smiles?|laughs?|nods?|puts?|looks?|(?:\w+ly )?[a-z]{2,}(?:[^s]s|ed))\b|"
    r"'s (?:mother|father|family|parents|sister|brother|"
    r"daughter|son|husband|wife|life|story|stories|journey|"
    r"eyes|voice|face|own|bravery|words|case|mom|dad|aunt|uncle|grandmother|grandfather|teacher|house|neighbou?r))"
)


@dataclass(slots=True)
class Mentions:
    """How a name stands in a text: times in all, times inside a sentence, times after a word of place, times acting."""

    times: int = 0
    inside: int = 0
    placed: int = 0
    acting: int = 0
    where: list[int] = field(default_factory=list)

    @property
    def person(self) -> bool:
        """Whether it stands as a person's name does."""
        if self.placed > 0.5 * self.times and not self.acting:
            return False
        return self.acting > 0 or self.inside >= 2


class _Standing(NamedTuple):
    """A name as it stands at one place: inside a sentence, after a word of place, acting."""

    name: str
    inside: bool
    placed: bool
    acting: bool


@lru_cache(maxsize=16_384)
def possible(name: str) -> bool:
    """Whether these capitalised words could name a person: no nation, place, office or organisation among them."""
    parts = [part.removesuffix("'s") for part in name.split()]
    lower = [part.lower().strip(".") for part in parts]
    if not parts or len(parts) > 4 or len(name) > 40:
        return False
    own = given(name).split()
    addressed = len(own) < len(parts)
    lower, parts = lower[-len(own) :], own
    if addressed and len(own) == 1 and (lower[0] in SURNAMES or _INITIAL.fullmatch(own[0])):
        return True
    if INITIALS.fullmatch(parts[-1]) or _INITIAL.fullmatch(parts[-1]):
        return _initialled(parts)
    if lower[0] in _ORDINARY_SURNAMES and len(parts) > 1 and "-" in parts[1]:
        lower, parts = lower[1:], parts[1:]
    if any(_ordinary(word) or word.removesuffix("s") in _ORGANISED or word in HONORIFICS for word in lower):
        return False
    return all(part[:1].isupper() and not _shouted(part) and any(c.isalpha() for c in part) for part in parts)


def _initialled(parts: list[str]) -> bool:
    """Whether these are initials alone ("K.J."), or a surname and what stands for a given name ("Kim X", "Ri K.")."""
    if len(parts) == 1:
        return parts[0].endswith(".") and parts[0].replace(".", "").lower() not in _NO_INITIALS
    return len(parts) == 2 and parts[0].lower() in SURNAMES and parts[1] != "I"


def _ordinary(word: str) -> bool:
    """Whether a word in small letters names nobody; of a contraction ("I'm", "she'd") its first part tells."""
    return word in _NO_PERSON or ("'" in word and word.partition("'")[0] in _NO_PERSON)


def _shouted(word: str) -> bool:
    """Acronyms and camel case are no names of people; nor are words with figures."""
    inner = word[1:].replace("'", "-").split("-")
    letters = "".join(inner)
    return any(c.isdigit() for c in word) or (
        len(word) > 1
        and sum(c.isupper() for c in letters) > len(inner) - 1 + (1 if word.startswith(("Mc", "Mac", "O'")) else 0)
    )


def mentioned(texts: Iterable[str]) -> dict[str, Mentions]:
    """Every name in these texts that may be a person's, with its evidence; `where` tells in which texts it stands."""
    found: dict[str, Mentions] = {}
    for number, text in enumerate(texts):
        for name, inside, placed, acting in _standing(text) if len(text) <= KEPT else _read(text):
            mentions = found.setdefault(name, Mentions())
            mentions.times += 1
            mentions.inside += inside
            mentions.placed += placed
            mentions.acting += acting
            if not mentions.where or mentions.where[-1] != number:
                mentions.where.append(number)
    return found


@lru_cache(maxsize=16_384)
def _standing(text: str) -> tuple[_Standing, ...]:
    """The names of a paragraph, kept at hand since each step of the reading asks for them."""
    return _read(text)


def _read(text: str) -> tuple[_Standing, ...]:
    return tuple(found for match in _RUN.finditer(text[:SIZE]) if (found := _note(text, match)))


def _note(text: str, match: re.Match[str]) -> _Standing | None:
    run, before = match["run"], match["before"].strip(" ,").lower()
    name, dropped = _trim(run)
    if not name or not possible(name):
        return None
    end = match.start("run") + run.rfind(name) + len(name) - (2 if name.endswith("'s") else 0)
    before = dropped or before
    placed = before in _PLACING
    acting = not placed and _SPEAKING.match(text[end : end + 30]) is not None
    return _Standing(name.removesuffix("'s"), before[-1:].isalnum(), placed, acting)


def _trim(run: str) -> tuple[str, str]:
    """A run of capitalised words up to a possessive, without the ordinary words around it; and the word dropped
    before."""
    parts, dropped = run.split(), ""
    owner = next((at for at, part in enumerate(parts) if part.endswith("'s")), len(parts) - 1)
    parts = parts[: owner + 1]
    verb = next((at for at, part in enumerate(parts) if at and part in _VERBS), len(parts))
    parts = parts[:verb]
    while len(parts) > 1 and (_ordinary(parts[0].lower()) or _opens(parts)) and not _surname(parts):
        dropped, parts = parts[0].lower(), parts[1:]
    while len(parts) > 1 and _lone(parts):
        parts = parts[:-1]
    return " ".join(parts), dropped


def _opens(parts: list[str]) -> bool:
    """Whether a title of courtesy follows the first word, which then is none of the name: "Officially Mr. Goh"."""
    return _courteous(parts[1]) and not _courteous(parts[0]) and parts[0].lower() not in _AGES


def _surname(parts: list[str]) -> bool:
    """Whether an ordinary word belongs to the name: a surname before a hyphened name ("An Myong-chol"), a title."""
    return (parts[0].lower() in _ORDINARY_SURNAMES and "-" in parts[1]) or given(" ".join(parts[:2])) == parts[1]


def _lone(parts: list[str]) -> bool:
    """Whether the last word is ordinary, or a letter that stands for nobody's name ("Plan B")."""
    return (_ordinary(parts[-1].lower()) or _INITIAL.fullmatch(parts[-1]) is not None) and not possible(" ".join(parts))


def given(name: str) -> str:
    """A name without its titles of courtesy."""
    parts = name.split(" ")
    at = 1 if len(parts) > 2 and parts[0].lower() in _AGES and _courteous(parts[1]) else 0
    while at + 1 < len(parts) and _courteous(parts[at]):
        at += 1
    return " ".join(parts[at:])


def _courteous(word: str) -> bool:
    return word.lower().strip(".") in HONORIFICS


_LEADING = re.compile(rf"(?P<name>{NAME})(?=$|,| ?[|·•/–—-] | \()")


def leading(text: str) -> str | None:
    """The name with which a line opens, if a comma, a bar or nothing follows it: "Mina Hahn, 34" opens with one."""
    match = _LEADING.match(text.lstrip("—–- "))
    return match["name"] if match and possible(given(match["name"])) else None


def akin(one: str, other: str) -> bool:
    """Whether two printed names may be one person's: one holds all words of the other."""
    mine, theirs = set(given(one).lower().split()), set(given(other).lower().split())
    return mine <= theirs or theirs <= mine

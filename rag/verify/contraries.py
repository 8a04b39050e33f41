"""Words that say the opposite of each other, whatever their form."""

from __future__ import annotations

import re

from rag.verify.words import Word, stem

# On a line, each word of one side is contrary to each of the other. A verb stands with its
# irregular forms; regular ones are found by their stem.
_LINES = """
rise rose risen increase grow grew grown climb gain jump soar surge up upward rally rebound expand
  growth swell swelled escalate double multiply
  | fall fell fallen decrease shrink shrank shrunk decline lose lost drop slump plunge plummet down
  downward tumble sink sank sunk dwindle contract halve reduce cut shed
raise lift boost add hike accelerate speed sped heighten deepen
  | lower cut reduce slash remove subtract curb slow ease trim
win won victory victorious beat beaten triumph | lose lost defeat loss
succeed success successful successfully | fail failure unsuccessful unsuccessfully
accept approve agree back support welcome praise adopt endorse ratify favor favour confirm embrace
  | reject refuse oppose condemn criticize criticise veto disagree disapprove decline dismiss rebuff
  denounce resist
confirm admit acknowledge affirm | deny denied denies refute dispute
before prior beforehand | after following afterward afterwards
more | less fewer
most majority | least minority fewest
many numerous | few
highest largest biggest greatest most maximum longest tallest oldest
  | lowest smallest least minimum shortest youngest
high tall | low
higher | lower
large big huge giant great major vast substantial | small little tiny minor slight minimal
larger bigger greater | smaller lesser
long longer | short shorter brief
open reopen | close shut
start begin began begun launch open resume commence establish found beginning initial
  | stop end finish halt conclude cease cancel abandon suspend close ending final dissolve
first | last
early earlier | late later
arrive enter join come came return | leave left depart exit quit flee fled
buy bought purchase acquire | sell sold
import importer | export exporter
guilty convict condemned | innocent acquit clear exonerate
strong stronger strength strengthen | weak weaker weakness weaken
allow permit authorize authorise let legalize legalise enable
  | ban forbid forbade forbidden prohibit block bar outlaw prevent stop
ally friend supporter advocate proponent partner | enemy foe opponent critic adversary rival
all every always everyone everybody everything everywhere
  | none never nobody nothing nowhere no
alive survive survivor live birth born | dead die kill death
north northern northwest northeast | south southern southwest southeast
east eastern | west western
include | exclude except
improve better improvement best | worsen worse deteriorate worst deterioration
good | bad poor
positive optimistic optimism hopeful upbeat | negative pessimistic pessimism gloomy downbeat
advantage benefit strength | disadvantage drawback harm weakness
safe secure safety | dangerous unsafe risky danger hazardous
easy easier easily simple | difficult hard harder complicated tough
cheap cheaper inexpensive affordable | expensive costly pricey
rich wealthy richer | poor poorer
young younger youth | old older elderly
new newer recent modern fresh | old older ancient outdated
hot warm hotter warmer heat | cold cool colder cooler
public | private secret
love like admire | hate dislike despise
hire appoint recruit employ | fire dismiss sack oust
attack assault invade | defend protect withdraw withdrew withdrawn
advance | retreat withdraw
build built construct create creation rebuild | destroy demolish dismantle destruction
remember | forget forgot forgotten
give gave given | take took taken receive
send sent | receive
teach taught | learn
lend lent | borrow
push | pull
inside indoors indoor | outside outdoors outdoor
above over | below under beneath
with | without
near nearby close | far distant
quick quickly fast faster rapid rapidly swift swiftly | slow slowly slower gradual gradually
often frequently usually regularly | rarely seldom infrequently
common widespread | rare uncommon scarce
same identical similar | different distinct
true accurate correct genuine real | false wrong fake inaccurate incorrect
present presence attend | absent absence miss
pass | fail
victim | perpetrator attacker
employer | employee
teacher | student
parent | child
man men boy male husband father son brother he | woman women girl female wife mother daughter sister
  she
left | right
day daytime | night
morning | evening
temporary temporarily | permanent permanently
peace peaceful peacefully | war violent violence violently
happy pleased satisfied proud glad delighted | sad unhappy disappointed angry dissatisfied ashamed
lead led | trail follow
ahead | behind
heavy heavier heavily | light lighter lightly
wide broad wider | narrow narrower narrowly
full | empty
deep | shallow
wet rainy | dry
urban | rural
domestic national internal local | foreign international external global
profit profitable surplus | loss unprofitable deficit
credit | debit
asset | liability
demand | supply
majority | minority
maximum | minimum
partial partially partly | total totally complete completely fully entirely wholly
directly | indirectly
attract | repel
appear | disappear vanish
encourage urge | discourage deter dissuade
promote | demote
agreement | disagreement
arrest detain imprison jail capture | release free
hide hid hidden conceal cover | reveal disclose expose show
save saved rescue preserve | waste lose spend
spend spent | save earn
offer | withdraw
unite united unity | divide divided split
trust | distrust suspect
optional voluntary | mandatory compulsory required
natural | artificial
liberal progressive | conservative
democratic | authoritarian
hero | villain
gather | scatter
tighten tight | loosen relax loose ease
plus | minus
exactly precisely | roughly approximately
only | also
must | may
""".strip()
_PREFIXES = re.compile(r"^(?:un|in|im|il|ir|dis|non|mis)-?(?=.{4})")
_LESS = re.compile(r"^(.{3,})less$")


def _tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Returns the contraries of each stem, and those that stand on its own side."""
    contraries: dict[str, frozenset[str]] = {}
    likes: dict[str, frozenset[str]] = {}
    for line in _LINES.replace("\n  ", " ").splitlines():
        left, right = (frozenset(map(_form, side.split())) for side in line.split("|"))
        for mine, theirs in ((left, right), (right, left)):
            for one in mine:
                contraries[one] = contraries.get(one, frozenset()) | theirs
                likes[one] = likes.get(one, frozenset()) | mine
    return contraries, likes


def _form(word: str) -> str:
    # "Importance" and "import" share a stem, and they are not alone: short stems stay as they are.
    return stem(word)


_CONTRARIES, _LIKES = _tables()


def are_contrary(one: Word, other: Word) -> bool:
    """Whether two words say the opposite: rose and fell, legal and illegal."""
    if one.fold == other.fold:
        return False
    if other.stem in _CONTRARIES.get(one.stem, ()):
        return True
    return _is_negated(one.fold, other.fold) or _is_negated(other.fold, one.fold)


def are_alike(one: str, other: str) -> bool:
    """Whether two stems say about the same: rise and grow."""
    return one != other and other in _LIKES.get(one, ())


def _is_negated(longer: str, shorter: str) -> bool:
    if (match := _PREFIXES.match(longer)) and longer[match.end() :] == shorter:
        return True
    lacking = _LESS.match(longer)
    return bool(lacking and shorter == f"{lacking[1]}ful")

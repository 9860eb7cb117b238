"""Word lists of English instructions: base forms that open one, and what follows them where they are verbs."""

from __future__ import annotations

from stdpub.read.modality.english_words import DETERMINERS
from stdpub.read.modality.word_lists import word_set

SURE = word_set(
    "abort accept acknowledge acquire activate adapt add adjust align allocate allot allow amend analyse analyze "
    "annotate anticipate append apply appoint approve arrange ascertain ask aspirate assemble assert assess "
    "assign assist assume attach attend authenticate authorise authorize avoid become begin bend bind blow boil "
    "bring burn calculate calibrate cancel carry catch categorize cease centrifuge certify choose cite clarify "
    "classify clone collaborate collect combine communicate compare compile compose compress compute concatenate "
    "conclude conduct configure confirm connect consider construct contribute convert cooperate coordinate "
    "correlate create crush deactivate deburr decant declare decode decrypt dedicate deduct deduplicate "
    "deenergize defer define deflate degrease delete deliver demonstrate deny deploy deprecate derive describe "
    "designate detach detect determine develop dial dilute dip disable disassemble discard disclose disconnect "
    "dismantle dismiss dispose disregard disseminate dissolve distinguish distribute divide download drain draw "
    "educate eject electrolyse eliminate emphasise emphasize employ enable encode encourage encrypt enforce "
    "engage enlarge ensure enter enumerate equip erase escort establish estimate evacuate evaluate evaporate "
    "examine exclude execute exit explain explore expose express extend extract facilitate familiarise "
    "familiarize fasten fetch find fold follow formulate freeze gather generate get give grind handle identify "
    "ignite ignore immerse implement improve incline include incorporate incubate indicate inflate inform "
    "initialize initiate inject insert inspect install instruct integrate interpret introduce invert invite "
    "invoke involve irradiate isolate iterate join justify keep lay let loosen lubricate macerate maintain make "
    "manage maximize melt merge migrate minimise minimize mitigate modify moisten monitor motivate multiply "
    "navigate negotiate neutralise neutralize nominate normalise normalize notify obey observe obtain offload "
    "omit operate optimize organize oscillate override pad parse paste peel perform permit plug polish postpone "
    "pour precipitate prefer prepare prepend preserve prevent prioritise prioritize proceed prohibit promote "
    "propose provide prune publish pull purge pursue push quantify quench raise reassemble reassess rebuild "
    "recalculate receive recognise recognize recommend reconnect reconsider recover redact redirect reduce "
    "refactor refill refit register regulate reinforce reinsert reinstall reject relate reload rely remember "
    "remind remove rename render renew reopen replace replenish require reschedule resend resist resolve respond "
    "restart restore restrain restrict resume retain retest retire retrieve retry revert revise revoke rewrite "
    "rinse rotate rub safeguard sanitize saturate save scrape scrub seek select send serve shake shut simplify "
    "skip slide smear soak solve sort specify squeeze stay stick stir streamline stretch strip strive submerge "
    "submit substitute subtract suck summarise summarize suspend swap swirl synchronize tailor tell terminate "
    "thaw think throw tie tighten tilt titrate toggle transmit transport unclamp uncover understand undertake "
    "undo uninstall unlock unplug unscrew unset unwind utilise utilize validate vaporize vary verify vibrate wait "
    "warn watch weigh wipe withdraw wrap"
)
"""Base forms that are hardly ever anything but verbs."""

NOUNS_TOO = word_set(
    "decrease simulate condition access address aim alert approach audit back balance block bolt brush build cache call change charge check "
    "clamp clean clear clip close commit complete contact control cool copy correct count couple cover cut design "
    "direct display do document draft drop dry earth empty end escape exercise export file fill filter fit flag "
    "flush focus fork form format free ground guarantee guide hand hang hash heat help highlight hold import "
    "increase increment interview issue label leave level leverage lift limit link list load lock log look lower "
    "map mark match measure mix model mount move name need number offer open order outline pack paint pass patch "
    "pay pin pipette place plan plot point position prefix present press print process produce program prompt "
    "protect provision pump put query question queue quote rank rate read record refresh release repeat replay "
    "report request reserve reset respect return reuse review rewind roll route run scale scan schedule screen "
    "seal search secure separate set share show sieve sign split spray spread stack start state stop stopper "
    "store strain structure study subject supply support switch sync tag take target test touch trace track train "
    "transfer treat trim trust try turn type update upgrade use vent view visit warm wash wear write zero"
)
"""Base forms that are nouns or adjectives too: what follows must look like an object."""

SELDOM_NOUNS = word_set(
    "address check clean close complete copy correct cover cut document drop escape export import label link load "
    "log mark mount move name open pass print repeat reset return reuse review route seal set separate share start "
    "stop store tag transfer turn update upgrade wash write"
)
"""Those of them that seldom stand before another noun: `Store passwords in the vault` instructs."""

OF_PROCEDURES = word_set(
    "check look search wait watch mix stir cool dry fill filter heat hold leave measure mix place press read repeat seal set start stop store switch "
    "test turn wash"
)
"""Those of them that tell a laboratory how or where: `Heat at 105 °C for 2 h.`"""

WITH_CLAUSE = word_set("check confirm record report request show state test trust guarantee demand read print query")
"""Those of them behind which `that` opens their content, and no relative clause."""

IMPERATIVES = SURE | NOUNS_TOO

NEVER_IMPERATIVE = word_set("see note refer consult recall")

AFTER_IMPERATIVE = DETERMINERS | word_set(
    "that whether if how what which when it them him themselves yourself to into in on for with from against up out off"
    " down as only also not carefully together between all new existing appropriate sufficient clear strong users user"
)

AFTER_NOUN_TOO = DETERMINERS | word_set("whether how it them all users")
"""What follows a verb that might be a noun, where it is a verb."""

PARTICLES = word_set("on off up down out in over back")
"""Small words that belong to the verb before them: `Switch on the recorder`."""

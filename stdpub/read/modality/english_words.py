"""Word lists of English grammar with which the finder of provisions reads a sentence: openers, verbs, imperatives."""

from __future__ import annotations

from stdpub.read.modality.word_lists import word_set, words_of

DETERMINERS = word_set(
    "the a an this that these those all any each every no some such both either neither its their his her your our my one"
    " two three more most least another other only at"
)
PRONOUNS = word_set("it they we you he she i who there everyone anyone someone everything anything nothing")
PREPOSITIONS = word_set(
    "of in on at by for with from to into onto within without under over above below between among through during"
    " after before since until upon about against via per towards toward across inside outside beyond except besides like than as"
)
COORDINATORS = word_set("and or but nor and/or yet then so")
SKIPPED_ADVERBS = word_set(
    "also only always never still often sometimes usually not even further now then thus therefore instead itself"
    " themselves however otherwise optionally either both just again already"
)
_ENDING_IN_LY = word_set(
    "apply supply rely comply imply reply multiply underlie fly july assembly anomaly family early"
)


def is_adverb(word: str) -> bool:
    """Say whether a word is an adverb that may stand between a verbal form and its verb."""
    return word in SKIPPED_ADVERBS or (word.endswith("ly") and word not in _ENDING_IN_LY)


FINITE = word_set(
    "is are was were am has have had does do did will would isn't aren't wasn't weren't doesn't don't didn't won't"
    " hasn't haven't wouldn't"
)

CONDITIONS = word_set(
    "if when whenever where wherever unless because while whilst whereas although though whether how what why lest once"
)
"""Words that open a clause in which no provision stands; `once` and `while` among them."""

TIMES = word_set("before after until since as till than")
"""Words that open such a clause only behind the main verb: before it they are prepositions."""

RELATIVES = word_set("which who whom whose")

TRANSPARENT = word_set(
    "note notes noting mean means meaning implies imply follows is are be important essential recommended remember"
    " understood clear therefore emphasized noted stated"
)
"""Words whose `that` clause speaks for the document itself."""

REPORTING = word_set("require requires requiring required state states specify specifies specified mandate mandates")
"""Words whose `that` clause tells what somebody requires; capitals in it still bind."""

EXCEPTING = word_set("except exception")
"""Words whose `that` clause adds to the main clause; the binding forms in it bind."""

GOVERNORS = word_set(
    "ensure ensures ensuring ensured verify verifies verified verifying such so order provided providing given except"
    " show shows shown demonstrate demonstrates indicate indicates determine determines determined assume assumes"
    " believe believes guarantee guarantees check checks confirm confirms assert asserts assertion fact likely possible"
    " sure aware now suggest suggests say says said claim claims know knows known hope idea think thinks expected"
)
"""Words whose `that` clause is content, not a relative clause; no provision stands in it either way."""

_COMMON_VERBS = words_of(
    "accept access achieve add affect agree allow appear apply assert assess assign assume authenticate become begin"
    " believe belong bind call cause change check choose claim combine come commit compare complete comply compute"
    " conclude conduct conform consist contain continue contribute control convert correspond cover create decide declare"
    " define delegate demonstrate denote depend derive describe design detect determine differ display employ enable"
    " enclose encode encounter end enforce ensure enter establish evaluate exceed execute exist expect expire explain express"
    " fail follow force form function generate give go grant handle happen help hold host identify implement imply import"
    " include incorporate indicate inherit initiate introduce invoke involve issue keep lack lead lie limit list look"
    " maintain make manage map match mean meet modify need obtain occur offer operate own participate perform permit"
    " possess precede prefer present prevent produce protect prove provide publish read receive refer reference refuse"
    " reject relate release rely remain remove render report represent request require reside resolve respond result"
    " retain return reveal review run say see select send serve set share show sign specify stand start state store"
    " submit succeed suffice suggest supply support take target tell terminate transmit trust try underlie understand"
    " update use validate vary verify want wish work write pass simulate carry retain feed precede run take"
)


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) or verb == "go" else "s")


def _past(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


BARE_VERBS = frozenset(_COMMON_VERBS)
THIRD_PERSONS = frozenset(_third_person(verb) for verb in _COMMON_VERBS)
PASTS = frozenset(_past(verb) for verb in _COMMON_VERBS) | word_set(
    "became began chose came gave went held kept led left lay made meant met ran said saw sent set took told wrote"
)

STATES = word_set(
    "be have include contain exist occur cause lead result vary differ change become fail need require help impose affect"
    " impact influence introduce arise appear happen lose contribute prevent depend overlap reduce increase decrease"
    " improve want wish encounter trigger start begin end remain seem represent reflect correspond expose compromise harm"
    " apply continue consist involve share look feel take come go benefit mean suffer degrade damage exceed indicate"
    " hold suggest prove sound still make pose create experience find think believe interfere hinder limit allow enable"
    " impede get require carry present constitute entail exhibit complicate know originate emerge last render lack belong range derive receive produce yield stay count explode burst crack corrode leak break overheat ignite melt shrink expand freeze swell burn slip jam rust"
    " evaporate decompose react rot disappear vanish bend deform collapse transfer fall rise grow degrade deteriorate cost last run"
)
"""Verbs behind `may` that tell what happens, not what somebody is free to do."""

STATES_OF_CAN = word_set(
    "be have include contain exist occur cause lead result vary differ change become happen arise appear range overlap"
    " consist fail mean depend span correspond nest affect take damage destroy harm injure impair loosen distort corrode"
    " reduce increase degrade interfere ignite explode burst crack leak break burn weaken contaminate deform melt spread"
    " originate emerge last become complicate hinder prevent compromise mislead disrupt trigger deteriorate grow come"
)
"""Verbs behind `can` that tell what is possible, not what somebody or something is able to do."""

STATES_OF_MAY_NOT = word_set(
    "be exist know want work need align apply occur understand realize realise seem appear suffice hold reflect result"
    " happen notice remember agree wish care correspond represent last succeed make"
)
"""Verbs behind `may not` that tell what might fail to happen; any other verb is forbidden by it."""

AGENTS = word_set(
    "ca cas csp csps rp rps idp applicant applicants subscriber subscribers organization organizations organisation"
    " organisations implementation implementations implementer implementers user users consumer consumers producer"
    " producers operator operators manufacturer manufacturers supplier suppliers contributor contributors you author"
    " authors client clients server servers compiler compilers verifier verifiers agency agencies developer developers"
    " tool tools vendor vendors purchaser laboratory laboratories authority authorities auditor auditors licensee licensor purchasers suppliers"
)
"""Who is free to act: `the CA may include` permits, `a list may include` tells what happens."""

ACTS_OF_AGENTS = word_set(
    "include make offer apply take create allow enable limit hold start begin end contribute suggest continue change"
    " produce receive reduce increase present require get carry"
)

NOT_PASSIVE = word_set(
    "required needed necessary useful available able unable aware subject more less the a an in on of to at under as from"
    " overloaded overwhelmed exhausted corrupted clogged blocked unreachable contaminated worn compromised misled degraded outdated"
    " one none zero empty null true false either considered desirable different greater interested affected exposed"
    " involved related located concerned based lost delayed damaged confused limited tempted forced unneeded restricted interpreted subjected prohibited inclined supposed intended"
)
"""Words behind `be` that make no passive of an act."""

IRREGULAR_PARTICIPLES = word_set(
    "made given set left kept held sent shown taken written read built found put cut run drawn known seen done chosen met"
    " bound thought spread split sold paid laid begun broken driven frozen hidden overridden sought spent taught told"
    " understood withdrawn won worn reset thrown caught cast shared hit sunk grown held bent blown spun struck hung dealt fed"
)

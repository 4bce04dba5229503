# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may talk with a child, when, and what each kind of harm asks for first (handbook 4.14, 4.15).

About which child somebody asks is told from outside; `verdicts.child_talk` finds the answers about that child in the
picture.
"""

from collections.abc import Mapping

from samenspel.rules.conditions.children import INJURY, each_child, pre_mobile
from samenspel.rules.conditions.moments import newer
from samenspel.rules.conditions.registry import condition, no, outside, yes
from samenspel.rules.facts import UNKNOWN, Finding, Known, Situation

NO_HARM = "geen"
OF_HARM: Mapping[str, str] = {
    "vermoeden_psychisch": "psychisch",
    "geconstateerd_psychisch": "psychisch",
    "vermoeden_lichamelijk": "letsel",
    "geconstateerd_lichamelijk": "letsel",
    "verwaarlozing": "verwaarlozing",
    "seksueel": "seksueel",
}
HARMS = (
    "vers_letsel",
    "letsel",
    "oud_letsel",
    "premobiel_letsel",
    "seksueel",
    "verwaarlozing",
    "psychisch",
    "medisch",
)
ABOUT_HARM = frozenset({"child_harm", "offence_suspicion", "injury"})

outside("child_age", "Hoe oud is het kind?", ("onder_4", "vanaf_4"))
outside("child_role", "Is het kind slachtoffer of getuige?", ("slachtoffer", "getuige", "anders"))
outside("child_told", "Begint het kind er zelf over?")
outside("child_impaired", "Heeft het kind een beperking die een gesprek moeilijk maakt?")


@condition("Heeft het overleg (SSK) beslist over wie met het kind spreekt?")
def consult_decided(situation: Situation) -> Finding:
    """A consult speaks about what was known there; harm or suspicion that came later asks for a new one."""
    held = situation.held("ssk")
    later = [item for item in situation.known if ABOUT_HARM & set(item.facts) and newer(item, held)]
    return yes([held]) if held and not later else no(later)


@condition("Om welke schade of welk letsel gaat het?", (*HARMS, NO_HARM, UNKNOWN))
def harm_kind(situation: Situation) -> Finding:
    """Injury of unknown age is "letsel" and counts as fresh. Older injury and medical child abuse must be told."""
    found: dict[str, list[Known]] = {}
    children: set[str] = set()
    for child, one in each_child(situation, situation.said("child_harm")):
        if one.value in OF_HARM:
            found.setdefault(OF_HARM[one.value], []).append(one.known)
            children.add(child)
    for child, one in each_child(situation, situation.said("injury")):
        if one.value in INJURY:
            kind = "premobiel_letsel" if pre_mobile(situation, child, one.known) else "letsel"
            found.setdefault(kind, []).append(one.known)
            children.add(child)
    if found:
        values = {kind: tuple({item.id: item for item in events}.values()) for kind, events in found.items()}
        return Finding(values, tuple(sorted(children - {"*"})))
    said = [one.known for one in situation.said("child_harm")]
    return Finding({NO_HARM: tuple(said)} if said else {UNKNOWN: ()})

# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart: one moment held, one rejected, one indicated, one not."""

from types import SimpleNamespace as N

from tests.site.look.values import H, at, now


def moment(n, lines, name, when, state, text, **k):
    base = {
        "strength": "",
        "reason": "",
        "rule": "",
        "source": "",
        "due": None,
        "late": False,
        "held_at": None,
        "consequence": "",
        "url": "",
    }
    return N(number=n, lines=lines, name=name, when=when, state=state, state_text=text, **{**base, **k})


def moments():
    return [*met(), *asked()]


def met():
    return [
        moment(
            1,
            ("Samen op in Acuut",),
            "Samen op in Acuut",
            "bij acute onveiligheid",
            "held",
            "gehouden op 4 februari",
            held_at=at(2026, 2, 4, 23, 10),
            reason="Er was een vermoeden van acute onveiligheid.",
            rule="DT-02, rij 1",
            source="Routekaart",
            url="/m/1",
        ),
        moment(
            2,
            ("Actieoverleg",),
            "Actieoverleg",
            "dreigend gevaar, niemand aangehouden",
            "rejected",
            "afgewezen, met reden",
            reason="Afgewezen door Noor Bakker: de verdachte is aangehouden, we gaan naar ZSM.",
            rule="DT-02, rij 3",
            source="Routekaart",
            url="/m/2",
        ),
    ]


def asked():
    return [
        moment(
            3,
            ("VT-ZSM",),
            "Gezamenlijke aanpak door VT en ZSM",
            "verdachte gehoord of aangehouden",
            "indicated",
            "nu aangewezen",
            strength="moet",
            reason="De verdachte is aangehouden op 5 februari 2026.",
            rule="DT-02, rij 8",
            source="Routekaart",
            due=now + H(3),
            url="/m/3",
            consequence="Politie, OM, Raad, reclassering en Slachtofferhulp worden uitgenodigd.",
        ),
        moment(
            4,
            ("Samenwerken bij strafbare", "kindermishandeling"),
            "Samenwerken bij strafbare kindermishandeling",
            "vermoeden van letsel bij een kind",
            "none",
            "niet aangewezen",
            reason="Er is geen aanwijzing van letsel bij het kind.",
            rule="DT-02, rij 10",
            source="Routekaart",
        ),
    ]


def routekaart(breach=True):
    return N(
        title="Routekaart van deze zaak",
        summary="Moment 1 is gehouden op 4 februari 2026. Nu is moment 3 aangewezen, omdat de verdachte is "
        "aangehouden. Moment 2 is afgewezen met een reden.",
        police=True,
        vt=False,
        report="gemeld na 6 uur",
        plan="nog niet gedeeld",
        judgement="",
        breach=breach,
        breach_text="Contactverbod geschonden op 5 februari 2026",
        moments=moments(),
        phases=[
            N(code="A", name="Directe veiligheid", line="geweld stopt, nu", state="now"),
            N(code="B", name="Risicogestuurd", line="oorzaken van geweld aanpakken", state="next"),
            N(code="H", name="Herstelgericht", line="herstel van ieder gezinslid", state="next"),
        ],
    )

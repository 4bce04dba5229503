# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form for a melding, signing in, and the pages of somebody who is not signed in."""

from types import SimpleNamespace as N

from django import forms

from tests.site.look.values import OM, POL, VT, frame, now

KNOWN = [("ja", "ja"), ("vermoeden", "vermoeden"), ("nee", "nee"), ("onbekend", "onbekend")]
ROLES = [
    ("slachtoffer", "slachtoffer"),
    ("pleger", "pleger"),
    ("getuige", "getuige"),
    ("onbekend", "onbekend"),
]


class ReportForm(forms.Form):
    reporter_name = forms.CharField(label="Naam")
    reporter_phone = forms.CharField(label="Telefoon", required=False, help_text="Waar kunnen wij u bellen?")
    kind = forms.ChoiceField(
        label="Soort melding", choices=[("1", "huiselijk geweld"), ("2", "mishandeling")]
    )
    happened = forms.DateTimeField(
        label="Wanneer gebeurde het?", widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    text = forms.CharField(
        label="Wat gebeurde er?", widget=forms.Textarea, help_text="Zet erbij van wie u het weet."
    )
    told = forms.BooleanField(label="Het gezin weet van deze melding", required=False)
    acute = forms.ChoiceField(label="Is er nu acuut gevaar?", choices=KNOWN, widget=forms.RadioSelect)
    weapons = forms.ChoiceField(
        label="Zijn er wapens?", choices=KNOWN, widget=forms.RadioSelect, required=False
    )


class PersonForm(forms.Form):
    name = forms.CharField(label="Naam")
    born = forms.CharField(label="Geboren", required=False, help_text="Een datum, of alleen het jaar.")
    role = forms.ChoiceField(label="Rol bij dit voorval", choices=ROLES, widget=forms.RadioSelect)


class SignInForm(forms.Form):
    login = forms.CharField(label="Naam", widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="Wachtwoord", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    code = forms.CharField(
        label="Eenmalige code", widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )


def melding(sent=None, **more):
    """The page of the form: fresh, or sent with `sent` and therefore with its mistakes."""
    form = ReportForm(sent)
    errors = [
        N(field_id=form[name].id_for_label or form[name].auto_id, label=form[name].label, text=texts[0])
        for name, texts in (form.errors if sent else {}).items()
    ]
    sections = [
        ("melder", "Wie meldt?", ["reporter_name", "reporter_phone"]),
        ("voorval", "Wat is er gebeurd?", ["kind", "happened", "text", "told"]),
        ("feiten", "Wat weet u?", ["acute", "weapons"]),
    ]
    return {
        "errors": errors,
        "hidden": [],
        "sender_note": "U meldt namens Veilig Thuis Voorbeeldregio.",
        "paste": "",
        "pasted": [],
        "draft": N(saved_at=None, autosave_url="/concept"),
        "sections": [
            N(id=key, title=title, intro="", fields=[form[name] for name in names])
            for key, title, names in sections
        ],
        "persons": [
            N(
                index=number,
                title=f"Persoon {number + 1}",
                fields=list(PersonForm(prefix=f"p{number}")),
                removable=number,
            )
            for number in range(2)
        ],
        **more,
    }


def account(name, role, organisation, question):
    return N(name=name, role=role, organisation=organisation, question=question, login=name.lower())


NOBODY = {"member": None, "organisation": None, "navigation": []}
SIGN_IN = {
    **NOBODY,
    "organisations": [N(name=name, url="/aanmelden/oidc") for name in (VT, POL, OM)],
    "passkey_url": "/aanmelden/passkey",
    "next": "",
    "errors": [],
    "demo": None,
}
DEMO = N(
    form=SignInForm(),
    url="/demo",
    accounts=[
        account("Noor", "Medewerker Veilig Thuis", VT, "Wat moet ik vandaag doen, voor welk gezin?"),
        account("Youssef", "Coördinator huiselijk geweld", POL, "Gingen onze meldingen op tijd weg?"),
        account("Eva", "Officier van justitie", OM, "Wat is het gevaar, en wat mag ik besluiten?"),
    ],
)
PLAIN = N(**{**vars(frame), "note": "", "exit_url": ""})
PASTED = {
    "paste": "{}",
    "pasted": [N(field_id="id_reporter_name", label="Naam", value="Y. El Amrani")],
    "draft": N(saved_at=now, autosave_url="/concept"),
}
PAGES = {
    "form": ("intake/report_form.html", melding(), "Nieuwe melding"),
    "form-errors": ("intake/report_form.html", melding({"reporter_phone": "1"}, **PASTED), "Nieuwe melding"),
    "signin": ("partners/sign_in.html", {**SIGN_IN, "frame": PLAIN}, ""),
    "signin-demo": ("partners/sign_in.html", {**SIGN_IN, "demo": DEMO}, ""),
    "locked": ("site/locked.html", {**NOBODY, "sign_in_url": "/aanmelden"}, ""),
    "gone": ("site/gone.html", {"exit_url": "https://www.example.org/"}, ""),
    **{
        f"error-{code}": (f"site/errors/{code}.html", {**NOBODY, "frame": None, "code": "a1b2"}, "")
        for code in ("400", "403", "404", "500", "offline")
    },
}

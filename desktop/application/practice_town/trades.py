"""The occupations of practice town: where people come from, where they go, and what they learn on the way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """An occupation that shrinks; ``isco`` is a group of ISCO-08, ``sbi`` the sector."""

    job: str
    isco: str
    sbi: str
    company: str
    tasks: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """An occupation that asks for people, with the route to it. The crebo is invented: it begins with 99."""

    job: str
    subject: str
    isco: str
    sbi: str
    crebo: str
    school: int
    level: str
    company: str
    tasks: tuple[str, ...]
    requirement: str
    ground: str


ORIGINS = (
    Origin("Operator papiermachine", "8171", "1712", "Papierfabriek De Verzonnen Rol",
           ("Machine instellen", "Rollen wisselen", "Kwaliteit meten"),
           ("Machines bedienen", "Storingen zoeken", "Veilig werken")),
    Origin("Verkoopmedewerker", "5223", "4771", "Warenhuis Nep & Zonen",
           ("Klanten helpen", "Kassa doen", "Schappen vullen"),
           ("Klantgericht werken", "Kassa bedienen", "Presenteren")),
    Origin("Administratief medewerker", "4110", "8211", "Kantoor Bedacht Administraties",
           ("Post verwerken", "Gegevens invoeren", "Telefoon aannemen"),
           ("Tekstverwerken", "Plannen", "Nauwkeurig werken")),
    Origin("Baliemedewerker bank", "4211", "6419", "Spaarbank Schijnland",
           ("Klanten ontvangen", "Rekeningen openen", "Geld tellen"),
           ("Gesprekken voeren", "Rekenen", "Klantgericht werken")),
    Origin("Drukker", "7322", "1812", "Drukkerij Doen Alsof",
           ("Pers instellen", "Drukwerk controleren", "Papier bestellen"),
           ("Machines bedienen", "Kleur beoordelen", "Onderhoud plegen")),
    Origin("Postsorteerder", "4412", "5310", "Postbedrijf Fictum",
           ("Post sorteren", "Bakken laden", "Route maken"),
           ("Tempo houden", "Nauwkeurig werken", "Samenwerken")),
    Origin("Medewerker klantcontact", "4222", "8220", "Belhuis Proefdorp",
           ("Klanten bellen", "Klachten oplossen", "Gesprekken vastleggen"),
           ("Gesprekken voeren", "Tekstverwerken", "Rustig blijven")),
    Origin("Inpakker", "9321", "1082", "Koekfabriek Het Verzinsel",
           ("Dozen vouwen", "Koek inpakken", "Pallets stapelen"),
           ("Tempo houden", "Hygienisch werken", "Samenwerken")),
)  # fmt: skip

GOALS = (
    Goal("Monteur zonnepanelen", "Installatietechniek", "7411", "4321", "99101", 0, "mbo2", "Zonnig Dak Oefenstad",
         ("Panelen leggen", "Kabels aansluiten", "Installatie meten", "Klant uitleg geven"),
         "Rijbewijs B", "Het werk is op steeds een andere plek"),
    Goal("Procesoperator voeding", "Procestechniek", "8160", "1051", "99102", 1, "mbo3", "Zuivel Nergenshuizen",
         ("Lijn opstarten", "Proces bewaken", "Monsters nemen", "Storing melden"),
         "Twee ploegen kunnen werken", "De lijn draait overdag en in de avond"),
    Goal("Helpende zorg en welzijn", "Zorg", "5321", "8710", "99103", 0, "mbo2", "Woonzorg De Luchtbrug",
         ("Helpen bij wassen", "Eten verzorgen", "Gesprek voeren", "Rapporteren"),
         "Verklaring omtrent het gedrag", "Kwaliteitswet zorg: werk met kwetsbare mensen"),
    Goal("Medewerker ICT-beheer", "ICT-beheer", "3512", "6202", "99104", 2, "nlqf5", "Bits van Bedachtlo",
         ("Meldingen oplossen", "Werkplek inrichten", "Accounts beheren", "Uitleg geven"),
         "Nederlands op niveau B1", "Het werk is praten met gebruikers"),
    Goal("Buschauffeur", "Personenvervoer", "8331", "4931", "99105", 1, "mbo2", "Busbedrijf De Omweg",
         ("Dienst rijden", "Reizigers helpen", "Bus controleren", "Kaartjes verkopen"),
         "Rijbewijs D na de opleiding", "Wegenverkeerswet"),
    Goal("CNC-verspaner", "Verspaning", "7223", "2562", "99106", 1, "mbo3", "Metaalwerk Nepveen",
         ("Tekening lezen", "Machine instellen", "Product meten", "Gereedschap wisselen"),
         "Ruimtelijk inzicht", "Tekeningen lezen is het werk zelf"),
    Goal("Onderwijsassistent", "Onderwijs", "5312", "8520", "99107", 0, "mbo4", "Scholengroep Voorbeeldoord",
         ("Kinderen begeleiden", "Les voorbereiden", "Toezicht houden", "Materiaal klaarzetten"),
         "Verklaring omtrent het gedrag", "Wet op het primair onderwijs"),
    Goal("Isolatiemonteur", "Isoleren", "7124", "4329", "99108", 1, "mbo2", "Warm Huis Schijnhuizen",
         ("Ruimte opmeten", "Isolatie plaatsen", "Kieren dichten", "Afval scheiden"),
         "VCA-certificaat", "Arbeidsomstandighedenwet: bouwplaats"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One module of a route: hours guided, in practice and alone; weeks; price and exam fee in cents."""

    title: str
    kind: str
    guided: int
    practice: int
    alone: int
    weeks: int
    price: int
    exam_fee: int
    mandatory: bool = True


PARTS = (
    Part("Basis {subject}", "basic", 40, 0, 40, 4, 45_000, 0),
    Part("Veilig werken in {subject}", "certificate", 16, 0, 24, 2, 29_500, 9_500),
    Part("{subject} in de praktijk", "practice", 20, 160, 20, 8, 60_000, 0),
    Part("{subject}: het vak", "certificate", 60, 60, 40, 9, 95_000, 17_500),
    Part("Vaktaal voor {subject}", "language", 30, 0, 30, 6, 35_000, 0, mandatory=False),
)
"""What every route is built of; the third needs the first."""

SCHOOLS = ("ROC Oefenstad", "Vakschool Schijnhuizen", "Hogeschool Verzonnen Land")

"""Invented documents for the tests and benchmarks of paper; nobody in them exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from desktop.application.paper import (
    Bar,
    BarStatus,
    Block,
    Bullets,
    Cell,
    Column,
    Contents,
    Document,
    Facts,
    Footer,
    FormCheck,
    FormLines,
    FormTable,
    FormText,
    Header,
    Heading,
    KeepTogether,
    MonthBar,
    PageBreak,
    SignatureBlock,
    Table,
    Text,
)

CREATED = datetime(2026, 11, 22, 14, 3, tzinfo=timezone(timedelta(hours=1)))
STORY = (
    "De kandidaat werkte elf jaar in een drukkerij die in het voorjaar sluit. Ze kan goed met machines omgaan, leest "
    "werktekeningen en gaf leiding aan vier mensen. Ze wil overstappen naar de installatietechniek en leert graag in "
    "de praktijk. "
)
HOSTILE = (
    '<img src="/etc/passwd"> <b>vet</b> <a href="javascript:alert(1)">klik</a> & &amp; &lt;',
    "Q" * 200_000,
    "😀 👩‍🔧 👍🏽 🇳🇱 ⛔",
    "محمد علي الأحمد (12) en שלום כהן",
    "王小明 田中さくら 김민수",
    "a\x00b\x07c\x1b[31md\x9fe\ufeff",
    "\u202eevil\u202c \u2066isolaat\u2069 \u200bnul",
    ") Tj ET Q BT /F1 99 Tf (boe) Tj EMC endstream endobj \\",
    "Łukasz Wójcik, Şükrü Çelik, Đặng Thị Hà, Оксана Шевченко, Γιώργος, სანდრო, ተስፋዬ, Արամ",
    "\ud83d los halfje, \U0001faf6, U+10FFFD \U0010fffd",
)


def document(*blocks: Block, draft: bool = False, landscape: bool = False, language: str = "nl") -> Document:
    """A document with these blocks and everything around them."""
    return Document(
        title="Intakerapport van werk naar werk",
        language="en" if language == "en" else "nl",
        kind="intake_report",
        number="DOS-2026-0042",
        header=Header("Leerwerkloket Voorbeeldstad", "Intakerapport van werk naar werk", "DOS-2026-0042"),
        footer=Footer("afgedrukt 22-11-2026 14:03 door Sanne de Vries", "versie 3", "vertrouwelijk"),
        created=CREATED,
        blocks=blocks,
        draft=draft,
        landscape=landscape,
    )


def route(modules: int = 6, months: int = 12) -> MonthBar:
    """A route picture with this many modules."""
    statuses: Sequence[tuple[BarStatus, str]] = (
        ("done", "behaald"),
        ("active", "bezig"),
        ("planned", "gepland"),
        ("failed", "niet behaald"),
        ("exempt", "vrijstelling"),
    )
    start = date(2026, 9, 1)
    bars = []
    for number in range(modules):
        begins = start + timedelta(days=(number * 37) % 300)
        ends = begins + timedelta(days=60)
        status, label = statuses[number % len(statuses)]
        exams = (ends - timedelta(days=3),) if number % 2 == 0 else ()
        bars.append(
            Bar(f"Module {number + 1}: installeren van leidingen en toestellen", begins, ends, status, label, exams)
        )
    return MonthBar(start, months, tuple(bars), "Leerroute in maanden.", date(2026, 11, 22), "vandaag", "examen")


def filled() -> Document:
    """A report with every kind of block that is read."""
    return document(
        Heading(1, "Intakerapport van werk naar werk"),
        Text(
            "Dit verslag gaat over uw overstap naar ander werk. Controleer uw gegevens en geef wijzigingen door.",
            "intro",
        ),
        Heading(2, "1. Uw gegevens"),
        Facts(
            (
                ("Naam", "Yılmaz, Bilal"),
                ("Geboortedatum", "28 februari 1984"),
                ("Adres", "Voorbeeldstraat 12\n1234 AB Voorbeeldstad"),
                ("Telefoon", "06 12345678"),
                ("Tweede telefoon", Cell("niet ingevuld", "missing")),
                ("E-mail", "bilal.yilmaz@voorbeeld.example"),
            ),
            summary="Persoonsgegevens van de deelnemer",
        ),
        Heading(2, "2. Wat wilt u bereiken?"),
        Text("“Ik wil werken met mijn handen, dicht bij huis, en over een jaar een diploma hebben.”", "quote"),
        Text(STORY * 2),
        Heading(3, "Wensberoepen"),
        Bullets(("Servicemonteur installaties", "Werkvoorbereider", STORY), numbered=True),
        Heading(2, "3. Werkervaring"),
        Table(
            (Column("Functie", 2), Column("Werkgever", 2), Column("Van–tot", 1.4), Column("Uren", 0.7, "right")),
            (
                ("Drukker", "Drukkerij Voorbeeld bv", "2015–2026", "36"),
                ("Teamleider afwerking", "Drukkerij Voorbeeld bv", "2021–2026", "32"),
                ("Vakkenvuller", "", "2013–2015", "12"),
                (Cell("Samen", "strong", 3), Cell("80", "strong")),
            ),
            row_header=True,
            summary="Werkervaring, nieuwste eerst",
        ),
        Text("Over uw gezondheid hoeft u niets te vertellen.", "note"),
        Heading(2, "4. De route in één beeld"),
        route(),
        Heading(2, "5. Ondertekening"),
        SignatureBlock("Deelnemer", "Bilal Yılmaz", "", "Voorbeeldstad"),
        SignatureBlock("Adviseur", "Sanne de Vries", "adviseur", "Voorbeeldstad", "22 november 2026"),
        SignatureBlock("Werkgever", "Installatiebedrijf Voorbeeld bv", "directeur", signed="Getekend op papier"),
        draft=True,
    )


def long_row(pages: int = 3) -> Document:
    """A table of which one cell goes on over pages; every word of that cell can be told apart."""
    words = " ".join(f"woord{number}" for number in range(pages * 330))
    columns = (Column("Nr", 0.4, "right"), Column("Datum", 1), Column("Notitie", 4), Column("Door", 1))
    rows: list[tuple[str | Cell, ...]] = [(str(n), f"{n} mei 2026", f"korte notitie {n}", "Sanne") for n in range(1, 9)]
    rows.insert(5, ("99", "6 mei 2026", words, ""))
    rows += [(str(n), f"{n} juni 2026", f"latere notitie {n}", "Sanne") for n in range(9, 60)]
    return document(
        Heading(1, "Contactnotities"),
        Text(STORY),
        Table(columns, tuple(rows), row_header=True, summary="Notities"),
        Text("Einde van de notities."),
    )


def hostile() -> Document:
    """Every kind of block filled with what nobody should type."""
    texts = HOSTILE
    filled_rows = tuple((text, f"rij {at}") for at, text in enumerate(texts))
    short = tuple(text[:2000] for text in texts)
    blocks: list[Block] = [Heading(1, "Vijandige invoer"), Contents("Inhoud", 3)]
    for text in short:
        blocks += [Heading(2, text), Text(text, "quote"), Text(text), Text(text, "note")]
    blocks += [
        Heading(3, texts[1]),
        Text(texts[1]),
        Bullets(short),
        Facts(tuple((text[:100], text) for text in texts)),
        Table((Column("Invoer"), Column("Rij", 0.3)), filled_rows),
        MonthBar(
            date(2026, 1, 1),
            12,
            tuple(Bar(text, date(2025, 1, 1), date(2030, 1, 1), "active", text[:50]) for text in short),
            texts[0],
        ),
        *(SignatureBlock(text, text, text, text, text) for text in texts),
    ]
    made = document(*blocks)
    return replace(
        made,
        title="Titel <b>&</b> ) Tj",
        number=texts[6],
        header=Header(texts[1], texts[0], texts[3]),
        footer=Footer(texts[1], texts[4], texts[7]),
    )


def form() -> Document:
    """A blank form with every kind of field."""
    consents = tuple(
        FormCheck(f"consent.c{n}", f"Ik geef toestemming voor doel {n}. " + (STORY if n == 2 else ""), ("ja", "nee"))
        for n in range(1, 4)
    )
    return document(
        Heading(1, "Intakeformulier"),
        Text("Vul in wat u weet. Wat u nog niet weet, laat u leeg.", "intro"),
        Heading(2, "Uw gegevens"),
        FormText("first_name", "Voornaam", share=0.4),
        FormText("last_name", "Achternaam", share=0.6),
        FormText("birth_date", "Geboortedatum (dag-maand-jaar)", share=0.33),
        FormText("phone", "Telefoon", share=0.33),
        FormText("postcode", "Postcode", share=0.34),
        FormText("email", "E-mail"),
        Heading(2, "Wat wilt u bereiken?"),
        FormLines("goal", "Vertel in uw eigen woorden wat voor werk u zoekt.", 5),
        Heading(2, "Werkervaring"),
        FormTable("work", (Column("Functie", 2), Column("Werkgever", 2), Column("Van–tot", 1.2)), 4, "Werkervaring"),
        Heading(2, "Toestemming"),
        FormCheck("read", "Ik heb de uitleg over mijn rechten gelezen."),
        *consents,
        KeepTogether((Heading(2, "Ondertekening"), Text("Ik ga akkoord."), SignatureBlock("Deelnemer"))),
    )


def dossier(sections: int = 14, rows: int = 25) -> Document:
    """A complete dossier with contents; 14 sections of 25 rows make about 40 pages."""
    blocks: list[Block] = [
        Heading(1, "Compleet deelnemersdossier"),
        Text(STORY, "intro"),
        PageBreak(),
        Contents("Inhoud", 3),
    ]
    columns = (Column("Datum", 1), Column("Onderwerp", 1.5), Column("Notitie", 4), Column("Door", 1))
    for section in range(1, sections + 1):
        blocks += [PageBreak(), Heading(2, f"{section}. Hoofdstuk {section}"), Text(STORY * 2)]
        blocks += [
            Heading(3, "Gegevens"),
            Facts(tuple((f"Gegeven {n}", f"Waarde {n} van hoofdstuk {section}") for n in range(14))),
            Heading(3, "Notities"),
            Table(columns, tuple((f"{n + 1} mei 2026", f"Gesprek {n}", STORY, "Sanne") for n in range(rows))),
            Heading(3, "Afspraken"),
            Bullets(tuple(f"Afspraak {n}: {STORY[:90]}" for n in range(8))),
            Text(STORY * 3),
        ]
    return document(*blocks)

"""What desks call a column or a choice besides its declared label: the one place that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HEADERS: Final[Mapping[str, str]] = {
    # a comma between spellings; signs, spaces and capitals do not count
    "candidate.name": (
        "naam, volledige naam, naam kandidaat, achternaam voornaam, voor- en achternaam, naam + voorletters, "
        "kandidaat, deelnemer, client, werknemer, medewerker, sollicitant, name, full name"
    ),
    "candidate.first_name": "voornaam, roepnaam, voornamen, vnaam, voorn., given name",
    "candidate.initials": "voorletters, voorl., initialen, vl, voorletter(s)",
    "candidate.name_prefix": "tussenvoegsel, tussenv., tussenvoegsels, voorvoegsel, tv, tvg, tussenvgsl, infix, prefix",
    "candidate.last_name": "achternaam, familienaam, anaam, achtern., geslachtsnaam, surname, eigen naam",
    "candidate.birth_name": "geboortenaam, meisjesnaam, naam bij geboorte",
    "candidate.salutation": (
        "aanhef, aanspreekvorm, dhr/mevr, dhr./mw., dhr/mw, de heer/mevrouw, m/v aanhef, titel, heer/mevrouw"
    ),
    "candidate.birth_date": (
        "geboortedatum, geb.datum, geb. dat., gebdat, gebdatum, geboren, geboren op, datum geboorte, geb datum, "
        "gebd., geboortedag, dob, birthdate, date of birth"
    ),
    "candidate.gender": "geslacht, m/v, man/vrouw, m/v/x, sekse, gender",
    "candidate.bsn": "bsn, burgerservicenummer, sofinummer, sofi-nummer, bsn-nummer, bsn nr",
    "candidate.education_no": "onderwijsnummer, pgn, persoonsgebonden nummer",
    "candidate.ldr_indicator": "doelgroepregister, doelgroep register, banenafspraak, indicatie banenafspraak",
    "candidate.address": (
        "adres, straat + huisnummer, straat en huisnummer, straat en nr, adresgegevens, woonadres, huisadres, "
        "straat/huisnr, straatnaam en huisnummer, postadres, adresregel 1, address"
    ),
    "candidate.street": "straat, straatnaam, straatn.",
    "candidate.house_no": (
        "huisnummer, huisnr, huisnr., nr, nummer, hnr, huisnummer + toevoeging, huisnummer en toevoeging"
    ),
    "candidate.suffix": "toevoeging, toev., huisnummertoevoeging, huisletter, toevoeging huisnummer, toev",
    "candidate.postcode": "postcode, pc, postc., postkode, zip, zip code, postal code",
    "candidate.city": "woonplaats, woonpl., plaats, plaatsnaam, wpl, stad, woonpl, dorp, town",
    "candidate.postcode_city": (
        "postcode/woonplaats, postcode + woonplaats, postcode en woonplaats, pc/woonplaats, postcode plaats, pc + "
        "plaats, postcode & plaats"
    ),
    "candidate.municipality": "gemeente, woongemeente, gem.",
    "candidate.phone": (
        "telefoon, telefoonnummer, tel., tel, telnr, tel.nr., tel. nr, telefoonnr, mobiel, tel. mobiel, mobiel "
        "nummer, mobiele telefoon, 06-nummer, 06 nummer, 06, gsm, mobiele nummer, telefoonnummer mobiel, telefoon "
        "mobiel, tel. privé, tel. vast, telefoon thuis, vast nummer, telefoon vast, phone, mobile, phone number"
    ),
    "candidate.email": (
        "e-mail, email, mail, mailadres, e-mailadres, e-mail adres, emailadres, mail adres, e-mail privé, e mail, "
        "email address"
    ),
    "candidate.contact_pref": "voorkeur contact, contactvoorkeur, contact via, voorkeur contactwijze",
    "candidate.contact_time": "bereikbaar, beste tijd, bereikbaarheid, wanneer bereikbaar",
    "candidate.guardian_name": "ouder/voogd, wettelijk vertegenwoordiger, voogd, naam ouder",
    "candidate.guardian_phone": "telefoon ouder, telefoon voogd, tel. ouder/voogd",
    "candidate.work_permit_status": "werkrecht, werkvergunning, verblijfsstatus, recht op werk",
    "candidate.work_permit_until": "werkrecht tot, verblijfsvergunning tot, vergunning geldig tot",
    "candidate.idw_status": "diplomawaardering, idw",
    "traject.origin_status": (
        "herkomst, uitkering, soort uitkering, status, situatie, huidige situatie, arbeidssituatie, "
        "uitkeringssituatie, inkomen"
    ),
    "traject.referrer": "verwijzer, verwezen door, doorverwezen door, aangemeld door, verwijzende organisatie",
    "traject.ref_no": (
        "kenmerk, referentie, klantnummer, clientnummer, dossiernummer verwijzer, uw kenmerk, kenmerk verwijzer, ref."
    ),
    "traject.source_org": "bronorganisatie, partner, organisatie, aanmeldende organisatie, bron, partij, aanmelder",
    "traject.channel": "wervingskanaal, via, hoe bij ons gekomen, kanaal, hoe gevonden",
    "traject.current_employer": "huidige werkgever, werkgever, bedrijf, laatste werkgever, werkzaam bij",
    "traject.current_job": "huidige functie, functie, beroep, huidig beroep, laatste functie, baan, functienaam",
    "traject.job_end": (
        "einddatum, einde contract, einde dienstverband, einddatum contract, uit dienst, datum uit dienst, einde "
        "werk, laatste werkdag, ontslagdatum"
    ),
    "traject.opened_on": (
        "aanmelddatum, datum aanmelding, aangemeld op, datum aanmelden, inschrijfdatum, datum inschrijving, "
        "timestamp, tijdstempel, begintijd, ingevuld op"
    ),
    "traject.counsellor": "adviseur, consulent, begeleider, contactpersoon loket, loopbaanadviseur, coach",
    "traject.team": "team",
    "traject.desk": "loket, desk, vestiging, locatie",
    "traject.programme": "programma, pilot, project, regeling",
    "note.body": (
        "opmerking, opmerkingen, bijzonderheden, toelichting, notitie, notities, memo, aantekeningen, vraag, "
        "motivatie, opm., commentaar, remarks, notes"
    ),
    "employer.trade_name": (
        "naam, bedrijf, bedrijfsnaam, handelsnaam, werkgever, organisatie, naam bedrijf, naam organisatie, firma, "
        "onderneming, company"
    ),
    "employer.kvk": "kvk, kvk-nummer, kvknr, kvk nr, kamer van koophandel, kvk-nr., inschrijfnummer",
    "employer.branch_no": "vestigingsnummer, vestigingsnr, vestigingsnr.",
    "employer.size_class": "grootte, grootteklasse, aantal medewerkers, aantal werknemers, omvang, personeel",
    "employer.address": "adres, vestigingsadres, bezoekadres, straat + huisnummer, straat en huisnummer, adresgegevens",
    "employer.street": "straat, straatnaam",
    "employer.house_no": "huisnummer, huisnr, nr, hnr",
    "employer.suffix": "toevoeging, toev.",
    "employer.postcode": "postcode, pc",
    "employer.city": "plaats, vestigingsplaats, woonplaats, plaatsnaam, stad",
    "employer.postcode_city": (
        "postcode/plaats, postcode + plaats, postcode en plaats, postcode/woonplaats, postcode plaats"
    ),
    "employer.work_address": "werkadres, adres werkplek, werklocatie",
    "employer.work_postcode_city": "postcode en plaats werkadres, postcode/plaats werkplek",
    "employer.cao": "cao",
    "employer.network_role": "rol, netwerkrol",
    "employer.iban": "iban, rekeningnummer, bankrekening, bankrekeningnummer",
    "employer.account_manager": "accountmanager, relatiebeheerder, accounthouder, adviseur",
    "employer_sbi.sbi": "sbi, sbi-code, sbi code, sector, sbicode, branche code",
    "employer_alias.alias": "andere naam, alias, voorheen, oude naam",
    "contact.contact_name": "contactpersoon, contact, naam contactpersoon, contactpersonen, aanspreekpunt, t.a.v.",
    "contact.contact_role": "functie, functie contactpersoon, rol contactpersoon",
    "contact.contact_phone": (
        "telefoon, telefoonnummer, tel., tel, mobiel, telefoon contactpersoon, tel. contactpersoon, 06-nummer, "
        "telefoonnr, tel.nr."
    ),
    "contact.contact_mail": (
        "e-mail, email, mail, mailadres, e-mailadres, emailadres, mail contactpersoon, e-mail contactpersoon"
    ),
    "module.module_code": "code, modulecode, cursuscode, opleidingscode, vakcode, module nr",
    "module.title": "titel, naam, module, modulenaam, naam module, cursus, opleiding, omschrijving, vak, onderdeel",
    "module.provider": "aanbieder, school, instelling, opleider, instituut, roc, onderwijsinstelling",
    "module.brin": "brin, brin-nummer, brinnr, brincode",
    "module.kind": "soort, type, soort module",
    "module.crebo": "crebo, crebonummer, crebocode, crebo-nr, kwalificatie crebo",
    "module.keuzedeel": "keuzedeel, keuzedeelcode, code keuzedeel",
    "module.level": "niveau, mbo-niveau, mbo niveau, nlqf",
    "module.load": "last, belasting, sbu, studielast, studiebelasting, uren, ec, studiepunten, klokuren, omvang",
    "module.unit": "eenheid, sbu/ec",
    "module.bot": "bot, begeleide uren, begeleide onderwijstijd, lesuren, contacturen",
    "module.bpv": "bpv, bpv-uren, praktijkuren, stage-uren",
    "module.selfstudy": "zelfstudie, zelfstudie-uren, uren zelfstudie",
    "module.credential": "bewijs, diploma, certificaat, resultaat",
    "module.issuer": "uitgever, afgegeven door, examinerende instelling",
    "module.register": "register, geregistreerd bij",
    "module.weeks": "weken, duur, aantal weken, duur in weken, doorlooptijd",
    "module.mode": "lesvorm, vorm, onderwijsvorm",
    "module.place": "plaats, locatie, leslocatie, lesplaats",
    "module.max_group": "max groep, maximale groep, groepsgrootte, max. deelnemers, max aantal",
    "module.price": "prijs, kosten, cursusgeld, prijs excl. btw, lesgeld, bedrag",
    "module.vat": "btw",
    "module.exam_fee": "examengeld, examenkosten",
    "module.valid_from": "geldig van, geldig vanaf, vanaf",
    "module.valid_to": "geldig tot, tot, geldig t/m, einddatum",
    "question.question_no": "vraagnummer, vacaturenummer, vacature nr, vacaturenr, nummer, referentie, kenmerk",
    "question.title": (
        "vacature, vacaturetitel, functie, functietitel, functienaam, titel, vraag, werkgeversvraag, omschrijving, "
        "naam vacature, vacancy"
    ),
    "question.parent": (
        "bedrijf, bedrijfsnaam, werkgever, organisatie, naam bedrijf, naam werkgever, naam organisatie, opdrachtgever"
    ),
    "question.kind": "soort, soort vraag, type vraag",
    "question.raised_by": "opgehaald door, accountmanager, adviseur, contactpersoon loket",
    "question.raised_on": "opgehaald op, datum, datum vraag, ontvangen, ontvangen op, geplaatst op",
    "question.seats": "aantal, aantal plaatsen, plaatsen, aantal vacatures, openingen, aantal personen, aantal plekken",
    "question.occupation_label": "beroep, beroepsnaam, beroepsgroep",
    "question.contract_kind": "soort contract, contract, contractsoort, soort baan, dienstverband",
    "question.duration_kind": "duur contract, vast/tijdelijk, vast of tijdelijk",
    "question.hours_min": "uren, uren per week, min uren, minimum uren, uren van",
    "question.hours_max": "max uren, maximum uren, uren tot",
    "question.wage_from": "salaris, loon, salaris van, minimum salaris, bruto per maand",
    "question.wage_to": "salaris tot, maximum salaris",
    "question.work_street": "straat",
    "question.work_city": "plaats, werkplek, standplaats, locatie, werklocatie, vestiging",
    "question.work_postcode": "postcode",
    "question.work_address": "adres, werkadres, adres werkplek",
    "question.start": "startdatum, start, ingangsdatum, per",
    "question.closing": "sluitingsdatum, sluit op, reageren tot, deadline, einddatum, vervaldatum",
    "question.job_promise": "baangarantie, baanbelofte, baanintentie",
    "question.learning_place": "leerplek, leerbaan, bbl, leerwerkplek",
    "question.bpv_hours": "bpv, bpv-uren, praktijkuren",
    "question_task.task": "taken, werkzaamheden, taakomschrijving, taak, taken en verantwoordelijkheden",
    "requirement.requirement": "eisen, functie-eisen, vereisten, wij vragen, eis",
    "module_start.start": "start, startdatum, startmoment, startmomenten, startdata, begindatum, start op",
}
"""Target of a column: the headers that desks write above it, separated by commas."""

_ASIDE = (
    "uw je jouw jij wat is de het een van voor bij kandidaat deelnemer client werknemer medewerker sollicitant "
    "cursist verplicht optioneel prive eigen s v p svp"
)
ASIDE: Final = frozenset(_ASIDE.split())
"""Words in a header that say nothing about what stands in the column."""

CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "salutation": {
        "mr": "dhr, dhr., de heer, heer, man, m, hr, hr.",
        "ms": "mevr, mevr., mw, mw., mevrouw, vrouw, v, mej",
        "neutral": "neutraal, x, beste",
        "name": "naam, alleen naam",
    },
    "gender": {"m": "man, m, mannelijk, dhr", "f": "vrouw, v, vrouwelijk, mevr", "x": "x, anders", "u": "onbekend"},
    "origin": {
        "employed": "werkend, in dienst, werk, betaald werk, vast, tijdelijk contract, werkt",
        "threatened": "ontslag bedreigd, met ontslag bedreigd, boventallig, reorganisatie, ontslag",
        "ww": "ww, ww-uitkering, werkloos",
        "assistance": "bijstand, participatiewet, pw, p-wet, bijstandsuitkering",
        "wga_wia": "wga, wia, wga-wia, wga/wia, wia/wga",
        "wajong": "wajong",
        "nug": "nug, nugger, geen uitkering, zonder uitkering, niet-uitkeringsgerechtigd",
        "self_employed": "zzp, zzp'er, zelfstandig, zelfstandige, ondernemer, eigen bedrijf",
        "student": "student, scholier, studerend",
        "returner": "herintreder, herintreedster",
        "international": "internationaal, international, expat",
    },
    "recruit_channel": {
        "partner": "partner, verwijzing",
        "open_day": "open dag, banenmarkt, beurs",
        "website": "website, internet, online, site",
        "employer": "werkgever",
        "word_of_mouth": "mond-tot-mond, bekende, vriend, familie, via via",
        "uwv": "uwv",
    },
    "contact_pref": {
        "phone": "bellen, telefoon, telefonisch",
        "email": "mail, e-mail, mailen",
        "sms": "sms, whatsapp, app, appen",
        "letter": "brief, post",
    },
    "contact_time": {
        "any": "altijd, hele dag, maakt niet uit",
        "morning": "ochtend, 's ochtends",
        "afternoon": "middag, 's middags",
        "evening": "avond, 's avonds",
    },
    "work_permit": {
        "unlimited": "onbeperkt, ja, nederlands, eu, geen beperking",
        "permit": "vergunning, verblijfsvergunning",
        "twv": "twv, tewerkstellingsvergunning",
        "none": "geen, nee",
    },
    "size_class": {
        "1-9": "1-9, klein, micro",
        "10-49": "10-49",
        "50-249": "50-249, middel",
        "250+": "250+, >250, groot",
    },
    "module_kind": {
        "basic": "basisdeel, basis",
        "profile": "profieldeel, profiel",
        "optional": "keuzedeel",
        "certificate": "certificaateenheid, certificaat, mbo-certificaat",
        "practice": "praktijkonderdeel, praktijk, praktijkverklaring",
        "hbo": "hbo-eenheid, hbo",
        "trade": "branche, branchecursus",
        "language": "taal, taalcursus",
        "preparation": "voorbereiding, orientatie",
    },
    "module_level": {
        "mbo1": "mbo 1, 1, niveau 1, entree, mbo-1",
        "mbo2": "mbo 2, 2, niveau 2, mbo-2",
        "mbo3": "mbo 3, 3, niveau 3, mbo-3",
        "mbo4": "mbo 4, 4, niveau 4, mbo-4",
        "nlqf5": "ad, nlqf 5, 5, associate degree",
        "nlqf6": "hbo, bachelor, nlqf 6, 6",
        "nlqf7": "master, wo, nlqf 7, 7",
        "nlqf8": "nlqf 8, 8",
    },
    "load_unit": {"SBU": "sbu, uur, uren, klokuren", "EC": "ec, ects, studiepunten"},
    "credential": {
        "mbo_diploma": "mbo-diploma, diploma",
        "mbo_certificate": "mbo-certificaat, certificaat",
        "mbo_statement": "mbo-verklaring",
        "practice_statement": "praktijkverklaring",
        "evc": "evc, ervaringscertificaat",
        "trade": "branche, branchecertificaat, branchediploma",
        "microcredential": "microcredential, edubadge",
        "hbo_module": "hbo-module, hbo",
        "ad": "ad, associate degree",
        "participation": "bewijs van deelname, deelname",
    },
    "contract_kind": {
        "01": "baan, regulier, reguliere baan, arbeidscontract, arbeidsovereenkomst, loondienst",
        "02": "leerbaan, bbl, leerwerkbaan, leerarbeidsovereenkomst",
        "03": "vrijwilligerswerk, vrijwillig",
        "04": "werkervaringsplaats, wep, stage, bpv",
        "05": "proefplaatsing, proef",
    },
    "duration_kind": {"B": "bepaald, bepaalde tijd, tijdelijk", "O": "onbepaald, onbepaalde tijd, vast"},
    "job_promise": {
        "none": "geen, nee",
        "intention": "intentie, baanintentie, misschien",
        "guarantee": "garantie, baangarantie, ja",
    },
    "question_kind": {
        "inflow": "instroom, nieuw personeel, nieuwe medewerkers, vacature",
        "retention": "behoud",
        "upskilling": "opscholing, bijscholing, scholing",
        "group": "groep, groepsklas, klas",
        "innovation": "innovatie, vernieuwing",
    },
    "register": {"duo": "duo", "school": "school", "trade": "branche", "none": "geen"},
    "teaching_mode": {
        "class": "klassikaal, klas, fysiek",
        "online": "online, afstand, e-learning",
        "blended": "blended, hybride, mix",
        "workplace": "werkplek, op de werkplek, in company, incompany",
    },
}
"""Code list, code: the words that stand for it in lists, separated by commas."""

_NOTHING = (
    "-, --, ---, ?, ??, ., /, n.v.t., n.v.t, nvt, nvt., n/a, n.b., onbekend, geen, niet bekend, (leeg), leeg, null, "
    "none, nan, volgt, n.t.b., ntb"
)
NOTHING: Final = frozenset(_NOTHING.split(", "))
"""What people type where they have nothing to say; in names only its signs count."""

TOTALS: Final = ("totaal", "total", "subtotaal", "eindtotaal", "aantal", "som")
"""How the first cell of a line below a list begins when the line only counts."""

SHEET_ERRORS: Final = frozenset(
    {"#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#NAME?", "#NAAM?", "#DIV/0!", "#DEEL/0!", "#NUM!",
     "#GETAL!", "#NULL!", "#LEEG!"}
)  # fmt: skip
"""What Excel writes, in English and Dutch, where a formula failed."""

"""What counsellors of practice town write: plain Dutch about work and learning, nothing about health."""

from __future__ import annotations

TALKS = (
    "Gebeld over de aanmelding. Wil graag komen praten en kan op {day} het best.",
    "Kennismaking gehad. Weet goed wat niet meer past en zoekt werk met meer beweging.",
    "Vertelt dat de afdeling na de zomer dicht gaat. Wil daarvoor iets geregeld hebben.",
    "Heeft thuis overlegd over {goal}. Partner steunt het plan.",
    "Vraagt wat de opleiding betekent voor het inkomen. Rekenvoorbeeld meegegeven.",
    "Is gaan kijken bij een open dag en kwam enthousiast terug.",
    "Reistijd besproken: met de fiets en de bus is het te doen.",
    "Afspraken over kinderopvang zijn rond voor de lesdagen.",
)
PROGRESS = (
    "Voortgang besproken: de lessen gaan goed, het plannen van huiswerk kost moeite.",
    "Praktijkopleider is tevreden over inzet en tempo.",
    "Docent meldt dat de theorie goed gaat. Volgende toets staat gepland.",
    "Twijfelde of het vol te houden is. Lesdag verschoven, nu gaat het beter.",
    "Heeft een extra oefenmiddag gevraagd en gekregen.",
    "Werkgever wil na de route graag verder praten over een contract.",
)
EMPLOYER_NOTES = (
    "Werkgever gesproken: plek is er nog, proefdag kan volgende week.",
    "Werkgever vraagt om iemand die ook op zaterdag kan. Besproken met de kandidaat.",
    "Teamleider van het bedrijf wil eerst kennismaken, daarna beslissen.",
)
ATTEMPTS = (
    "Gebeld, niet opgenomen. Voicemail ingesproken.",
    "Weer geen gehoor. Een brief gestuurd met het verzoek om te bellen.",
)
NO_SHOW = "Niet op de afspraak verschenen. Dezelfde dag gebeld en een nieuwe datum gekozen."
TASKS = (
    "Bellen over de voortgang", "Diploma laten waarderen", "Werkgever om reactie vragen",
    "Offerte van de school vragen", "Rooster opvragen", "Reiskosten uitzoeken", "Contact met UWV over toestemming",
    "Proefdag regelen",
)  # fmt: skip
CONTACT_REMARKS = (
    "Zoekt twee mensen voor het najaar.", "Wil weten wat een leerwerkplek kost.", "Rondleiding gehad in de werkplaats.",
    "Tevreden over de eerste deelnemer.", "Heeft nu geen ruimte, over een kwartaal weer bellen.",
)  # fmt: skip
ADVICE = (
    "{name} heeft lang gewerkt als {origin} en weet van aanpakken. Het werk verdwijnt, maar veel van wat {name} kan is "
    "nodig in {goal}. Advies: eerst een proefdag bij een werkgever, daarna een korte route met leren op de werkplek. "
    "Rekenen en vaktaal gaan we onderweg bijhouden."
)
GOAL_IN_OWN_WORDS = "Ik wil binnen een jaar aan de slag als {goal}. Ik leer het best door te doen."
ORIENTATION_GOAL = "Uitzoeken welk werk met de handen past"
WISH_TASKS = "Met mijn handen werken, een klus afmaken, contact met collega's"
LEARNING = "Liever in de praktijk dan uit een boek; een vast groepje helpt"
CARE = "Op woensdagmiddag en na vijf uur thuis"
STEPS = (("Proefdag afspreken bij een werkgever", "adviseur"), ("Diploma's opzoeken en meenemen", "kandidaat"),
         ("Route uitwerken met de school", "adviseur en school"))  # fmt: skip
BARRIERS = {
    "transport": "Geen auto; de eerste bus komt te laat voor de vroege dienst",
    "childcare": "Opvang is er op drie dagen",
    "money": "De eerste maand zonder loon is lastig",
    "language": "Vaktaal is nog nieuw",
    "digital": "Weinig ervaring met een leeromgeving op de computer",
    "time": "Werkt nu nog in wisselende diensten",
    "confidence": "Lang geleden dat er een toets was",
}
ASSESSMENT = "De school neemt toetsen af; de praktijkopleider geeft een oordeel dat meetelt."
INSURANCE = "De werkgever verzekert de deelnemer tegen ongevallen en aansprakelijkheid tijdens het werk."
ENDING = "De overeenkomst eindigt op de einddatum, of eerder als partijen dat samen op papier zetten."
REPLACEMENT = "Valt de werkplek weg, dan zoekt de school samen met het loket een andere."
FALLBACK = "Lukt de route niet, dan volgt een herkansing en daarna een praktijkverklaring."
JOBS_BEFORE = ("Schoonmaker", "Bezorger", "Medewerker bediening", "Productiemedewerker", "Chauffeur", "Vakkenvuller")
EDUCATIONS = (
    ("Vmbo kaderberoepsgerichte leerweg", "2", "2"), ("Mbo Detailhandel", "4", "2"), ("Mbo Administratie", "4", "3"),
    ("Mavo", "2", "2"), ("Havo", "3", "4"), ("Mbo Grafische techniek", "4", "3"), ("Basisschool", "1", None),
    ("Hbo Communicatie, eerste jaar", "5", None),
)  # fmt: skip

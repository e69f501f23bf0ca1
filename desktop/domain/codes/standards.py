"""Code values of national and European standards, retyped as facts."""

from __future__ import annotations

from desktop.domain.codes.listing import Code, CodeList, listed

_VUM = "VUM data standard 1.x"
_NLQF = "http://data.europa.eu/snb/qdr/c_"

_CEFR = "A0 A1 A2 B1 B2 C1 C2"
_LICENCES = "AM A1 A2 A B B+ BE C1 C C1E CE D1 D D1E DE T"
_LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it "
    "iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl "
    "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo "
    "za zh zu"
)

LISTS = (
    CodeList("language", tuple(Code(code, "") for code in _LANGUAGES.split()), "ISO 639-1", labelled=False),
    listed(
        "cefr",
        "Common European Framework of Reference; A0 = below A1",
        {level: level for level in _CEFR.split()},
    ),
    CodeList(
        "nlqf",
        tuple(
            Code(level, f"NLQF {level}" if level != "0" else "NLQF entry level", uri=_NLQF + part)
            for level, part in {
                "0": "b42dd23b",
                "1": "3e11a3fd",
                "2": "c749fa23",
                "3": "f97cdbb5",
                "4": "ff656b33",
                "4+": "c2700f4e",
                "5": "18c9e9fe",
                "6": "1711a061",
                "7": "478359fc",
                "8": "2835a50f",
            }.items()
        ),
        "European Learning Model, list of qualification levels",
    ),
    listed("yes_no_unknown", _VUM, {"0": "Unknown", "1": "Yes", "2": "No"}),
    listed(
        "work_level",
        _VUM,
        {
            "1": "No primary education",
            "2": "Primary level",
            "3": "Vmbo level",
            "4": "Mbo, havo or vwo level",
            "5": "Hbo level",
            "6": "University level",
            "7": "Not known (yet)",
        },
    ),
    listed(
        "education_level",
        _VUM,
        {
            "1": "Primary education",
            "2": "Vmbo",
            "3": "Havo or vwo",
            "4": "Mbo",
            "5": "Hbo or bachelor",
            "6": "University or master",
            "9": "Other",
        },
    ),
    listed("education_status", _VUM, {"0": "Unknown", "1": "Finished", "2": "Broken off", "3": "Still going on"}),
    listed("diploma", _VUM, {"0": "Unknown", "1": "Yes", "2": "No", "8": "Does not apply"}),
    listed(
        "licence",
        _VUM,
        {category: category for category in _LICENCES.split()},
    ),
    listed(
        "transport",
        _VUM,
        {
            "1": "Car",
            "2": "Moped",
            "3": "Bicycle",
            "4": "Motorcycle",
            "5": "Public transport",
            "9": "Other",
        },
    ),
    listed(
        "behaviour",
        _VUM,
        {
            "24100": "Deciding and starting things",
            "24101": "Leading",
            "24102": "Guiding others",
            "24104": "Showing attention and understanding",
            "24105": "Working together",
            "24106": "Acting with integrity",
            "24107": "Building relations and networks",
            "24108": "Convincing others",
            "24109": "Presenting",
            "24110": "Wording and reporting",
            "24111": "Using knowledge of the trade",
            "24112": "Using materials and means",
            "24113": "Analysing",
            "24114": "Researching",
            "24115": "Creating and renewing",
            "24116": "Learning",
            "24118": "Planning and organising",
            "24119": "Looking at what the customer needs",
            "24120": "Delivering quality",
            "24121": "Following instructions and procedures",
            "24122": "Dealing with change",
            "24123": "Dealing with pressure and setbacks",
            "24124": "Showing drive and ambition",
            "24125": "Acting as an entrepreneur",
            "24126": "Acting businesslike",
        },
    ),
    listed(
        "behaviour_level",
        _VUM,
        {
            "1": "Good",
            "2": "Sufficient",
            "3": "Not sufficient",
            "4": "Absent",
            "5": "Needs to be looked into",
            "9": "Does not apply",
        },
    ),
    listed(
        "contract_kind",
        f"{_VUM}; trial placement added (data dictionary)",
        {
            "01": "Regular job",
            "02": "Learning job",
            "03": "Voluntary work",
            "04": "Work experience place",
            "05": "Trial placement",
        },
    ),
    listed("duration_kind", _VUM, {"B": "Fixed term", "O": "Permanent"}),
)

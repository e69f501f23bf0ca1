"""Help with the main tasks: short pages that say what to do, offline, each about a place in the window."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.said import N_


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One task: the question people ask, what to do step by step, and the screen (and part of it) it is about."""

    id: str
    question: str
    steps: tuple[str, ...]
    screen: str
    part: str = ""


PAGES = (
    HelpPage(
        "sign_up", N_("How do I sign somebody up?"),
        (
            N_("Go to the caseload (Ctrl+1) and press Ctrl+N."),
            N_("Type a name, a way to reach the person, and which partner sent the person. The rest can wait."),
            N_("Is the person known already? Overstap says so while you type, with the reason."),
            N_("Press Ctrl+Enter. The dossier opens."),
        ),
        "register",
    ),
    HelpPage(
        "find", N_("How do I find somebody?"),
        (
            N_("Press Ctrl+K and type part of a name, a number or a phone number. Enter opens the dossier."),
            N_("In the caseload Ctrl+F searches your list; “everybody” also shows the people of colleagues."),
        ),
        "caseload",
    ),
    HelpPage(
        "intake", N_("How do I do an intake?"),
        (
            N_("Open the dossier and press Ctrl+3."),
            N_("Fill in what you hear, in any order. Everything is saved at once; you can stop at any moment."),
            N_("What is still missing stands beside the form: each line leads to its field. F1 explains a field."),
            N_("Press Ctrl+Enter to finish. The text is then kept as it is; opening it again makes a new version."),
        ),
        "intake",
    ),
    HelpPage(
        "match", N_("How do I match somebody with an employer?"),
        (
            N_("Open the dossier and go to Match and question (Ctrl+PgDown goes from section to section)."),
            N_("The questions of employers stand there, what fits best first, with what does not fit."),
            N_("Propose the person, and record later what both sides decided."),
        ),
        "dossier", "match",
    ),
    HelpPage(
        "agreement", N_("How do I make an agreement?"),
        (
            N_("Both sides said yes to a match and there is a route: go to Agreement in the dossier."),
            N_("Press “Make the agreement”. Match and route fill in most of it; complete terms and costs."),
            N_("Offer it for signing, print it, and record each signature. Then put it in force."),
        ),
        "dossier", "agreement",
    ),
    HelpPage(
        "route", N_("How do I plan a route?"),
        (
            N_("Go to Route and modules in the dossier and plan a route."),
            N_("Insert searches the modules; Enter puts one in the route. Ctrl+T shows the route as a list."),
            N_("Hours a week, costs and the expected end are counted while you plan."),
        ),
        "dossier", "route",
    ),
    HelpPage(
        "note", N_("How do I write a note quickly?"),
        (
            N_("Press Ctrl+Shift+N wherever you are, type, and press Ctrl+Enter."),
            N_("Without somebody chosen, Overstap asks about whom it is. What you type is kept meanwhile."),
        ),
        "dossier", "notes",
    ),
    HelpPage(
        "agenda", N_("How do I plan a task or an appointment?"),
        (
            N_("Go to the agenda (Ctrl+4) and press Ctrl+N."),
            N_("Choose what it is, for whom, and when: “fri” or “+3” are days too."),
            N_("Space ticks off what is done. A request to call back turns red after two working days."),
        ),
        "agenda",
    ),
    HelpPage(
        "print", N_("How do I print?"),
        (
            N_("Open the dossier and press Ctrl+P. You see the pages as they will come out."),
            N_("Choose the document and its parts. For some you say for whom and why."),
            N_("Ctrl+Enter prints, Ctrl+S saves a PDF, and “File in the dossier” keeps these pages."),
        ),
        "preview",
    ),
    HelpPage(
        "undo", N_("I did something wrong. How do I take it back?"),
        (
            N_("Press Ctrl+Z: the button names the step it takes back. Ctrl+Y does it again."),
            N_("Longer ago? In History in the dossier an old value can be brought back."),
        ),
        "dossier", "history",
    ),
    HelpPage(
        "import", N_("How do I bring in the list I have?"),
        (
            N_("Press Ctrl+Shift+I and choose the file (CSV or Excel)."),
            N_("Say what each column holds. You see what becomes of each row before anything is kept."),
            N_("The whole import is one step: Ctrl+Z takes it back."),
        ),
        "imports",
    ),
    HelpPage(
        "erase", N_("Somebody asks to be erased. What do I do?"),
        (
            N_("Open the dossier and choose “Ask to erase everywhere” under the button Case."),
            N_("See what goes and what may have to stay, type the number of the request, and ask."),
            N_("A privacy officer confirms it. “Requests to erase” says which laptops still have the person."),
            N_("Save the certificate there: it says who asked, who confirmed, and what was removed."),
        ),
        "erase",
    ),
    HelpPage(
        "backup", N_("How do I make a backup, or put one back?"),
        (
            N_("Overstap makes one by itself every half hour in which something changed."),
            N_("Choose a second folder for copies in the settings, best on another disk."),
            N_("To put one back: lock (Ctrl+L) and choose “Put a backup back”. You see what it does not hold."),
        ),
        "upkeep",
    ),
    HelpPage(
        "passphrase", N_("I forgot my passphrase. What now?"),
        (
            N_("Lock (Ctrl+L) and choose “Forgotten, or another passphrase”."),
            N_("Type the recovery key that you kept when the workspace was made, and a new passphrase twice."),
            N_("Keep the new recovery key away from this computer. Without passphrase and key nobody can get in."),
        ),
        "settings",
    ),
)  # fmt: skip

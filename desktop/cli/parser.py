"""The words of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any

from desktop.cli.context import Context, Printed


def parser() -> argparse.ArgumentParser:
    """Everything that can be typed after ``overstap``."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--workspace", metavar="DIR", default=argparse.SUPPRESS, help="folder of the workspace")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="answer in JSON")
    top = argparse.ArgumentParser(prog="overstap", description="The case file of the Leerwerkloket.", parents=[common])
    top.set_defaults(run=_lazy("window", "window"))
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, module: str, summary: str, function: str = "") -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=summary, parents=[common])
        made.set_defaults(run=_lazy(module, function or name.replace("-", "_")))
        return made

    init = command("init", "workspaces", "make a workspace: asks for what is not given")
    for option in ("name", "desk", "role"):
        init.add_argument(f"--{option}")
    init.add_argument("--connection", metavar="FILE", help="at a desk that shares a database already")
    demo = command("demo", "demo", "practice town: an invented region with two years of work")
    demo.add_argument("--out", metavar="DIR", help="take one new candidate through every stage and print into DIR")
    demo.add_argument("--sync", action="store_true", help="on two workspaces that share a practice server here")
    demo.add_argument("--people", type=int, default=500, help=argparse.SUPPRESS)

    imported = command(
        "import",
        "lists",
        "import a list of sign-ups, employers, their questions, modules or a reference list",
        "import_list",
    )
    imported.add_argument("kind", metavar="KIND")
    imported.add_argument("file", metavar="FILE")
    imported.add_argument("--source", metavar="NAME", help="sign-ups: the organisation that sent the list")
    imported.add_argument("--dry-run", action="store_true", help="say what would happen to every row, and do nothing")
    command("find", "records", "search people, employers and everything else").add_argument("text", metavar="TEXT")
    listed = command("list", "records", "all records of a kind", "list_records")
    listed.add_argument("kind", metavar="KIND")
    shown = command("show", "records", "a dossier or a record")
    shown.add_argument("id", metavar="ID")
    shown.add_argument("--history", action="store_true", help="what changed, by whom, when")
    shown.add_argument("--as-of", metavar="DATE", help="as it was at the end of that day")
    added = command("add", "records", "make a record")
    added.add_argument("kind", metavar="KIND")
    added.add_argument("values", metavar="FIELD=VALUE", nargs="*")
    added.add_argument("--parent", metavar="ID")
    changed = command("set", "records", "change fields of a record", "set_fields")
    changed.add_argument("id", metavar="ID")
    changed.add_argument("values", metavar="FIELD=VALUE", nargs="+")
    changed.add_argument("--reason")
    for writing in (added, changed):
        writing.add_argument("--confirm", action="store_true", help="keep a text that names health or a citizen number")
    stage = command("stage", "records", "bring a case to a stage (S0 to S6; closing is S7)")
    stage.add_argument("id", metavar="ID")
    stage.add_argument("stage", metavar="STAGE")
    stage.add_argument("--override", metavar="REASON", help="a team lead passes a closed gate, and says why")
    undone = command("undo", "records", "take back an action, without ACTION the newest")
    undone.add_argument("action", metavar="ACTION", nargs="?")
    command("redo", "records", "do again what was undone last")

    printed = command("print", "prints", "make a document as PDF", "print_document")
    printed.add_argument("document", metavar="DOCUMENT")
    printed.add_argument("id", metavar="ID")
    printed.add_argument("-o", "--output", metavar="FILE", required=True)
    printed.add_argument("--file", action="store_true", help="keep this print in the dossier too")
    printed.add_argument("--language", choices=("nl", "en"))
    printed.add_argument("--profile", choices=("inzage", "overdracht", "archief"), default="inzage")
    printed.add_argument("--sections", metavar="N,N", help="only these chapters of the dossier")
    printed.add_argument("--purpose", help="why it is printed (the dossier asks)")
    printed.add_argument("--recipient", help="for whom it is printed (the dossier asks)")
    exported = command("export", "prints", "everything about a person, as JSON", "export_person")
    exported.add_argument("id", metavar="ID")
    exported.add_argument("-o", "--output", metavar="FILE")

    looked = command("reads", "desk", "who looked at whose dossier, newest first")
    looked.add_argument("id", metavar="ID", nargs="?", help="only at this person or case")
    looked.add_argument("--by", metavar="NAME", help="only by this colleague")
    looked.add_argument("--days", metavar="N", type=int, help="only in the last N days")
    command("logo", "desk", "print a PNG above every paper; without FILE no more").add_argument(
        "file", metavar="FILE", nargs="?"
    )

    _sharing(command)
    command("backup", "workspaces", "make a verified backup now")
    restored = command("restore", "workspaces", "put a backup in place; the present database is kept aside")
    restored.add_argument("backup", metavar="FILE", nargs="?", help="without FILE: the newest")
    command("verify", "workspaces", "check the file, every page and the chain of the journal")
    command("self-test", "self_test", "check this installation: store, documents, language", "self_test")
    return top


def _erasing(
    command: Callable[..., argparse.ArgumentParser], part: Callable[..., argparse.ArgumentParser], parts: Any
) -> None:
    """Erasing somebody: asked at a laptop, confirmed at the shared database."""
    asked = command("erase", "erasing", "ask that a person is erased everywhere; an officer confirms it")
    asked.add_argument("id", metavar="ID", help="of the person or the case")
    asked.add_argument("--reference", metavar="NUMBER", required=True, help="the number of the request, without a name")
    asked.add_argument("--confirmed-by", metavar="NAME", help="where nothing is shared: who confirmed it")
    asked.add_argument("-o", "--output", metavar="FILE", help="where nothing is shared: the certificate, .pdf or .json")
    command("erasures", "erasing", "what was asked and done, and which laptops have not confirmed")
    verbs = parts.add_parser("erase", help="for an officer: erasing somebody").add_subparsers(
        metavar="VERB", required=True
    )
    for verb, summary in (
        ("list", "what was asked and done"),
        ("confirm", "erase what somebody else asked"),
        ("refuse", "do not do what was asked"),
        ("certificate", "what was removed where, and which laptops have not confirmed"),
    ):
        made = part(verb, f"server_{verb}", summary, verbs, "erasing")
        made.add_argument("--server", metavar="URL", required=True, help="the address, as the officer")
        if verb != "list":
            made.add_argument("id", metavar="ID")
        if verb in ("confirm", "certificate"):
            made.add_argument("-o", "--output", metavar="FILE", help="the certificate, .pdf or .json")


def _devices(part: Callable[..., argparse.ArgumentParser], parts: Any) -> None:
    """The laptops, for an administrator."""
    verbs = parts.add_parser("device", help="the laptops").add_subparsers(metavar="VERB", required=True)
    listed = part("list", "device_list", "every laptop and its last contact", verbs, "devices")
    revoked = part("revoke", "device_revoke", "a lost laptop: it hands in what waits, and locks", verbs, "devices")
    held = part("held", "device_held", "which dossiers a laptop may have held, since when", verbs, "devices")
    limits = part("limits", "limits", "how long a laptop may be away, which version may fetch", module="devices")
    for made in (listed, revoked, held, limits):
        made.add_argument("--server", metavar="URL", required=True, help="the address, as the administrator")
    for made in (revoked, held):
        made.add_argument("number", metavar="NUMBER", type=int)
    order = revoked.add_mutually_exclusive_group()
    order.add_argument("--erase", action="store_true", help="erase everything on it, after handing in")
    order.add_argument("--undo", action="store_true", help="it was found: take the order back")
    limits.add_argument("--days-away", metavar="N", type=int, help="days without contact until it locks; 0: never")
    limits.add_argument("--oldest-version", metavar="N", type=int, help="older programs hand in and fetch nothing")


def _sharing(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands about the shared database."""
    joined = command("connect", "sharing", "share this workspace's desk with the laptops of colleagues")
    joined.add_argument("file", metavar="FILE", help="the connection file that the administrator gave")
    round_of = command("sync", "sharing", "hand in what waits and take in what others did")
    round_of.add_argument("--again", action="store_true", help="hand in again what was refused")
    round_of.add_argument("--seen", action="store_true", help="do not tell again what was handed over or not taken in")
    command("status", "sharing", "what waits, since when, and what is to be decided")
    command("conflicts", "sharing", "what two people wrote differently")
    resolved = command("resolve", "sharing", "decide which value stands")
    resolved.add_argument("id", metavar="ID")
    resolved.add_argument("choice", metavar="mine|theirs|VALUE")

    server = command("server", "server", "the shared database, for its administrator")
    parts = server.add_subparsers(title="parts", metavar="PART", required=True)

    def part(
        name: str, function: str, summary: str, under: Any = parts, module: str = "server"
    ) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = under.add_parser(name, help=summary, description=summary)
        made.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="answer in JSON")
        made.set_defaults(run=_lazy(module, function))
        return made

    def at_server(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument("--server", metavar="URL", required=True, help="the address, as the administrator")
        return made

    part("init", "init", "make the shared database or bring it up to date").add_argument("server", metavar="URL")
    at_server(part("check", "check", "what is unsafe about this server"))
    at_server(part("tidy", "tidy", "what was deleted for thirty days goes for good; for every night"))
    after = at_server(
        part("restored", "restored", "after a restore from a backup, before anybody can reach the server")
    )
    proof = "certificates as JSON, or the whole list, of who was erased since the backup: they are erased once more"
    after.add_argument("--erased", metavar="FILE", nargs="+", default=[], help=proof)
    desks = parts.add_parser("desk", help="the desks").add_subparsers(metavar="VERB", required=True)
    desk = at_server(part("add", "desk_add", "a desk with its first team", desks))
    desk.add_argument("name", metavar="NAME")
    desk.add_argument("--id", help="of a desk that a workspace has already")
    users = parts.add_parser("user", help="the people").add_subparsers(metavar="VERB", required=True)
    user = at_server(part("add", "user_add", "a person; prints the connection file", users))
    user.add_argument("login", metavar="LOGIN")
    for option in ("name", "desk", "role"):
        user.add_argument(f"--{option}", required=True)
    user.add_argument("--person", metavar="ID", help="of a colleague whose workspace exists already")
    user.add_argument("--certificate", metavar="FILE", help="of the organisation that vouches for the server")
    proves = "the person's own certificate and its key with a password, both as PEM, instead of a password of the login"
    user.add_argument("--identity", metavar="FILE", help=proves)
    at_server(part("end", "user_end", "somebody leaves: the login is closed at once", users)).add_argument("login")
    _erasing(command, part, parts)
    _devices(part, parts)
    kept = parts.add_parser("parked", help="what could not be taken in").add_subparsers(metavar="VERB", required=True)
    at_server(part("list", "parked_list", "by whom, when, which fields, and why; no values", kept, "parked"))
    drop = at_server(part("drop", "parked_drop", "nobody needs it any more", kept, "parked"))
    drop.add_argument("number", metavar="NUMBER", type=int)
    served = part("serve-demo", "serve_demo", "a PostgreSQL for practice, on this computer only")
    served.add_argument("folder", metavar="DIR")


def _lazy(module: str, function: str) -> Callable[[Context], Printed]:
    """The function that runs a command; its module is loaded when it is asked for."""

    def run(context: Context) -> Printed:
        found: Callable[[Context], Printed] = getattr(import_module(f"desktop.cli.{module}"), function)
        return found(context)

    return run

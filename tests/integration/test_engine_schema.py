"""The steps from an empty file to the newest schema, against the declarations they come from."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa

from desktop.domain.folding import sort_key
from desktop.persistence import hearing
from desktop.persistence.engine import Database, create_file, raw
from desktop.persistence.keys import DataKey
from desktop.persistence.migrate import Layout, declared, layout, migrate, statements
from desktop.persistence.schema import schema

KEY = DataKey(bytes(range(32)))

Shape = dict[str, object]


def shape(database: Database) -> Shape:
    """Every table with its columns, generated ones too, and the columns of its indexes."""
    with database.reading() as connection:

        def rows(sql: str) -> list[sa.Row[tuple[object, ...]]]:
            return list(connection.exec_driver_sql(sql).all())

        found: Shape = {}
        for (table,) in rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
            columns = [
                (c.name, c.type, c.notnull, c.dflt_value, c.pk, c.hidden) for c in rows(f"PRAGMA table_xinfo({table})")
            ]
            indexes = {
                f"{i.name} {i.unique}": [c.name for c in rows(f"PRAGMA index_info('{i.name}')")]
                for i in rows(f"PRAGMA index_list({table})")
            }
            found[str(table)] = (columns, indexes)
        return found


def opened(path: Path) -> Database:
    create_file(path, KEY)
    return Database(path, KEY, layout().setup, layout().newest)


def test_all_steps_together_make_exactly_the_declared_tables(tmp_path: Path) -> None:
    stepped, direct = opened(tmp_path / "stepped.db"), opened(tmp_path / "direct.db")
    migrate(stepped, Layout(layout().migrations, layout().setup, lambda connection: None), lambda: None)
    with direct.writing() as connection:
        for statement in statements(declared(schema())):
            connection.exec_driver_sql(statement)
    assert shape(stepped) == shape(direct)
    assert len(shape(stepped)) > 20
    stepped.close()
    direct.close()


def test_the_program_is_found_to_be_at_its_last_step(tmp_path: Path) -> None:
    database = opened(tmp_path / "x.db")
    before: list[str] = []
    migrate(database, layout(), lambda: before.append("backup"))
    migrate(database, layout(), lambda: before.append("again"))
    assert before == ["backup"]
    assert database.version == layout().newest >= 1
    database.close()


def test_a_file_of_statements_is_split_where_a_statement_ends() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\n  SELECT 1;\nEND;\n"
    sql = f"CREATE TABLE a(b DEFAULT ';');\n\n{trigger}"
    assert [s.split("(")[0].split(" AFTER")[0] for s in statements(sql)] == ["CREATE TABLE a", "CREATE TRIGGER t"]


def test_what_stood_in_a_workspace_of_before_stands_in_it_after_the_tenth_step(tmp_path: Path) -> None:
    before = tmp_path / "migrations"
    shutil.copytree(layout().migrations, before)
    for step in (before / "versions").glob("00[1-9]0_*.py"):
        step.unlink()
    database = opened(tmp_path / "x.db")
    migrate(database, Layout(before, layout().setup, lambda connection: None), lambda: None)
    with database.writing() as connection:
        on = raw(connection)
        on.execute("INSERT INTO candidate(id, root, last_name, first_name) VALUES ('a', 'a', 'Öz', 'Ayşe')")
        on.execute("INSERT INTO place(root, scope) VALUES ('a', 's'), ('b', 's')")
        on.execute("INSERT INTO listened(root, n, behind) VALUES ('a', 7, 0), ('b', 3, 1)")
    assert database.version == 9
    migrate(database, layout(), lambda: None)
    with database.writing() as connection:
        on = raw(connection)
        assert on.execute("SELECT last_name, _sort FROM candidate").fetchall() == [("Öz", sort_key("Öz", "Ayşe"))]
        assert on.execute("SELECT root, scope FROM place ORDER BY root").fetchall() == [("a", "s"), ("b", "s")]
        assert hearing.behind(on, 9) == {"b": 3}
        hearing.anew(on)
        assert hearing.behind(on, 9) == {"a": 0, "b": 0}
    database.close()

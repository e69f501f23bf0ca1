"""What does not take longer because there is more in the shared database."""

from __future__ import annotations

from typing import Any

import psycopg
from typing_extensions import override

from desktop.application.syncing import FIRST_ID
from desktop.domain.synced import REGION
from desktop.sync.postgres import PostgresTransport
from tests.sync.conftest import Admin
from tests.sync.test_server_merge import A, people


class Explaining(psycopg.Connection[tuple[Any, ...]]):
    """Keeps how the server went about each question, where it neither reads a whole table nor sorts if it need not."""

    plans: list[str]

    @override
    def execute(self, query: Any, params: Any = None, **more: Any) -> psycopg.Cursor[tuple[Any, ...]]:
        """Explained first."""
        super().execute("SET enable_seqscan = off; SET enable_sort = off")
        plan = super().execute(b"EXPLAIN " + query, params)
        self.plans.append("\n".join(line for (line,) in plan.fetchall()))
        return super().execute(query, params, **more)


def test_a_page_of_a_first_load_begins_where_the_last_one_ended(
    postgres: str, database_name: str, admin: Admin
) -> None:
    people(admin)
    connection = Explaining.connect(postgres, dbname=database_name, user="anna")
    connection.plans = []
    line = PostgresTransport(lambda: connection)
    for scope, table in ((A, "traject"), (A, "candidate"), (REGION, "employer")):
        line.snapshot_page(scope, table, FIRST_ID, 2000)
    line.close()
    assert len(connection.plans) == 3
    assert not [plan for plan in connection.plans if "Sort" in plan or "id >" not in plan]

"""A desk with a workspace, made once and copied for each journey."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.desk import CommandLine, Template, make_template, moved_in


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A workspace with one partner organisation and one person."""
    return make_template(tmp_path_factory.mktemp("template") / "werkmap")


@pytest.fixture
def shell(template: Template, tmp_path: Path) -> CommandLine:
    """A command line at a desk with a workspace of its own."""
    return moved_in(template, tmp_path)


@pytest.fixture
def partner(template: Template) -> str:
    """The organisation that people come from."""
    return template.partner


@pytest.fixture
def person(template: Template) -> str:
    """Bilal Yılmaz, who was signed up before."""
    return template.person

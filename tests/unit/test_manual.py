"""The manual says the same in both languages, shows pictures that are there, and knows every screen."""

from __future__ import annotations

import re

import pytest

from desktop.application.i18n import LanguageCode
from desktop.application.manual import chapter_about, chapters
from desktop.ui.screens.dossier.sections import SECTIONS
from desktop.ui.screens.places import DESTINATIONS
from tests import catalogue, pictures

KEY = re.compile(
    r"(Ctrl|Alt|Shift|F\d|Esc|Enter|Tab|Delete|Insert|pijl|spatie|space|arrow|left|right|up|down|[A-Z\[\]]$)"
)
"""How the manual writes keys, in bold as well."""


def test_every_picture_that_is_named_is_there_and_every_screen_has_one() -> None:
    assert pictures.missing() == (), "run python -m tests.pictures"


def test_the_pictures_stay_small_enough_to_hand_out() -> None:
    assert sum(path.stat().st_size for path in pictures.PICTURES.iterdir()) < 2_500_000


def test_both_languages_have_the_same_chapters_with_the_same_pictures() -> None:
    dutch, english = chapters("nl"), chapters("en")
    assert [(c.about, c.pictures) for c in dutch] == [(c.about, c.pictures) for c in english]


@pytest.mark.parametrize("tag", pictures.LANGUAGES)
def test_every_screen_and_every_part_of_a_dossier_has_a_chapter(tag: LanguageCode) -> None:
    found = chapters(tag)
    places = [d.screen for d in DESTINATIONS if d.screen != "manual"] + [section.id for section in SECTIONS]
    assert [place for place in places if chapter_about(found, place) is None] == []


@pytest.mark.parametrize("tag", pictures.LANGUAGES)
def test_every_button_that_the_manual_names_is_called_so_on_the_screen(tag: LanguageCode) -> None:
    said = {key[1] if tag == "en" else str(message.string) for key, (_, message) in catalogue.translated().items()}
    shown = {words.replace("&", "") for words in said}
    bold = {words for chapter in chapters(tag) for words in re.findall(r"\*\*(.+?)\*\*", chapter.text)}
    titles = {chapter.title for chapter in chapters(tag)}
    assert sorted(words for words in bold - shown - titles if not KEY.match(words)) == []

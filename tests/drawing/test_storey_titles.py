"""Which words are the title of a plan, of another view, or of none."""

from __future__ import annotations

import pytest

from cad_import.drawing.storeys.titles import title_of


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("一层平面图 1:100", (1,)),
        ("首层平面图", (1,)),
        ("地下一层平面图", (-1,)),
        ("负二层平面图", (-2,)),
        ("B1F平面图", (-1,)),
        ("地下一~二层平面图", (-2, -1)),
        ("十二层平面图", (12,)),
        ("三~五层平面图", (3, 4, 5)),
        ("2F~4F平面图", (2, 3, 4)),
        ("二、四层平面图", (2, 4)),
        ("屋顶平面图", ()),
        ("标准层平面图", ()),
        ("GROUND FLOOR PLAN", (1,)),
        ("Second Floor Plan  Scale 1:100", (2,)),
        ("3RD FLOOR PLAN", (3,)),
        ("Basement Plan", (-1,)),
        ("FLOOR PLAN - LEVEL 4", (4,)),
    ],
)
def test_a_plans_title_tells_its_storeys(words: str, levels: tuple[int, ...]):
    title = title_of(words)

    assert title is not None
    assert (title.kind, title.levels, title.is_sure) == ("plan", levels, True)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("①-⑩立面图", "elevation"),
        ("NORTH ELEVATION", "elevation"),
        ("1-1剖面图", "section"),
        ("SECTION A-A", "section"),
        ("楼梯大样图", "detail"),
        ("卫生间平面详图", "detail"),
        ("图例", "legend"),
        ("门窗表", "legend"),
        ("总平面图", "legend"),
        ("SITE PLAN", "legend"),
    ],
)
def test_other_views_are_known_by_their_titles(words: str, kind: str):
    title = title_of(words)

    assert title is not None
    assert title.kind == kind


@pytest.mark.parametrize(
    "words",
    ["会议室", "二层会议室", "详见二层平面图", "PLAN ROOM", "PLANTER", "层高3.6m", "", "203"],
)
def test_labels_and_references_are_no_titles(words: str):
    assert title_of(words) is None


@pytest.mark.parametrize("words", ["二层", "3F", "LEVEL 2", "FIRST FLOOR"])
def test_words_that_may_be_a_label_are_not_sure(words: str):
    title = title_of(words)

    assert title is not None
    assert not title.is_sure

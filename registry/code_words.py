"""The layers of a unit's code in English; in Chinese they say themselves.

Letters as data, beside those of `registry.codes`.
"""

from __future__ import annotations

from registry.codes import Layer

NAMES = {
    "县级行政区划": "County division",
    "地籍区": "Cadastral district",
    "地籍子区": "Cadastral sub-district",
    "宗地特征码": "Kind of parcel",
    "宗地顺序号": "Parcel number",
    "定着物特征码": "Kind of fixture",
    "定着物单元编号": "Unit number",
}
OWNERSHIP = {
    "G": "state-owned land",
    "J": "collectively owned land",
    "Z": "ownership undetermined or disputed",
}
PARCELS = {
    "A": "collective ownership",
    "B": "building land, surface",
    "S": "building land, above ground",
    "X": "building land, below ground",
    "C": "homestead",
    "D": "contracted farmland",
    "E": "contracted forest land",
    "F": "contracted grassland",
    "H": "sea area",
    "G": "uninhabited island",
    "W": "use right undetermined or disputed",
    "Y": "other use right",
}
FIXTURES = {
    "F": "houses and other structures",
    "L": "forest or trees",
    "Q": "other fixtures",
    "W": "nothing built",
}


def english_name(layer: Layer) -> str:
    """Return what a layer is called in English.

    >>> english_name(Layer(name="地籍区", value="001"))
    'Cadastral district'
    """
    return NAMES.get(layer.name, layer.name)


def english_meaning(layer: Layer) -> str:
    """Return what a layer says in English.

    >>> english_meaning(Layer(name="宗地特征码", value="GB", meaning="…"))
    'state-owned land, building land, surface'
    >>> english_meaning(Layer(name="定着物单元编号", value="00010002", meaning="…"))
    'building 0001, house 0002'
    """
    match layer.name:
        case "宗地特征码":
            return f"{OWNERSHIP[layer.value[0]]}, {PARCELS[layer.value[1]]}"
        case "定着物特征码":
            return FIXTURES[layer.value]
        case "定着物单元编号" if layer.meaning:
            return f"building {layer.value[:4]}, house {layer.value[4:]}"
    return layer.meaning

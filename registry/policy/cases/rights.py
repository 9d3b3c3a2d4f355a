"""权利类型: the kinds of rights by their code, and what a right stands on."""

from __future__ import annotations

from registry.policy.cases.terms import Words

# Codes as deployed registers use them; 19–22 and 99 are theirs, 23 is a local extension.
RIGHT_TYPES: dict[str, Words] = {
    "1": Words("集体土地所有权", "Collective land ownership"),
    "2": Words("国家土地所有权", "State land ownership"),
    "3": Words("国有建设用地使用权", "State construction land use"),
    "4": Words(
        "国有建设用地使用权/房屋（构筑物）所有权",
        "State construction land use / house (structure) ownership",
    ),
    "5": Words("宅基地使用权", "Homestead use"),
    "6": Words("宅基地使用权/房屋（构筑物）所有权", "Homestead use / house ownership"),
    "7": Words("集体建设用地使用权", "Collective construction land use"),
    "8": Words(
        "集体建设用地使用权/房屋（构筑物）所有权",
        "Collective construction land use / house ownership",
    ),
    "9": Words("土地承包经营权", "Land contract management"),
    "10": Words("土地承包经营权/森林、林木所有权", "Land contract management / forest ownership"),
    "11": Words("林地使用权", "Forest land use"),
    "12": Words("林地使用权/森林、林木使用权", "Forest land use / forest use"),
    "13": Words("草原使用权", "Grassland use"),
    "14": Words("水域滩涂养殖权", "Aquaculture"),
    "15": Words("海域使用权", "Sea area use"),
    "16": Words("海域使用权/构（建）筑物所有权", "Sea area use / structure ownership"),
    "17": Words("无居民海岛使用权", "Uninhabited island use"),
    "18": Words("无居民海岛使用权/构（建）筑物所有权", "Uninhabited island use / ownership"),
    "19": Words("地役权", "Easement"),
    "20": Words("取水权", "Water abstraction"),
    "21": Words("探矿权", "Prospecting"),
    "22": Words("采矿权", "Mining"),
    "23": Words("抵押权", "Mortgage"),
    "99": Words("其它权利", "Other right"),
}

HOUSE_RIGHTS = frozenset({"4", "6", "8"})
LAND_RIGHTS = frozenset({"3", "5", "7"})
RIGHT_NATURES: dict[str, Words] = {
    "allocated": Words("划拨", "Allocated"),
    "granted": Words("出让", "Granted"),
    "other": Words("其他", "Other"),
}

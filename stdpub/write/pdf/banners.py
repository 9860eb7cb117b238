"""The large letters of a Chinese cover: what kind of standard it is and of whom, and the code in its corner.

In go level, force and identifier; out come words, and the sizes in points at which they fill the room that
GB/T 1.1-2020 has for them.
"""

from __future__ import annotations

import re

_NATION = "中华人民共和国"
_KINDS = {
    "national-standard": ("中华人民共和国国家标准", "National Standard"),
    "sector-standard": ("中华人民共和国行业标准", "Sector Standard"),
    "local-standard": ("地方标准", "Local Standard"),
    "association-standard": ("团体标准", "Association Standard"),
    "enterprise-standard": ("企业标准", "Enterprise Standard"),
    "international-standard": ("国际标准", "International Standard"),
    "regional-standard": ("区域标准", "Regional Standard"),
}
_GUIDANCE = ("中华人民共和国国家标准化指导性技术文件", "National Guidance Document")
_PAIR = re.compile(r"(\w\w) (\w+)")
_SECTORS: dict[str, str] = dict(
    _PAIR.findall(
        "AQ 安全生产|BB 包装|CB 船舶|CH 测绘|CJ 城镇建设|CY 新闻出版|DA 档案|DB 地震|DL 电力|DZ 地质矿产|EJ 核工业|FZ 纺织|"
        "GA 公共安全|GH 供销合作|GM 密码|GY 广播电影电视|HB 航空|HG 化工|HJ 生态环境|HS 海关|HY 海洋|JB 机械|JC 建材|"
        "JG 建筑工业|JR 金融|JT 交通|JY 教育|LB 旅游|LD 劳动和劳动安全|LS 粮食|LY 林业|MH 民用航空|MT 煤炭|MZ 民政|NB 能源|"
        "NY 农业|QB 轻工|QC 汽车|QJ 航天|QX 气象|RB 认证认可|SB 国内贸易|SC 水产|SH 石油化工|SJ 电子|SL 水利|SN 出入境检验检疫|"
        "SY 石油天然气|TB 铁路运输|TD 土地管理|TY 体育|WB 物资管理|WH 文化|WM 外经贸|WS 卫生|WW 文物保护|XB 稀土|XF 消防救援|"
        "YB 黑色冶金|YC 烟草|YD 通信|YS 有色金属|YY 医药|YZ 邮政|ZY 中医药"
    )
)
"""What the two letters of a sector stand for."""
_PLACES: dict[str, str] = dict(
    _PAIR.findall(
        "11 北京市|12 天津市|13 河北省|14 山西省|15 内蒙古自治区|21 辽宁省|22 吉林省|23 黑龙江省|31 上海市|32 江苏省|33 浙江省|"
        "34 安徽省|35 福建省|36 江西省|37 山东省|41 河南省|42 湖北省|43 湖南省|44 广东省|45 广西壮族自治区|46 海南省|50 重庆市|"
        "51 四川省|52 贵州省|53 云南省|54 西藏自治区|61 陕西省|62 甘肃省|63 青海省|64 宁夏回族自治区|65 新疆维吾尔自治区"
    )
)
"""What the two digits after `DB` stand for."""
_PLACE = re.compile(r"DB(\d{2})(?!\d)")
_WHOLE = ("T/", "Q/")
"""How codes begin that a stroke does not cut."""

_MEASURE = 170 * 72 / 25.4
"""Width of the banner in points."""
_BANNER = 32.0
_GAP = 1.1
"""Em between the letters of a short banner, which would fall apart if it filled its line."""
_SHORT = 8
"""Letters from which on a banner fills its line."""
_HIGH, _WIDE, _WIDEST = (length * 72 / 25.4 for length in (20.4, 40.2, 56.0))
"""The corner's height, its width for two letters, and for more: up to the end of the rule."""
_CAPITAL = 0.733
"""Height of a capital in em."""
_WIDTHS = {**dict.fromkeys("0123456789", 590), "/": 387, "-": 370, ".": 325, "I": 330, "M": 853, "W": 915}
_USUAL = 690
"""Width of any other capital, in thousandths of an em."""


def banner(level: str, force: str, identifier: str, *, han: bool) -> str:
    """Return the words across the head of a cover, with the sector or the place where the identifier tells it."""
    zh, en = _GUIDANCE if force == "guidance" and level == "national-standard" else _KINDS.get(level, ("", ""))
    if not han:
        return en
    if level == "sector-standard":
        return f"{_NATION}{_SECTORS.get(identifier[:2], '')}行业标准"
    place = _PLACE.match(identifier) if level == "local-standard" else None
    return _PLACES.get(place[1], "") + zh if place else zh


def emblem(identifier: str) -> str:
    """Return the letters in the corner: `GB` for GB/T 1.1, `DB11` for DB11/T 3, `T/ABC` for T/ABC 1."""
    code = identifier.partition(" ")[0]
    return code if code.startswith(_WHOLE) else code.partition("/")[0]


def emblem_size(letters: str) -> float:
    """Return the type size, in points, at which the letters fill their corner."""
    width = sum(_WIDTHS.get(letter, _USUAL) for letter in letters) / 1000
    room = _WIDE if len(letters) < len("GBZ") else _WIDEST
    return round(min(_HIGH / _CAPITAL, room / max(width, 1)), 2)


def banner_size(words: str) -> float:
    """Return the type size of a banner, in points, which is smaller where it would not stand on one line."""
    return round(min(_BANNER, _MEASURE / max(len(words), 1)), 2)


def banner_gap(words: str) -> float:
    """Return the room between the letters of a Chinese banner, in points."""
    count = len(words)
    if count < _SHORT:
        return round(_GAP * _BANNER, 2)
    return round((_MEASURE - count * banner_size(words)) / (count - 1), 2)

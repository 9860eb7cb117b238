"""What is counted, and money, as data: words of English and Chinese to annotations of UCUM; and what is no limit's unit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_SAME = (
    "digit word line page pixel item person user copy sample specimen attempt request transaction cycle piece set"
    " measurement reading vehicle employee member room rack"
)

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        **{name: f"{{{name}}}" for name in _SAME.split()},
        **{f"{name}s": f"{{{name}}}" for name in _SAME.split()},
        "copies": "{copy}",
        "people": "{person}",
        "persons": "{person}",
        "character": "{character}",
        "characters": "{character}",
        "time": "{time}",
        "times": "{times}",
        "decimal place": "{decimal-place}",
        "decimal places": "{decimal-place}",
        "significant digits": "{digit}",
        "significant figures": "{digit}",
        "working day": "{working-day}",
        "working days": "{working-day}",
        "business day": "{working-day}",
        "business days": "{working-day}",
        "calendar day": "d",
        "calendar days": "d",
        "consecutive days": "d",
        "full months": "mo",
        "calendar months": "mo",
        "iteration": "1",
        "iterations": "1",
        "yuan": "{CNY}",
        "dollars": "{USD}",
        "euros": "{EUR}",
        "euro": "{EUR}",
    }
)

CHINESE: Mapping[str, str] = MappingProxyType(
    {
        "个字符": "{character}",
        "字符": "{character}",
        "个汉字": "{character}",
        "位数字": "{digit}",
        "个数字": "{digit}",
        "位数": "{digit}",
        "位有效数字": "{digit}",
        "位小数": "{decimal-place}",
        "位": "bit",
        "次": "{time}",
        "倍": "{times}",
        "人": "{person}",
        "人次": "{person}",
        "名": "{person}",
        "件": "{piece}",
        "台": "{set}",
        "套": "{set}",
        "份": "{copy}",
        "页": "{page}",
        "笔": "{transaction}",
        "个样品": "{sample}",
        "个试样": "{specimen}",
        "个": "1",
        "工作日": "{working-day}",
        "个工作日": "{working-day}",
        "个小时": "h",
        "个星期": "wk",
        "周岁": "a",
        "岁": "a",
        "元": "{CNY}",
        "人民币": "{CNY}",
        "美元": "{USD}",
        "欧元": "{EUR}",
    }
)

NO_UNITS = "级类章款版号代届期月部"
"""Signs behind a number that make it a name or a date and no amount: 二级, 3类, 5月."""

PERIODS: Mapping[str, str] = MappingProxyType(
    {"second": "s", "minute": "min", "hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "a"}
)
"""What occasions are related to: once a year."""

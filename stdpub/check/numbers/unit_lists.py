"""Words that stand where the sign of a unit belongs, as data: what is meant by each."""

from __future__ import annotations

CASES = {
    **{f"K{unit}": f"k{unit}" for unit in ("V", "W", "Wh", "m", "g", "Hz", "Pa", "N", "A", "J", "VA", "Ω", "L", "W·h", "eV")},
    "KHZ": "kHz", "kHZ": "kHz", "khz": "kHz", "Khz": "kHz", "KM": "km", "KG": "kg", "Kgs": "kg", "KPA": "kPa", "Kpa": "kPa",
    "kpa": "kPa", "Mpa": "MPa", "mpa": "MPa", "MPA": "MPa", "pa": "Pa", "PA": "Pa", "hpa": "hPa",
    "HZ": "Hz", "hz": "Hz", "mhz": "MHz", "MHZ": "MHz", "Mhz": "MHz", "ghz": "GHz", "GHZ": "GHz", "Ghz": "GHz",
    "kv": "kV", "kw": "kW", "KWH": "kWh", "kwh": "kWh", "Kwh": "kWh", "kWH": "kWh", "mw": "mW", "Mw": "MW", "kva": "kVA",
    "MM": "mm", "Mm": "mm", "CM": "cm", "Cm": "cm", "db": "dB", "DB": "dB", "Db": "dB", "dba": "dBA", "LX": "lx", "Lx": "lx",
    "MOL": "mol", "Mol": "mol", "MIN": "min", "Min": "min", "ma": "mA", "Ma": "mA", "kn": "kN", "nm³": "Nm³",
}  # fmt: skip
"""Signs in the wrong case, and the right ones."""

DOUBTFUL_CASES = frozenset({"Mw", "mw", "Ma", "pa", "PA", "kn", "Mm", "MIN", "Min", "MM", "mpa"})
"""Wrong forms that may have been meant otherwise, so that a person has to look."""

NONSTANDARD = {
    "sec": "s", "secs": "s", "Sec": "s", "hr": "h", "hrs": "h", "Hr": "h", "Hrs": "h", "mins": "min", "msec": "ms", "msecs": "ms",
    "usec": "μs", "rpm": "r/min", "RPM": "r/min", "cc": "cm³", "ccm": "cm³", "lit": "l", "ltr": "l", "ltrs": "l", "amps": "A", "amp": "A",
    "kmh": "km/h", "kph": "km/h", "mcg": "μg", "kgs": "kg", "kms": "km", "gm": "g", "gms": "g", "sqm": "m²",
    "deg": "°", "degC": "°C", "oC": "°C", "um": "μm", "micron": "μm", "microns": "μm",
}  # fmt: skip
"""Abbreviations that are no signs of units, and the signs."""

PER = {
    "hour": "h", "minute": "min", "second": "s", "day": "d", "metre": "m", "meter": "m", "kilogram": "kg",
    "litre": "l", "liter": "l", "year": "a",
}  # fmt: skip
"""Names of units behind `per`, and their signs."""

NOT_PERMITTED = {
    "inch": "mm", "inches": "mm", "feet": "m", "foot": "m", "ft": "m", "yard": "m", "yards": "m", "mile": "km", "miles": "km",
    "lb": "kg", "lbs": "kg", "oz": "g", "ounce": "g", "ounces": "g", "gallon": "l", "gallons": "l", "psi": "kPa",
    "atm": "kPa", "torr": "Pa", "Torr": "Pa", "mmHg": "kPa", "cal": "J", "kcal": "kJ", "Btu": "kJ", "BTU": "kJ", "hp": "kW", "HP": "kW",
    "horsepower": "kW", "kgf": "N", "lbf": "N", "dyn": "N", "erg": "J", "gauss": "T", "Gs": "T", "Å": "nm", "°F": "°C", "℉": "°C",
    "公斤力": "N", "千克力": "N", "英寸": "mm", "英尺": "m", "英里": "km", "磅": "kg", "盎司": "g", "毫米汞柱": "kPa", "马力": "kW",
    "匹": "kW", "标准大气压": "kPa", "高斯": "T", "市斤": "kg", "斤": "kg", "市尺": "m", "亩": "m²", "卡路里": "J", "大卡": "kJ", "千卡": "kJ",
}  # fmt: skip
"""Units outside the International System, and the unit that their values are given in."""

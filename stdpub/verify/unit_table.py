"""The units that standards use, as data: UCUM code, exact factor to coherent SI, dimension, and how they are printed.

This table contains a portion of the UCUM table, UCUM codes and UCUM definitions, and is derived from them, subject to a
licence from Regenstrief Institute, Inc. and The UCUM Organization, a copy of which is available, with the complete table
and specification, at http://unitsofmeasure.org. The UCUM table and UCUM codes are copyright Regenstrief Institute, Inc.
and the Unified Codes for Units of Measures (UCUM) Organization; all rights reserved. They are provided "as is", without
any express or implied warranty.

A row: code; `p` where it takes prefixes; factor; dimension; signs; English names, plural after `/` where it is not in
`-s`; Chinese names. `~` before a Chinese name says that it stands in compounds and after prefixes only: 时, 特.
"""

from __future__ import annotations

PREFIXES: tuple[tuple[str, str, str, str, str], ...] = (
    ("Ki", "1024", "Ki", "kibi", ""),
    ("Mi", "1048576", "Mi", "mebi", ""),
    ("Gi", "1073741824", "Gi", "gibi", ""),
    ("Ti", "1099511627776", "Ti", "tebi", ""),
    ("P", "1e15", "P", "peta", "拍"),
    ("T", "1e12", "T", "tera", "太"),
    ("G", "1e9", "G", "giga", "吉"),
    ("M", "1e6", "M", "mega", "兆"),
    ("k", "1e3", "k", "kilo", "千"),
    ("h", "1e2", "h", "hecto", "百"),
    ("da", "10", "da", "deca", ""),
    ("d", "1e-1", "d", "deci", "分"),
    ("c", "1e-2", "c", "centi", "厘"),
    ("m", "1e-3", "m", "milli", "毫"),
    ("u", "1e-6", "μ|µ|u", "micro", "微"),
    ("n", "1e-9", "n", "nano", "纳"),
    ("p", "1e-12", "p", "pico", "皮"),
    ("f", "1e-15", "f", "femto", "飞"),
)
"""Prefixes: code, factor, signs, English, Chinese."""

LINEAR = """
1;;1;;;;
%;;0.01;;%|％;per cent/per cent|percent/percent;
[ppth];;1e-3;;‰;per mille/per mille;
[ppm];;1e-6;;ppm;part per million/parts per million;
[ppb];;1e-9;;ppb;part per billion/parts per billion;
m;p;1;m;m;metre|meter;米
[in_i];;0.0254;m;;inch/inches;英寸
[ft_i];;0.3048;m;ft;foot/feet;英尺
[yd_i];;0.9144;m;yd;yard;
[mi_i];;1609.344;m;mi;mile;英里
[nmi_i];;1852;m;nmi;nautical mile;海里
[pnt_pr];;0.0003514598;m;;point;
Ao;;1e-10;m;Å|Å;ångström|angstrom;埃
ar;p;100;m2;;are;公亩
har;;10000;m2;ha;hectare;公顷
l;p;0.001;m3;l|ℓ;;
L;p;0.001;m3;L;litre|liter;升
[gal_us];;0.003785411784;m3;gal;gallon;美加仑
[gal_br];;0.00454609;m3;;imperial gallon;英加仑
[bbl_us];;0.158987294928;m3;bbl;;
g;p;0.001;kg;g;gram|gramme;克
t;p;1000;kg;t;tonne;吨|公吨
[lb_av];;0.45359237;kg;lb|lbs;pound;磅
[oz_av];;0.028349523125;kg;oz;ounce;盎司
[car_m];;0.0002;kg;ct;carat;克拉
u;p;1.66053906660e-27;kg;Da;dalton;
s;p;1;s;s;second;秒|秒钟
min;;60;s;min;minute;分钟|~分
h;;3600;s;h;hour;小时|~时
d;;86400;s;d;day;天|日
wk;;604800;s;wk;week;周|星期
mo;;2629800;s;mo;month;个月
a;;31557600;s;yr;year;年
A;p;1;A;A;ampere|amp;安培|安
K;p;1;K;K;kelvin;开尔文|~开
[degR];;5/9;K;°R;;
mol;p;1;mol;mol;mole;摩尔|~摩
cd;p;1;cd;cd;candela;坎德拉|~坎
rad;p;1;;rad;radian;弧度
sr;p;1;;sr;steradian;球面度
deg;;0.0174532925199432957692369076849;;°;degree;度
';;0.000290888208665721596153948461415;;′;minute of arc/minutes of arc;角分
'';;0.00000484813681109535993589914102358;;″;second of arc/seconds of arc;角秒
gon;;0.0157079632679489661923132169164;;gon;;冈
Hz;p;1;s-1;Hz;hertz/hertz;赫兹|赫
N;p;1;m.kg.s-2;N;newton;牛顿|牛
gf;p;0.00980665;m.kg.s-2;gf;;
[lbf_av];;4.4482216152605;m.kg.s-2;lbf;pound-force/pounds-force;磅力
Pa;p;1;m-1.kg.s-2;Pa;pascal;帕斯卡|帕
bar;p;100000;m-1.kg.s-2;bar;bar;巴
atm;;101325;m-1.kg.s-2;atm;standard atmosphere;标准大气压
m[Hg];p;133322;m-1.kg.s-2;;metre of mercury/metres of mercury;米汞柱
m[H2O];p;9806.65;m-1.kg.s-2;;metre of water/metres of water;米水柱
[psi];;8896443230521/1290320000;m-1.kg.s-2;psi;pound per square inch/pounds per square inch;
J;p;1;m2.kg.s-2;J;joule;焦耳|焦
cal;p;4.184;m2.kg.s-2;cal;calorie;卡路里|~卡
[Btu_IT];;1055.05585262;m2.kg.s-2;Btu|BTU;;英热单位
eV;p;1.602176634e-19;m2.kg.s-2;eV;electronvolt;电子伏特|电子伏
W;p;1;m2.kg.s-3;W;watt;瓦特|瓦
[HP];;745.69987158227022;m2.kg.s-3;hp|HP;horsepower/horsepower;英制马力|马力
C;p;1;s.A;C;coulomb;库仑
V;p;1;m2.kg.s-3.A-1;V;volt;伏特|伏
F;p;1;m-2.kg-1.s4.A2;F;farad;法拉|~法
Ohm;p;1;m2.kg.s-3.A-2;Ω|\u2126;ohm;欧姆|欧
S;p;1;m-2.kg-1.s3.A2;S;siemens/siemens;西门子|~西
H;p;1;m2.kg.s-2.A-2;H;henry/henries;亨利|~亨
Wb;p;1;m2.kg.s-2.A-1;Wb;weber;韦伯|~韦
T;p;1;kg.s-2.A-1;T;tesla;特斯拉|~特
lm;p;1;cd;lm;lumen;流明
lx;p;1;m-2.cd;lx;lux/lux;勒克斯
Bq;p;1;s-1;Bq;becquerel;贝可勒尔|贝可
Gy;p;1;m2.s-2;Gy;gray;戈瑞
Sv;p;1;m2.s-2;Sv;sievert;希沃特|~希
kat;p;1;s-1.mol;kat;katal;
U;p;1/60000000;s-1.mol;U;;
[kn_i];;463/900;m.s-1;kn;knot;
[g];p;9.80665;m.s-2;gn;;标准重力加速度
tex;p;1e-6;m-1.kg;tex;;特克斯
[den];;1/9000000;m-1.kg;den;denier;旦尼尔|旦
P;p;0.1;m-1.kg.s-1;;poise/poise;泊
St;p;1e-4;m2.s-1;St;stokes/stokes;
bit;p;1;;bit;bit;比特
By;p;8;;B;byte|octet;字节
Bd;p;1;s-1;Bd;baud/baud;波特
10*;;10;;;;
10^;;10;;;;
"""

AFFINE = """
Cel;p;1+273.15;K;°C|℃|oC;degree Celsius/degrees Celsius|degree centigrade/degrees centigrade;摄氏度
[degF];;5/9+45967/180;K;°F|℉;degree Fahrenheit/degrees Fahrenheit;华氏度
"""
"""Scales whose zero is not that of their dimension: factor + offset."""

ALONE = """
B;p;;;;bel;贝尔
B[SPL];p;;;;;
B[V];p;;;;;
B[mV];p;;;;;
B[uV];p;;;;;
B[W];p;;;;;
B[kW];p;;;;;
Np;p;;;Np;neper;奈培
[pH];;;;pH;;
%[slope];;;;;;
"""
"""Logarithmic and other scales: each is comparable with itself alone, and a plain `B` with any level."""

ARBITRARY = """
[NTU];;1;;NTU;;散射浊度单位
[FNU];;1;;FNU;;福尔马肼浊度单位
[CFU];;1;;CFU|cfu;;菌落形成单位
[PFU];;1;;PFU;;空斑形成单位
[iU];p;1;;IU;international unit;国际单位
[IU];p;1;;;;
[arb'U];;1;;;;
"""
"""Units defined by a procedure: comparable with themselves alone."""

PRINTED: tuple[tuple[str, str], ...] = (
    ("dB", "dB"),
    ("分贝", "dB"),
    ("dB(A)", "dB[SPL]{A}"),
    ("dB (A)", "dB[SPL]{A}"),
    ("dBA", "dB[SPL]{A}"),
    ("分贝(A)", "dB[SPL]{A}"),
    ("分贝（A）", "dB[SPL]{A}"),
    ("dB（A）", "dB[SPL]{A}"),
    ("A 计权分贝", "dB[SPL]{A}"),
    ("dB SPL", "dB[SPL]"),
    ("dBm", "dB[W]{1mW}"),
    ("dBW", "dB[W]"),
    ("n mile", "[nmi_i]"),
    ("US gal", "[gal_us]"),
    ("UK gal", "[gal_br]"),
    ("imp gal", "[gal_br]"),
    ("lbf/in²", "[psi]"),
    ("lb/in²", "[psi]"),
    ("mm Hg", "mm[Hg]"),
    ("mmHg", "mm[Hg]"),
    ("mmH₂O", "mm[H2O]"),
    ("mmH2O", "mm[H2O]"),
    ("r/min", "{r}/min"),
    ("转/分钟", "{r}/min"),
    ("转/分", "{r}/min"),
    ("转每分", "{r}/min"),
    ("rpm", "{r}/min"),
    ("kvar", "kV.A{reactive}"),
    ("kVar", "kV.A{reactive}"),
    ("Mvar", "MV.A{reactive}"),
    ("var", "V.A{reactive}"),
    ("千乏", "kV.A{reactive}"),
    ("乏", "V.A{reactive}"),
    ("cSt", "mm2/s"),
    ("cP", "mPa.s"),
    ("kph", "km/h"),
    ("mph", "[mi_i]/h"),
    ("gsm", "g/m2"),
    ("cc", "cm3"),
    ("㎡", "m2"),
    ("㎥", "m3"),
    ("hm²", "har"),
    ("公里", "km"),
    ("公斤力", "kgf"),
    ("千克力", "kgf"),
    ("公斤", "kg"),
    ("平方公里", "km2"),
    ("大卡", "kcal"),
    ("度电", "kW.h"),
    ("百分点", "%"),
    ("percentage points", "%"),
    ("percentage point", "%"),
    ("mcg", "ug"),
    ("gₙ", "[g]"),
    ("nit", "cd/m2"),
    ("kgce", "kg{ce}"),
    ("kg ce", "kg{ce}"),
    ("tce", "t{ce}"),
    ("t ce", "t{ce}"),
    ("千克标准煤", "kg{ce}"),
    ("吨标准煤", "t{ce}"),
    ("吨二氧化碳当量", "t{CO2e}"),
    ("千克二氧化碳当量", "kg{CO2e}"),
    *(
        (f"{mass}{space}{gas}{tail}", f"{mass}{{CO2e}}")
        for mass in ("kg", "t", "g")
        for space in ("", " ")
        for gas in ("CO₂", "CO2")
        for tail in ("eq", "e")
    ),
    *((f"{prefix}bps", f"{prefix}bit/s") for prefix in ("", "k", "M", "G", "T")),
    *((f"{prefix}b/s", f"{prefix}bit/s") for prefix in ("", "k", "M", "G", "T")),
    ("W/mK", "W/(m.K)"),
    ("W/m²K", "W/(m2.K)"),
    ("W/m2K", "W/(m2.K)"),
    ("kilogram-force", "kgf"),
    ("(m²·K)/W", "m2.K/W"),
    ("分特", "dtex"),
    ("\u03a9 m", "Ohm.m"),
    ("\u2126 m", "Ohm.m"),
    ("kWh/m²a", "kW.h/(m2.a)"),
    ("kWh/m2a", "kW.h/(m2.a)"),
    ("KB", "kBy"),
    ("Kbit", "kbit"),
)
"""Prints that are read whole, because their parts mislead."""

JOINED: frozenset[str] = frozenset({"N m", "kN m", "W h", "kW h", "MW h", "GW h", "A h", "mA h", "Pa s", "mPa s"})
"""Products that are printed with a space alone."""

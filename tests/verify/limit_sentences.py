"""Sentences with the limits that an engineer finds in them: language, text, then comparator value [value2] unit each."""

from __future__ import annotations

SENTENCES = """
en|The inside diameter shall be at least 12,5 mm and not more than 14 mm.|>= 12.5 mm|<= 14 mm
en|The supply voltage shall be 230 V ± 10 %.|tolerance 230 23 V
en|The relative humidity shall be between 40 % and 60 %.|between 40 60 %
en|The specimen shall be conditioned at (23 ± 2) °C for not less than 24 h.|tolerance 23 2 Cel|>= 24 h
en|The noise level shall not exceed 55 dB at a distance of 1 m.|<= 55 dB
en|The clearance between the cable and the pipe shall be 300 mm or more.|>= 300 mm
en|Each lot shall contain no fewer than 5 specimens.|>= 5 {specimen}
en|The heating rate should be 5 K/min to 10 K/min.|between 5 10 K/min
en|The moisture content shall be less than 0.5 %.|< 0.5 %
en|The documents shall be retained for a minimum of five years.|>= 5 a
en|The battery shall be replaced every 36 months.|<= 36 mo
en|The wall thickness is 3 mm minimum.|>= 3 mm
en|The response shall arrive in less than 200 ms.|< 200 ms
en|If the temperature is above 40 °C, the fan shall start.
en|Rooms larger than 50 m² shall have two exits.
en|The slope of the floor shall be at most 1:50.
en|See 5.3.2 and Table 4 for the values.
en|The standard was published in 2016 and revised in 2021.
en|The mass should not be greater than 25 kg.|<= 25 kg
en|A tolerance of ± 0,1 mm applies.|tolerance 0.1 mm
en|The pump shall deliver at least 3 m³/h at a pressure of not less than 200 kPa.|>= 3 m3/h|>= 200 kPa
en|The user shall not need more than three clicks.|<= 3 {click}
en|The sampling interval shall be no longer than 15 min.|<= 15 min
en|The lamp shall light up within 2 s after switching on.|<= 2 s
en|The time between failures shall be 10 000 h or longer.|>= 10000 h
en|The pH shall be in the range 6,5 to 8,5.|between 6.5 8.5 1
en|Doors shall be a minimum of 900 mm wide.|>= 900 mm
en|At no point shall the temperature fall below 5 °C.|>= 5 Cel
en|The absolute error shall lie within ± 0.5 K.|tolerance 0.5 K
en|It weighs about 3 kg.
en|Annex B lists 12 examples.
en|The insulation resistance shall be not less than 1 MΩ.|>= 1 MOhm
en|No valve shall leak for longer than 30 s.|<= 30 s
en|A level 2 or higher is described in ISO 9001:2015.
en|The reply shall be sent no later than 10 working days after receipt.|<= 10 {working-day}
en|The gap shall be exactly 2 mm.|= 2 mm
en|The error rate shall be below 1 × 10⁻⁶.|< 0.000001 1
en|The count shall be 7 or more.|>= 7 1
en|The share of recycled steel shall be more than 90 % of the total.|> 90 %
en|Filters can remove more than 90 % of all particles.
en|Reports are due no later than 15 March 2026.
en|TLS 1.2 or higher is described in the annex.
en|The index n shall satisfy 1 ≤ n < 16.|between 1 16 1
en|The maximum permissible operating pressure is 10 bar.|<= 10 bar
en|The minimum diameter shall be 6 mm.|>= 6 mm
en|Plates with a thickness not exceeding 3 mm shall be cut.
en|Cables of 10 mm² and above shall be stranded.
en|The device shall be calibrated at least once every 12 months.|<= 12 mo
en|The device shall be calibrated at least once a year.|>= 1 /a
en|The key shall not be used more than once.|<= 1 {time}
en|Two or more persons shall be present.|>= 2 {person}
en|The results shall not differ by more than 10 %.|<= 10 %
en|A minimum clearance of 50 mm shall be kept.|>= 50 mm
en|Keep the sample at a temperature below −18 °C.|< -18 Cel
en|The reply is due no later than 5 working days after receipt.|<= 5 {working-day}
en|The half-life is 5,3 years.
zh|进风温度应为18 ℃～27 ℃。|between 18 27 Cel
zh|管道内径不应小于12.5 mm，且不应大于14 mm。|>= 12.5 mm|<= 14 mm
zh|试验电压为220 V±10%。|tolerance 220 22 V
zh|相对湿度应在40%～60%之间。|between 40 60 %
zh|试样应在(23±2) ℃下放置不少于24 h。|tolerance 23 2 Cel|>= 24 h
zh|记录应至少保存五年。|>= 5 a
zh|噪声不得高于55 dB。|<= 55 dB
zh|供电中断时间应不超过10 ms。|<= 10 ms
zh|含水率应小于0.5%。|< 0.5 %
zh|当温度高于40 ℃时，风机应启动。
zh|面积大于50 m²的房间应设两个出口。
zh|两次校准的间隔不应超过12个月。|<= 12 mo
zh|应每12个月校准一次。|<= 12 mo
zh|铅含量应≤0.01 mg/L。|<= 0.01 mg/L
zh|压力应达到200 kPa以上。|>= 200 kPa
zh|响应时间宜控制在2 s以内。|<= 2 s
zh|接地电阻值不应大于4欧姆。|<= 4 Ohm
zh|可再生能源利用率不宜低于百分之三十。|>= 30 %
zh|申请人应在收到通知后30日内提交材料。|<= 30 d
zh|GB/T 32910.3—2016于2017年5月1日实施。
zh|见表3和5.2.1。
zh|单位能耗应低于0.35 kW·h/t。|< 0.35 kW.h/t
zh|混凝土强度应达到设计强度的75%。|>= 75 %
zh|测点距地面高度为(1.1±0.1) m。|tolerance 1.1 0.1 m
zh|系统可用性应不低于99.9%。|>= 99.9 %
zh|额定电流不大于16 A的插座应有保护门。
zh|螺栓数量不应少于两个。|>= 2 1
zh|不得使用超过3年的滤芯。|<= 3 a
zh|防护等级应达到二级以上。
zh|罚款数额为一千元以上五千元以下。|between 1000 5000 {CNY}
zh|每小时的换气次数不应少于12次。|>= 12 /h
zh|每12个月至少进行一次内部审核。|<= 12 mo
zh|每年至少校准一次。|>= 1 /a
zh|最小厚度应为5 mm。|>= 5 mm
zh|误差不应超过±2%。|tolerance 2 %
zh|10 kV及以下的配电线路应采用绝缘导线。
zh|两人以上作业时，应指定负责人。
zh|应由三名以上专家评审。|>= 3 {person}
zh|采样频率应不低于1次/min。|>= 1 /min
zh|投标人应在2026年3月1日前提交文件。
zh|三分之二以上的成员同意方可通过。
zh|不得晚于每月5日上报。
zh|供水压力宜为0.2 MPa～0.4 MPa。|between 0.2 0.4 MPa
zh|工作压力不应大于设计压力的1.1倍。|<= 1.1 {times}
zh|会话令牌应具有至少64位的熵。|>= 64 bit
"""


def sentences():
    """Yield language, text and the binding limits of each sentence."""
    for line in SENTENCES.strip().splitlines():
        language, text, *limits = line.split("|")
        yield language, text, limits


def said(found):
    """Return a found limit in the form of the list."""
    reading = found.reading
    values = (reading.comparator.value, reading.value, reading.value2, reading.unit)
    return " ".join(value for value in values if value)

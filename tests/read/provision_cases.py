"""Sentences of our own making with the provision that a careful reader finds in them: kind, verbal form, sentence."""

from __future__ import annotations

ENGLISH_ISO = """
requirement | shall | The enclosure shall be earthed.
requirement | shall not | The output terminals shall not be bridged.
requirement | is required to | The supplier is required to keep records.
requirement | are not permitted | Repairs are not permitted in this zone.
requirement | is to | The valve is to be closed before the test.
requirement | Only ... is permitted | Only distilled water is permitted.
requirement | No ... may | No part may project beyond the frame.
requirement | may not | The cover may not be painted.
requirement | must | The vessel must be vented.
requirement | has to | The lid has to be dry.
permission | Nobody ... has to | Nobody has to clean the tank.
permission | None ... is required to | None of the users is required to pay.
statement |  | The tank has to date never leaked.
statement |  | This has to do with heat.
recommendation | should | The cabinet should stand near the main entrance.
recommendation | it is recommended | For new buildings, it is recommended that the sensor is placed outside.
recommendation | ought to | The operator ought to wear gloves.
permission | may | Where sampling on site is not possible, retained samples may be used.
permission | is permitted | Welding is permitted.
permission | is not required | A second reading is not required.
permission | need not | The label need not show the date.
permission | No ... is required | No additional test is required.
permission | Not all ... must | Not all fields of the form must be filled in.
permission | may | The laboratory may include further tests.
possibility | may | Damage to the laboratory may include broken glass.
permission | may | The report may optionally have a cover.
possibility | may | Later versions may use other colours.
possibility | may | The label may or may not stay on the bottle.
possibility | may not | The label may not always stay on the bottle.
possibility | may not | The label may not be necessary.
permission | may | It may simply.
possibility | may | It may simply be.
recommendation | we recommend | For this reason we recommend a second reading.
recommendation | we strongly recommend | Here we strongly recommend a second reading.
requirement | shall | It is as it is; the lid shall be dry.
requirement | shall | It is to last; the lid shall be dry.
permission | it is really not necessary | In practice it is really not necessary to repeat the test.
permission | it is not necessary | For small parts it is not necessary to repeat the test.
permission | don't have to | You don't have to repeat the test.
possibility | may | The record may include a photograph.
possibility | may | Heat may damage the seal.
possibility | may | For example, a package may hold two bottles.
possibility | might | The seal might leak.
possibility | It is possible | It is possible to use other solvents.
possibility | can | Long storage can cause the paint to separate.
possibility | can | Parts can be either round or flat.
capability | can | The operator can view the log on the panel.
capability | cannot | This method cannot separate the two isomers.
capability | is able to | The controller is able to store 1 000 records.
external-constraint | must | In this country, the supplier must by law keep the records for ten years.
external-constraint | must | There must be a seal between the two halves.
instruction | Weigh | Weigh about 2 g of the sample to the nearest 0,001 g.
instruction | Do not | Do not open the valve under pressure.
instruction | rinse | Then rinse the flask with 10 ml of water.
instruction | add | If the solution is cloudy, add 5 ml of acid.
instruction | remove | After cooling, remove the specimen from the oven.
instruction | Never | Never open the valve under pressure.
instruction | Document | Document the reading.
instruction | use | Please use the new form.
instruction | Clean | Clean ￼ with water.
instruction | Verify | Verify completeness.
instruction | Verify | Verify 3-phase supply.
instruction | Plan | Plan and document the tests.
instruction | Store | Store samples in a dry place.
statement | | Store samples.
statement | | Store rooms are listed in Annex D.
statement | | The two lamps are not to be confused with each other.
instruction | verify | If so, verify completeness.
statement | | Never before was it so cold.
statement | | Consider the following figure.
statement | | Document owners are listed in Annex D.
statement | | In general, use is rare.
statement | | Only.
statement | | Verify
statement | | Only then only then only then it rains.
instruction | Apply | Apply the load slowly.
instruction | Report | NOTE 1: Report the result to two decimal places.
statement | | See Annex A for additional information.
statement | | Note that the sample is small.
statement | | Test results are given in Annex B.
statement | | Record keeping is described in Clause 7.
statement | | The aim is to protect the operator.
statement | | The test was carried out in May 2020.
statement | | The contents of the can are described in Table 1.
statement | | Must the operator wear gloves?
"""

ENGLISH_CLAUSES = """
requirement | shall | If the pressure exceeds 1 MPa, the valve shall open.
requirement | shall | If tests A, B, or C can be carried out, the laboratory shall choose test C.
requirement | shall | If such a part exists and can be reached the supplier shall guard it.
requirement | shall | Parts that can become hot shall be guarded.
requirement | shall | Parts which the user can touch shall be insulated.
requirement | shall | Any vehicle that crosses the line shall be stopped.
requirement | shall | All vehicles that cross the line shall be stopped.
requirement | shall | The reports that the laboratory issues shall be numbered.
requirement | shall | The manufacturer, who may delegate this task, shall keep the records.
requirement | shall | Except for devices that undergo a yearly test, the owner shall measure the loss.
requirement | shall | Where the supplier cannot provide the data, the purchaser shall be informed.
requirement | shall | However, where a part cannot be tested, it shall be replaced.
requirement | shall | Unless otherwise specified the tests shall be carried out at 20 °C.
requirement | shall | Measurements shall be made when the temperature is stable and can be read.
requirement | shall | The results shall be reported, and the deviations may be listed.
requirement | shall | Note that the valve shall be closed.
requirement | shall | Should the alarm sound, the operator shall leave the room.
requirement | shall | (The operator shall wear gloves.)
requirement | shall | If the light is on then the door shall be shut.
requirement | shall | The reading is stable when the lamp can be seen, but the lamp shall be covered.
requirement | shall | If a, b or c is present, it shall be removed.
requirement | shall | The lid is loose, in which case it shall be fastened.
requirement | shall | The lid is kept as long as it is tight, when it leaks, in which case it shall be replaced.
requirement | shall | The two parts are alike, except that the second shall be painted.
requirement | shall | Any part that differs means that the lot shall be rejected.
permission | is not required to | The owner is not required to publish the plan but shall keep it.
permission | may | The data are kept for a year, although they may be deleted on request.
possibility | could | The load grows quickly, which could break the rope.
statement | | The value depends on whether the valve can be closed.
statement | | The accuracy with which the length can be measured is given in Table 3.
statement | | This document specifies requirements that the supplier shall meet.
statement | | The programme lists the steps an owner must take.
statement | | The table gives the options it can use.
statement | | The reading drifts because the sensor can become hot.
statement | | The regulation states that the operator must be trained.
statement | | It describes how the parts can be replaced.
statement | | Should the alarm sound, the power is switched off.
statement | | The valve (which can be closed) is shown in Figure 3.
statement | | It is described so that others can repeat it.
statement | | Tests are required by the purchaser.
statement | | These are optional parts.
"""

ENGLISH_CAPITALS = """
requirement | MUST | The value of this field MUST be a string.
requirement | MUST NOT | If a value is not present, the field MUST NOT be included.
requirement | MUST | if the key is lost, MUST revoke the certificate.
requirement | REQUIRED | REQUIRED. The name of the tag.
requirement | REQUIRED | The `kind` field is REQUIRED, and the `note` field MAY be present.
requirement | must | The file must be closed.
requirement | shall | Any further second shall count as a day.
requirement | MUST | Rules that bind the client require that the field MUST be a string.
requirement | MUST | An identifier is given, which MUST be unique.
requirement | MAY NOT | Clients MAY NOT send this frame.
recommendation | NOT RECOMMENDED | Use of this header is NOT RECOMMENDED.
recommendation | RECOMMENDED | It is RECOMMENDED that the file be named `index`.
permission | OPTIONAL | This property is OPTIONAL.
permission | MAY | A token MAY include other information.
permission | does not have to | The client does not have to send this frame.
external-constraint | need to | To read the log, operators need to have an account.
statement | | If the field is REQUIRED, a value is given.
statement | | The key words "MUST" and "MAY" in this text are to be interpreted as in RFC 2119.
statement | | The terms "SHALL" and "SHALL NOT" indicate requirements from which no deviation is permitted.
"""

CHINESE_GB = """
requirement | 应 | 外壳应接地。
requirement | 应 | 材料应验收。
requirement | 应 | 结果应验证。
requirement | 应 | 样品应试验三次。
requirement | 应 | 应收集数据。
requirement | 应 | 应对试样称重。
requirement | 应 | 应变更记录。
requirement | 应 | 设备应急停。
requirement | 应 | 各方应允许检查。
requirement | 应 | 供方应声明材质。
requirement | 应 | 标签应有生产日期。
requirement | 应 | 应急照明应在断电后5 s内启动。
requirement | 应 | 按照应急预案，人员应撤离。
requirement | 应 | 核对应由两人进行。
requirement | 应 | 对环境的影响应评估。
requirement | 应 | 提供应急电源的设备应独立接地。
requirement | 应 | 气相应排空。
requirement | 应 | 有效应力应按公式（3）计算。
requirement | 应 | 供应商应建立追溯体系。
requirement | 应 | 系统响应时间应不大于2 s。
requirement | 应 | 保存期限应不少于2小时，超过的应删除。
requirement | 应 | 报告应及时，内容应完整。
requirement | 应 | 文本应完整。
requirement | 不应 | 管道不应渗漏。
requirement | 不应 | 可移动的部件与固定部件之间不应有摩擦。
requirement | 应 | 当温度超过40 ℃时，应停机。
requirement | 应 | 当温度超过40 ℃时应停机。
requirement | 应 | 除非另有规定，试验应在室温下进行。
requirement | 应 | 可能影响安全的部件应定期检查。
requirement | 应 | 应接地的设备应设置接地标志。
requirement | 应 | 需要接地的部位应有明显的标志。
requirement | 应 | 能自动复位的装置应有警示标志。
requirement | 应 | 在可能结露的场所，应采取防潮措施。
requirement | 应 | 为了使系统能够稳定运行，应设置稳压器。
requirement | 应 | 应保证所有设备能正常运行。
requirement | 应 | 阀体（可采用铸铁）应进行水压试验。
requirement | 应 | 测量仪器应校准。
requirement | 应 | 记录应保存三年。
requirement | 应 | a) 外壳应接地；
requirement | 应 | 5.2.1 外壳应接地。
requirement | 应 | ——外壳应接地。
requirement | 应 | 注：试验应在室温下进行。
requirement | 不得 | 阀门不得反向安装。
requirement | 应 | （外壳应接地。）
requirement | 应 | 如果外壳带电应接地
requirement | 应 | 若采用该方法应说明理由，应记录数据。
requirement | 应 | 使用者可自行校准的仪器应每年送检。
requirement | 必须 | 操作者必须戴护目镜。
requirement | 禁止 | 禁止在罐区吸烟。
requirement | 不允许 | 焊缝不允许有裂纹。
requirement | 只准许 | 只准许使用A型插头。
recommendation | 宜 | 机房宜设在一层。
recommendation | 不宜 | 电缆不宜直埋。
recommendation | 宜 | 当填土较低时宜选用箱涵。
recommendation | 宜 | 灯具宜居中布置。
recommendation | 推荐 | 推荐采用氮气。
requirement | 应尽量 | 应尽量避免振动。
permission | 可 | 也可采用等效的方法。
permission | 可 | 如果双方同意，可缩短周期。
permission | 可 | 可视情况增加试验次数。
permission | 可以 | 检测报告可以采用电子形式。
permission | 不必 | 已校准的仪器不必重新校准。
permission | 允许 | 允许采用代用材料。
capability | 能 | 控制器能记录1 000条数据。
capability | 能 | 保护装置能动作。
capability | 能够 | 系统能够自动恢复。
capability | 不能 | 该方法不能区分两种异构体。
possibility | 可能 | 接触不良可能导致温升。
possibility | 不可能 | 在此条件下不可能产生冷凝。
external-constraint | 必须 | 按照《中华人民共和国计量法》，强制检定的计量器具必须检定。
instruction | 称取 | 称取2 g试样，精确至0.001 g。
instruction | 加热 | 缓慢加热至80 ℃。
instruction | 置于 | 将试样置于干燥器中冷却至室温。
instruction | 测定 | 按附录B测定含水率。
instruction | 冲洗 | 用水冲洗三次。
instruction | 关闭 | 试验结束后，关闭电源。
statement | | 送检的仪器无法使用时，见附录A。
statement | | 阀门可关闭期间，指示灯熄灭。
statement | | 这决定了阀门是否应关闭。
statement | | 他们建议采用氮气。
statement | | 依据规定禁止使用的材料见表1。
statement | | 这使装置能够运行。
statement | | 试样应检查的部位如图2。
statement | | 这是系统应达到的目标。
statement | | 这是系统应长期保持的目标。
statement | | 送检的部件具有可能引起火灾的缺陷。
statement | | 可能出现故障的部件见表3。
statement | | 这是在无法获得电源的情况下使用的方法。
statement | | 其他可能严重损坏阀门的部件见表2。
statement | | 如果有风，若有雨，如有雪，一旦有雾，停止试验。
statement | | 表2列出其他可能损坏的部件。
statement | | 相应的措施见附录A。
statement | | 应力见表3。
statement | | 应用程序的结构见图1。
statement | | 应变片的位置见图2。
statement | | 各部件与附录B中的编号对应。
statement | | 感应电压见表7。
statement | | 应检查的项目如下：
statement | | 表4给出了应测量的参数。
statement | | 使用者宜注意的事项见附录B。
statement | | 是否应采用双电源取决于负荷等级。
statement | | 适宜的温度为20 ℃～25 ℃。
statement | | 系统的可靠性由平均无故障时间表示。
statement | | 可燃气体的浓度见表5。
statement | | 能效等级分为3级。
statement | | 能接收时间信号并将其显示的装置。
statement | | 测量结果见表6。
statement | | 允许偏差见表2。
statement | | “应”表示要求。
statement | | `应`表示要求。
statement | | 《数据应当开放的指南》已经发布。
"""

CHINESE_LAW = """
requirement | 应当 | 第七条 经营者应当公示价格。
requirement | 不得 | （三）任何人不得出租该许可证；
requirement | 必须 | 检定必须遵守法律。
requirement | 禁止 | 禁止伪造标志。
requirement | 应当 | 事件可能造成损害，或者已经造成损害的，经营者应当立即报告。
requirement | 应当 | 知道或者应当知道该产品有缺陷的，销售者应当停止销售。
requirement | 应当 | 法律规定应当保密的信息，经营者应当删除。
permission | 可以 | 消费者可以要求赔偿。
permission | 可以 | 经营者能够证明没有过错的，可以不承担费用。
permission | 有权 | 任何人有权举报违法行为。
statement | | 国家鼓励使用新技术。
statement | | 违反本法规定，销售法律禁止销售的产品的，由主管部门处以罚款。
statement | | （二）可能危及安全的物质；
statement | | 但是，依法无须登记的除外。
"""

VERIFY_LISTS = """
en | instruction | Verify | Verify that users can change the secret.
en | recommendation | should | Secrets should be long.
zh | instruction | 验证 | 验证用户可以修改口令。
zh | instruction | 验证 | 如果使用口令，则验证其长度。
zh | capability | 可以 | 攻击者可以猜出口令。
zh | possibility | 可以 | 措施可以包括加密。
zh | statement | | 验证码是一串数字。
"""


def rows(text: str) -> list[tuple[str, ...]]:
    """Return the rows of a table, one a line."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]

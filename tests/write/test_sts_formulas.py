"""Formulas in an STS document: what TeX gives is MathML 3 with its TeX beside it, or the TeX alone."""

from __future__ import annotations

import pytest
from lxml import etree
from model_parts import HERE, formula, paragraph
from sts_trees import body_of, shape

from stdpub.model.inlines import InlineFormula
from stdpub.read.formulas import mathml

MML = {"mml": "http://www.w3.org/1998/Math/MathML"}

TEX = (
    r"\overline{t} = \frac{1}{n} \sum_{i=1}^{n} t_i",
    r"E\le 15\% \quad \text{else } 中文",
    r"\begin{aligned} a&=b\\c&=d\end{aligned}",
    r"\begin{cases} 1 & x>0 \\ 0\end{cases}",
    r"\begin{array}{c|cc} a & b & c\\\hline d&e&f\end{array}",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
    r"\text{PUE}=\frac{E_{\mathrm{DC}}}{E_{\mathrm{IT}}}",
    r"\sqrt[3]{x} + \sqrt{y} \left( \frac ab \right) \binom ab",
    r"\mathbb{R} \mathcal{L} \mathbf{x} \mathsf{x} \mathtt{x} \mathfrak{A} \boldsymbol{x}",
    r"\boxed{x} \cancel{x} \color{red}x \phantom{x} \underbrace{a+b}_{n} \overbrace{a}^{n}",
    r"\sum\limits_a^b \int\nolimits_a^b \iint \prod \lim_{x\to 0} \max",
    r"\dfrac{a}{b} \tfrac ab \displaystyle\sum x' \vec{x} \hat{x} \dot{x} \widehat{ab} \overset{a}{b} \underset{a}{b}",
    r"\xrightarrow{abc} \not= \pm \cdot \times 10^{-3}\,\mathrm{m/s^2} \hspace{1em} \operatorname{rank} {}_a^b x",
    r"",
    r"x",
)


def display(tex: str, markup: str) -> etree._Element:
    return body_of(formula(tex, markup)).find("disp-formula")


class TestFormulas:
    @pytest.mark.parametrize("tex", TEX)
    @pytest.mark.parametrize("inline", [False, True])
    def test_what_tex_gives_is_mathml_3_with_the_tex_beside_it(self, tex, inline):
        formed = mathml(tex, display=not inline)
        node = InlineFormula(tex, formed.mathml, HERE)
        found = body_of(paragraph(node)) if inline else display(tex, formed.mathml)

        assert formed.fault == ""
        if formed.mathml:
            assert found.findtext(".//mml:annotation", "", MML) == tex

    def test_a_single_expression_is_not_wrapped_in_a_row(self):
        assert shape(display("x", "<mi>x</mi>")) == (
            '<disp-formula id="here.eq1"><mml:math display="block"><mml:semantics><mml:mi>x</mml:mi>'
            '<mml:annotation encoding="application/x-tex">x</mml:annotation></mml:semantics></mml:math></disp-formula>'
        )

    def test_attributes_that_mathml_3_does_not_know_are_dropped(self):
        found = display("x", '<mtable scriptlevel="0" displaystyle="true" onclick="x"><mtr><mtd/></mtr></mtable>')

        assert found.find(".//mml:mtable", MML).attrib == {"displaystyle": "true"}

    def test_characters_may_have_their_names_in_html(self):
        found = display("x", "<mo>&ApplyFunction;</mo><mo>&lt;&amp;&gt;</mo>")

        assert [one.text for one in found.iter(f"{{{MML['mml']}}}mo")] == ["\u2061", "<&>"]

    def test_a_value_that_is_neither_true_nor_false_is_dropped(self):
        assert display("x", '<mo stretchy="maybe">x</mo>').find(".//mml:mo", MML).attrib == {}

    @pytest.mark.parametrize(
        "markup",
        [
            "",
            "<mi>x",
            "<script>x</script>",
            "<mi>&nosuch;</mi>",
            "<mfrac><mi>x</mi></mfrac>",
            "<mrow>x</mrow>",
            "<mrow/>x",
            "<mi><mi>x</mi></mi>",
            "</math><math>",
            "<mrow>" * 70 + "</mrow>" * 70,
            "<mrow>" * 400 + "</mrow>" * 400,
            "<?x?><!-- y -->",
        ],
    )
    def test_markup_that_is_no_mathml_3_falls_back_to_the_tex(self, markup):
        assert shape(display("a<b", markup)) == (
            '<disp-formula id="here.eq1"><inline-code language="tex">a&lt;b</inline-code></disp-formula>'
        )

    def test_the_symbols_of_a_formula_stand_in_its_legend(self):
        found = body_of(formula("x", "<mi>x</mi>", lead="where", key="e", numbered=True)).find("disp-formula")

        assert [child.tag for child in found] == ["label", f"{{{MML['mml']}}}math", "legend"]
        assert shape(found.find("legend")) == "<legend>\n<label>where</label>\n</legend>"

"""A remark on a text in a language of which no verbal forms are known, so that no provision of it is found."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.rule import ALL, Finding, rule
from stdpub.model.source import NOWHERE, Severity

_TEXT = "# Vents {#vents}\n\nThe vent is clean.\n"
_OTHER = "\n=== standard.{}.md\n# {} {{#vents}}\n\n{}\n"


@rule(
    zh="条款按中文和英文的能愿动词识别；其他语言的文本没有条款，也就没有要求可供检查、比较和引用。",
    source="stdpub: docs/authoring.md, Provisions",
    bad=_TEXT + _OTHER.format("fr", "Évents", "L'évent est propre."),
    good=_TEXT + _OTHER.format("zh", "通气装置", "通气装置是清洁的。"),
    severity=Severity.INFO,
    rulebooks=ALL,
)
def provisions_unread(draft: Draft) -> Iterator[Finding]:
    """Provisions are known by the verbal forms of Chinese and English; a text in another language has none to check or cite."""
    language = draft.header.language
    if language.partition("-")[0] in {"", "zh", "en"}:
        return
    yield Finding(
        draft.header.span("language") or draft.header.span("identifier") or NOWHERE,
        en=f"provisions are not looked for in a text in `{language}`",
        zh=f"不识别`{language}`文本中的条款",
        help_en="name a provision by its class where it matters: `{#key .requirement}`",
        help_zh="必要时用类注明条款：`{#key .requirement}`",
    )

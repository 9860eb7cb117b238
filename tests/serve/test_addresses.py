"""The address grammar as one table: what every kind of path is, good and bad, and where a redirect leads."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpub.serve.addresses import parse, rejoined
from stdpub.serve.places import Address, Moved, Place, Refused
from stdpub.serve.spellings import is_number, unprinted

S = "/standards/gb-t-99999"
V = f"{S}/2026"
C = "0123456789abcdef0123456789abcdef01234567"

# path -> the place and the parts that are not empty
GOOD = [
    ("/", "home"),
    ("/standards", "catalogue"),
    ("/standards.json", "catalogue form=json"),
    ("/standards.html", "catalogue form=html"),
    ("/standards.zh.json", "catalogue language=zh form=json"),
    ("/search", "library-view name=search"),
    ("/search.json", "library-view name=search form=json"),
    ("/limits", "library-view name=limits"),
    ("/limits.jsonld", "library-view name=limits form=jsonld"),
    ("/terms", "library-view name=terms"),
    ("/terms.en.html", "library-view name=terms language=en form=html"),
    ("/resolve", "library-view name=resolve"),
    ("/check-text", "library-view name=check-text"),
    ("/changes", "library-view name=changes"),
    ("/openapi.json", "service name=openapi.json"),
    ("/docs", "service name=docs"),
    ("/healthz", "service name=healthz"),
    ("/readyz", "service name=readyz"),
    ("/metrics", "service name=metrics"),
    ("/mcp", "service name=mcp"),
    ("/sitemap.xml", "service name=sitemap.xml"),
    ("/robots.txt", "service name=robots.txt"),
    ("/llms.txt", "service name=llms.txt"),
    ("/static/site.css", "static name=site.css"),
    ("/bulk/current.ndjson", "bulk version=current"),
    (f"/bulk/@{C}.ndjson", f"bulk version=@{C}"),
    ("/bulk/on-2027-07-01.ndjson", "bulk version=on-2027-07-01"),
    ("/feeds/library.atom", "feed name=library"),
    ("/feeds/gb-t-1.atom", "feed slug=gb-t-1"),
    ("/feeds/gb-t-1/~pue-limit.atom", "feed slug=gb-t-1 key=pue-limit"),
    ("/library.git", "git"),
    ("/library.git/info/refs", "git name=info/refs"),
    ("/library.git/git-upload-pack", "git name=git-upload-pack"),
    # works
    (S, "work slug=gb-t-99999"),
    (f"{S}.json", "work slug=gb-t-99999 form=json"),
    (f"{S}.en.html", "work slug=gb-t-99999 language=en form=html"),
    ("/standards/a", "work slug=a"),
    ("/standards/1", "work slug=1"),
    (f"/standards/{'a' * 80}", f"work slug={'a' * 80}"),
    (f"{S}/keys", "work-view slug=gb-t-99999 name=keys"),
    (f"{S}/timemap", "work-view slug=gb-t-99999 name=timemap"),
    (f"{S}/register.json", "work-view slug=gb-t-99999 name=register form=json"),
    (f"{S}/~pue-limit", "permanent slug=gb-t-99999 key=pue-limit"),
    (f"{S}/~pue-limit.json", "permanent slug=gb-t-99999 key=pue-limit form=json"),
    (f"{S}/~k7m2q9.zh.xml", "permanent slug=gb-t-99999 key=k7m2q9 language=zh form=xml"),
    (f"{S}/%7Epue-limit", "permanent slug=gb-t-99999 key=pue-limit"),
    # versions
    (V, "version slug=gb-t-99999 version=2026"),
    (f"{V}.pdf", "version slug=gb-t-99999 version=2026 form=pdf"),
    (f"{V}.zh.pdf", "version slug=gb-t-99999 version=2026 language=zh form=pdf"),
    (f"{V}.zh-Hant.html", "version slug=gb-t-99999 version=2026 language=zh-Hant form=html"),
    (f"{V}.pt-BR.json", "version slug=gb-t-99999 version=2026 language=pt-BR form=json"),
    (f"{V}.tar.gz", "archive slug=gb-t-99999 version=2026"),
    (f"{S}/1.8.0", "version slug=gb-t-99999 version=1.8.0"),
    (f"{S}/1.8.0.json", "version slug=gb-t-99999 version=1.8.0 form=json"),
    (f"{S}/1.8.0.en.json", "version slug=gb-t-99999 version=1.8.0 language=en form=json"),
    (f"{S}/1.8.0.tar.gz", "archive slug=gb-t-99999 version=1.8.0"),
    (f"{S}/4.0.3b2", "version slug=gb-t-99999 version=4.0.3b2"),
    (f"{S}/2026-amd1", "version slug=gb-t-99999 version=2026-amd1"),
    (f"{S}/2026-amd1-cor2.xml", "version slug=gb-t-99999 version=2026-amd1-cor2 form=xml"),
    (f"{S}/amd1-of-2026", "version slug=gb-t-99999 version=amd1-of-2026"),
    (f"{S}/cor2-of-2026.json", "version slug=gb-t-99999 version=cor2-of-2026 form=json"),
    (f"{S}/current", "version slug=gb-t-99999 version=current"),
    (f"{S}/current.md", "version slug=gb-t-99999 version=current form=md"),
    (f"{S}/on-2027-07-01", "version slug=gb-t-99999 version=on-2027-07-01"),
    (f"{S}/on-2028-02-29.json", "version slug=gb-t-99999 version=on-2028-02-29 form=json"),
    (f"{S}/@{C}", f"version slug=gb-t-99999 version=@{C}"),
    (f"{S}/%40{C}.json", f"version slug=gb-t-99999 version=@{C} form=json"),
    (f"{S}/@abc1234", "version slug=gb-t-99999 version=@abc1234"),
    (f"{S}/@ABCDEF1", "version slug=gb-t-99999 version=@ABCDEF1"),
    (f"{S}/draft", "version slug=gb-t-99999 version=draft"),
    (f"{S}/draft.txt", "version slug=gb-t-99999 version=draft form=txt"),
    (f"{S}/draft-review~2027", "version slug=gb-t-99999 version=draft-review~2027"),
    (f"{S}/draft-v1.2.json", "version slug=gb-t-99999 version=draft-v1.2 form=json"),
    (f"{S}/draft-fix@home", "version slug=gb-t-99999 version=draft-fix@home"),
    (f"{S}/draft-%E4%BF%AE%E8%AE%A2", "version slug=gb-t-99999 version=draft-修订"),
    # views
    (f"{V}/toc", "view slug=gb-t-99999 version=2026 name=toc"),
    (f"{V}/toc.zh.json", "view slug=gb-t-99999 version=2026 name=toc language=zh form=json"),
    (f"{V}/provisions.json", "view slug=gb-t-99999 version=2026 name=provisions form=json"),
    (f"{V}/terms", "view slug=gb-t-99999 version=2026 name=terms"),
    (f"{V}/tables.json", "view slug=gb-t-99999 version=2026 name=tables form=json"),
    (f"{V}/limits", "view slug=gb-t-99999 version=2026 name=limits"),
    (f"{V}/references", "view slug=gb-t-99999 version=2026 name=references"),
    (f"{V}/changes.html", "view slug=gb-t-99999 version=2026 name=changes form=html"),
    (f"{S}/current/toc", "view slug=gb-t-99999 version=current name=toc"),
    (f"{V}/compare/2024", "compare slug=gb-t-99999 version=2026 other=2024"),
    (f"{V}/compare/1.8.0.json", "compare slug=gb-t-99999 version=2026 other=1.8.0 form=json"),
    (f"{V}/compare/draft-x~y", "compare slug=gb-t-99999 version=2026 other=draft-x~y"),
    (f"{V}/check", "check slug=gb-t-99999 version=2026 name=check"),
    (f"{V}/evidence.schema.json", "check slug=gb-t-99999 version=2026 name=evidence.schema.json"),
    (f"{V}/evidence-template.json", "check slug=gb-t-99999 version=2026 name=evidence-template.json"),
    # keys
    (f"{V}/~pue-limit", "key slug=gb-t-99999 version=2026 key=pue-limit"),
    (f"{V}/~pue-limit.en.json", "key slug=gb-t-99999 version=2026 key=pue-limit language=en form=json"),
    (f"{V}/~a", "key slug=gb-t-99999 version=2026 key=a"),
    (f"{V}/~pue-limit.csv", "key slug=gb-t-99999 version=2026 key=pue-limit form=csv"),
    (f"{V}/~pue-limit.proof", "proof slug=gb-t-99999 version=2026 key=pue-limit"),
    (f"{V}/~pue-limit/history", "key-view slug=gb-t-99999 version=2026 key=pue-limit name=history"),
    (
        f"{V}/~pue-limit/references.json",
        "key-view slug=gb-t-99999 version=2026 key=pue-limit name=references form=json",
    ),
    (f"{V}/~pue-limit/cited-by", "key-view slug=gb-t-99999 version=2026 key=pue-limit name=cited-by"),
    (f"{V}/~pue-limit/translations", "key-view slug=gb-t-99999 version=2026 key=pue-limit name=translations"),
    (f"{V}/~pue-limit/at/2024", "key-at slug=gb-t-99999 version=2026 key=pue-limit other=2024"),
    (f"{V}/~pue-limit/at/current.json", "key-at slug=gb-t-99999 version=2026 key=pue-limit other=current form=json"),
    # numbers
    (f"{V}/5", "number slug=gb-t-99999 version=2026 number=5"),
    (f"{V}/5.2.1", "number slug=gb-t-99999 version=2026 number=5.2.1"),
    (f"{V}/%35.2.1", "number slug=gb-t-99999 version=2026 number=5.2.1"),
    (f"{V}/5.2.1.json", "number slug=gb-t-99999 version=2026 number=5.2.1 form=json"),
    (f"{V}/5.2.1.en.json", "number slug=gb-t-99999 version=2026 number=5.2.1 language=en form=json"),
    (f"{V}/5.2.1.xml", "number slug=gb-t-99999 version=2026 number=5.2.1 form=xml"),
    (f"{V}/5.2.1.md", "number slug=gb-t-99999 version=2026 number=5.2.1 form=md"),
    (f"{V}/5.2.1.txt", "number slug=gb-t-99999 version=2026 number=5.2.1 form=txt"),
    (f"{V}/5.2.1.html", "number slug=gb-t-99999 version=2026 number=5.2.1 form=html"),
    (f"{V}/5.2.1.zh.jsonld", "number slug=gb-t-99999 version=2026 number=5.2.1 language=zh form=jsonld"),
    (f"{V}/5.2.1.json.json", "number slug=gb-t-99999 version=2026 number=5.2.1.json form=json"),
    (f"{V}/5.2.1.JSON", "number slug=gb-t-99999 version=2026 number=5.2.1.JSON"),
    (f"{V}/5.2.1.EN.json", "number slug=gb-t-99999 version=2026 number=5.2.1.EN form=json"),
    (f"{V}/5.2.1.e.json", "number slug=gb-t-99999 version=2026 number=5.2.1.e form=json"),
    (f"{V}/0.1", "number slug=gb-t-99999 version=2026 number=0.1"),
    (f"{V}/A", "number slug=gb-t-99999 version=2026 number=A"),
    (f"{V}/a", "number slug=gb-t-99999 version=2026 number=a"),
    (f"{V}/A.3", "number slug=gb-t-99999 version=2026 number=A.3"),
    (f"{V}/A.3.json", "number slug=gb-t-99999 version=2026 number=A.3 form=json"),
    (f"{V}/foreword", "number slug=gb-t-99999 version=2026 number=foreword"),
    (f"{V}/introduction.zh.html", "number slug=gb-t-99999 version=2026 number=introduction language=zh form=html"),
    (f"{V}/bibliography", "number slug=gb-t-99999 version=2026 number=bibliography"),
    (f"{V}/index", "number slug=gb-t-99999 version=2026 number=index"),
    (f"{V}/index.html", "number slug=gb-t-99999 version=2026 number=index form=html"),
    (f"{V}/5.2.1.a", "number slug=gb-t-99999 version=2026 number=5.2.1.a"),
    (f"{V}/5.2.1.a.1", "number slug=gb-t-99999 version=2026 number=5.2.1.a.1"),
    (f"{V}/5.2.1.a.1.json", "number slug=gb-t-99999 version=2026 number=5.2.1.a.1 form=json"),
    (f"{V}/5.2.1.item-2", "number slug=gb-t-99999 version=2026 number=5.2.1.item-2"),
    (f"{V}/5.2.1.l2.a", "number slug=gb-t-99999 version=2026 number=5.2.1.l2.a"),
    (f"{V}/5.2.note-1", "number slug=gb-t-99999 version=2026 number=5.2.note-1"),
    (f"{V}/5.2.example-1.en.md", "number slug=gb-t-99999 version=2026 number=5.2.example-1 language=en form=md"),
    (f"{V}/table-2", "number slug=gb-t-99999 version=2026 number=table-2"),
    (f"{V}/table-2.csv", "number slug=gb-t-99999 version=2026 number=table-2 form=csv"),
    (f"{V}/table-A.1", "number slug=gb-t-99999 version=2026 number=table-A.1"),
    (f"{V}/figure-1", "number slug=gb-t-99999 version=2026 number=figure-1"),
    (f"{V}/figure-2.a", "number slug=gb-t-99999 version=2026 number=figure-2.a"),
    (f"{V}/formula-3.json", "number slug=gb-t-99999 version=2026 number=formula-3 form=json"),
    (f"{V}/formula-B.3", "number slug=gb-t-99999 version=2026 number=formula-B.3"),
    (f"{V}/table-2.note-1", "number slug=gb-t-99999 version=2026 number=table-2.note-1"),
    (f"{V}/art-19", "number slug=gb-t-99999 version=2026 number=art-19"),
    (f"{V}/art-19-1", "number slug=gb-t-99999 version=2026 number=art-19-1"),
    (f"{V}/V2.1", "number slug=gb-t-99999 version=2026 number=V2.1"),
    (f"{V}/V2.1.3.json", "number slug=gb-t-99999 version=2026 number=V2.1.3 form=json"),
    (f"{V}/%E9%99%84%E4%BB%B61", "number slug=gb-t-99999 version=2026 number=附件1"),
    (f"{V}/5_2", "number slug=gb-t-99999 version=2026 number=5_2"),
    (f"{V}/AA.2", "number slug=gb-t-99999 version=2026 number=AA.2"),
    (f"{V}/chapter-1.section-2", "number slug=gb-t-99999 version=2026 number=chapter-1.section-2"),
    (f"{V}/5.2.1.a.1.iii.json", "number slug=gb-t-99999 version=2026 number=5.2.1.a.1 language=iii form=json"),
    (f"{V}/05.2", "number slug=gb-t-99999 version=2026 number=05.2"),
    (f"{S}/draft/5.2.1", "number slug=gb-t-99999 version=draft number=5.2.1"),
    (f"{S}/@{C}/5.2.1.json", f"number slug=gb-t-99999 version=@{C} number=5.2.1 form=json"),
    (f"{S}/on-2027-07-01/5.2.1", "number slug=gb-t-99999 version=on-2027-07-01 number=5.2.1"),
    (f"{S}/2026-amd1/A.3", "number slug=gb-t-99999 version=2026-amd1 number=A.3"),
]

# path -> the path it answers 308 to, and what that is
MOVED = [
    ("/standards/", "/standards", Place.CATALOGUE),
    ("/search/", "/search", Place.LIBRARY_VIEW),
    (f"{S}/", S, Place.WORK),
    (f"{V}/", V, Place.VERSION),
    (f"{V}.json/", f"{V}.json", Place.VERSION),
    (f"{V}/toc/", f"{V}/toc", Place.VIEW),
    (f"{V}/5.2.1/", f"{V}/5.2.1", Place.NUMBER),
    (f"{V}/~pue/", f"{V}/~pue", Place.KEY),
    (f"{S}/~pue/", f"{S}/~pue", Place.PERMANENT),
    ("/docs/", "/docs", Place.SERVICE),
    (f"{V}/表2", f"{V}/table-2", Place.NUMBER),
    (f"{V}/%E8%A1%A82", f"{V}/table-2", Place.NUMBER),
    (f"{V}/表 2", f"{V}/table-2", Place.NUMBER),
    (f"{V}/表２", f"{V}/table-2", Place.NUMBER),
    (f"{V}/表A.1", f"{V}/table-A.1", Place.NUMBER),
    (f"{V}/表2.json", f"{V}/table-2.json", Place.NUMBER),
    (f"{V}/表2.zh.json", f"{V}/table-2.zh.json", Place.NUMBER),
    (f"{V}/表2/", f"{V}/table-2", Place.NUMBER),
    (f"{V}/表2 注1", f"{V}/table-2.note-1", Place.NUMBER),
    (f"{V}/Table 2", f"{V}/table-2", Place.NUMBER),
    (f"{V}/Table%202.json", f"{V}/table-2.json", Place.NUMBER),
    (f"{V}/Table A.1", f"{V}/table-A.1", Place.NUMBER),
    (f"{V}/Table-2", f"{V}/table-2", Place.NUMBER),
    (f"{V}/TABLE 2", f"{V}/table-2", Place.NUMBER),
    (f"{V}/table2", f"{V}/table-2", Place.NUMBER),
    (f"{V}/图1", f"{V}/figure-1", Place.NUMBER),
    (f"{V}/图2 a)", f"{V}/figure-2.a", Place.NUMBER),
    (f"{V}/Figure 1", f"{V}/figure-1", Place.NUMBER),
    (f"{V}/Figure 2 a)", f"{V}/figure-2.a", Place.NUMBER),
    (f"{V}/Fig. 3", f"{V}/figure-3", Place.NUMBER),
    (f"{V}/公式（3）", f"{V}/formula-3", Place.NUMBER),
    (f"{V}/公式(3)", f"{V}/formula-3", Place.NUMBER),
    (f"{V}/式（A.2）", f"{V}/formula-A.2", Place.NUMBER),
    (f"{V}/Formula (3)", f"{V}/formula-3", Place.NUMBER),
    (f"{V}/Equation 3", f"{V}/formula-3", Place.NUMBER),
    (f"{V}/附录A", f"{V}/A", Place.NUMBER),
    (f"{V}/附录 A", f"{V}/A", Place.NUMBER),
    (f"{V}/附录Ａ.１", f"{V}/A.1", Place.NUMBER),
    (f"{V}/Annex A", f"{V}/A", Place.NUMBER),
    (f"{V}/Annex A.json", f"{V}/A.json", Place.NUMBER),
    (f"{V}/Appendix B", f"{V}/B", Place.NUMBER),
    (f"{V}/ANNEX C.2", f"{V}/C.2", Place.NUMBER),
    (f"{V}/5.2.1 a)", f"{V}/5.2.1.a", Place.NUMBER),
    (f"{V}/5.2.1%20a%29", f"{V}/5.2.1.a", Place.NUMBER),
    (f"{V}/5.2.1 a).json", f"{V}/5.2.1.a.json", Place.NUMBER),
    (f"{V}/5.2.1a)", f"{V}/5.2.1.a", Place.NUMBER),
    (f"{V}/5.2.1(a)", f"{V}/5.2.1.a", Place.NUMBER),
    (f"{V}/5.2.1 a）", f"{V}/5.2.1.a", Place.NUMBER),
    (f"{V}/5.2.1 a) 1)", f"{V}/5.2.1.a.1", Place.NUMBER),
    (f"{V}/A.3 b)", f"{V}/A.3.b", Place.NUMBER),
    (f"{V}/5.2 注1", f"{V}/5.2.note-1", Place.NUMBER),
    (f"{V}/5.2 注", f"{V}/5.2.note-1", Place.NUMBER),
    (f"{V}/5.2 NOTE 1", f"{V}/5.2.note-1", Place.NUMBER),
    (f"{V}/3.1 Note 2 to entry", f"{V}/3.1.note-2", Place.NUMBER),
    (f"{V}/5.2 示例2", f"{V}/5.2.example-2", Place.NUMBER),
    (f"{V}/5.2 EXAMPLE", f"{V}/5.2.example-1", Place.NUMBER),
    (f"{V}/第5章", f"{V}/5", Place.NUMBER),
    (f"{V}/第五章", f"{V}/chapter-5", Place.NUMBER),
    (f"{V}/第5.3.2条", f"{V}/5.3.2", Place.NUMBER),
    (f"{V}/第A.2条", f"{V}/A.2", Place.NUMBER),
    (f"{V}/第19条", f"{V}/art-19", Place.NUMBER),
    (f"{V}/第十九条", f"{V}/art-19", Place.NUMBER),
    (f"{V}/第一百零三条", f"{V}/art-103", Place.NUMBER),
    (f"{V}/第十九条之一", f"{V}/art-19-1", Place.NUMBER),
    (f"{V}/Article 19", f"{V}/art-19", Place.NUMBER),
    (f"{V}/Clause 5", f"{V}/5", Place.NUMBER),
    (f"{V}/Section 5.2.1", f"{V}/5.2.1", Place.NUMBER),
    (f"{V}/§5.2.1", f"{V}/5.2.1", Place.NUMBER),
    (f"{V}/5.2.1.", f"{V}/5.2.1", Place.NUMBER),
    (f"{V}/５.２.１", f"{V}/5.2.1", Place.NUMBER),
    (f"{V}/前言", f"{V}/foreword", Place.NUMBER),
    (f"{V}/Foreword", f"{V}/foreword", Place.NUMBER),
    (f"{V}/引言.html", f"{V}/introduction.html", Place.NUMBER),
    (f"{V}/参考文献", f"{V}/bibliography", Place.NUMBER),
    (f"{V}/索引", f"{V}/index", Place.NUMBER),
]

# path -> status
BAD = [
    ("", 400),
    ("standards", 400),
    ("//", 404),
    ("//example.org/", 404),
    ("//example.org/standards/", 404),
    ("/standards//", 404),
    ("/standards//2026", 404),
    (f"{V}//5.2.1", 404),
    ("/.", 400),
    ("/..", 400),
    ("/standards/..", 400),
    ("/standards/../standards", 400),
    ("/standards/%2e%2e/etc", 400),
    (f"{V}/./5", 400),
    ("/static/../secret", 400),
    ("/static/%2e%2e", 400),
    ("/static/..%2f..%2fetc%2fpasswd", 400),
    ("/static/a%5cb", 400),
    ("/static/a\\b", 400),
    ("/static/.hidden", 404),
    ("/static/a/b", 404),
    ("/static/", 404),
    (f"{V}/5%2f2", 400),
    (f"{V}/5%00", 400),
    (f"{V}/5%0a", 400),
    (f"{V}/5%0d%0aSet-Cookie%3a%20a", 400),
    (f"{V}/%e2%80%ae5", 400),
    (f"{V}/%e2%80%8b5", 400),
    (f"{V}/%ef%bb%bf5", 400),
    (f"{V}/%ff", 400),
    (f"{V}/%c0%ae", 400),
    (f"{V}/%ed%a0%80", 400),
    (f"{V}/%", 400),
    (f"{V}/5%2", 400),
    (f"{V}/5%zz", 400),
    (f"{V}/%252e%252e", 404),
    (f"{V}/5:2", 404),
    (f"{V}/5+2", 404),
    (f"{V}/5%2b2", 404),
    (f"{V}/5;v=1", 404),
    (f"{V}/5%3fq", 404),
    (f"{V}/5%23q", 404),
    (f"{V}/5..2", 404),
    (f"{V}/.5", 404),
    (f"{V}/5-", 404),
    (f"{V}/-5", 404),
    (f"{V}/5 2", 404),
    (f"{V}/5.2.1 is the clause", 404),
    (f"{V}/Table two", 404),
    (f"{V}/<script>alert(1)</script>", 404),
    (f"{V}/{'5.' * 70}1", 404),
    (f"{V}/{'9' * 7}", 404),
    (f"{V}/5.{'9' * 100}", 404),
    (f"{V}/表{'9' * 100}", 404),
    (f"{V}/{'x' * 3000}", 414),
    (f"{V}/~", 404),
    (f"{V}/~Pue", 404),
    (f"{V}/~9a", 404),
    (f"{V}/~pue_limit", 404),
    (f"{V}/~pue.n1", 404),
    (f"{V}/~pue limit", 404),
    (f"{V}/~{'a' * 201}", 404),
    (f"{V}/~键", 404),
    (f"{V}/~pue/unknown", 404),
    (f"{V}/~pue/at", 404),
    (f"{V}/~pue/at/", 404),
    (f"{V}/~pue/at/nonsense", 404),
    (f"{V}/~Pue/at/2024", 404),
    (f"{V}/~pue/at/2024/x", 404),
    (f"{V}/compare/nonsense", 404),
    (f"{V}/5.2.1/toc", 404),
    (f"{V}/toc/5", 404),
    (f"{S}/~", 404),
    (f"{S}/~A", 404),
    (f"{S}/nonsense", 404),
    (f"{S}/latest", 404),
    (f"{S}/v2026", 404),
    (f"{S}/2026-", 404),
    (f"{S}/2026-amd", 404),
    (f"{S}/2026-rev1", 404),
    (f"{S}/amd1-of-", 404),
    (f"{S}/1.json/5.2", 404),
    (f"{S}/on-2027-02-30", 404),
    (f"{S}/on-2027-7-1", 404),
    (f"{S}/on-tomorrow", 404),
    (f"{S}/@", 404),
    (f"{S}/@abc", 404),
    (f"{S}/@{C}0", 404),
    (f"{S}/@xyz1234", 404),
    (f"{S}/draft-", 404),
    (f"{S}/draft-~x", 404),
    (f"{S}/draft-a..b", 404),
    (f"{S}/draft-{'a' * 300}", 404),
    (f"{S}/Current", 404),
    (f"{S}/{'1' * 300}", 404),
    ("/standards/GB-T-1", 404),
    ("/standards/gb--t", 404),
    ("/standards/-gb", 404),
    ("/standards/gb-", 404),
    ("/standards/gb_t", 404),
    ("/standards/GB%20T%201.1", 404),
    (f"/standards/{'a' * 81}", 404),
    ("/standards/.json", 404),
    ("/standards/gb.t/2026", 404),
    ("/standards/标准", 404),
    ("/nothing", 404),
    ("/index.html", 404),
    ("/docs.html", 404),
    ("/healthz.json", 404),
    ("/Standards", 404),
    ("/bulk/2026.ndjson", 404),
    ("/bulk/draft.ndjson", 404),
    ("/bulk/on-2027-13-01.ndjson", 404),
    ("/bulk/current.json", 404),
    ("/feeds/A.atom", 404),
    ("/feeds/gb-t-1/5.atom", 404),
    ("/feeds/gb-t-1/~A.atom", 404),
    ("/feeds", 404),
    ("/library.git/../x", 400),
    ("/library.gitx", 404),
]


def spoken(address):
    parts = [f"{name}={value}" for name, value in asdict(address).items() if value and name != "place"]
    return " ".join((str(address.place), *parts))


def test_the_table_holds_at_least_two_hundred_addresses():
    paths = [row[0] for row in (*GOOD, *MOVED, *BAD)]

    assert len(set(paths)) >= 200
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize(("path", "wanted"), GOOD, ids=[row[0] for row in GOOD])
def test_good(path, wanted):
    parsed = parse(path.encode())

    assert isinstance(parsed, Address), parsed
    assert spoken(parsed) == wanted
    assert parse(parsed.path.encode()) == parsed


@pytest.mark.parametrize(("path", "wanted", "place"), MOVED, ids=[row[0] for row in MOVED])
def test_moved(path, wanted, place):
    parsed = parse(path.encode())

    assert isinstance(parsed, Moved), parsed
    assert parsed.to.path == wanted
    assert parsed.to.place is place
    assert parse(parsed.to.path.encode()) == parsed.to


@pytest.mark.parametrize(("path", "status"), BAD, ids=[row[0][:60] for row in BAD])
def test_bad(path, status):
    parsed = parse(path.encode())

    assert isinstance(parsed, Refused), parsed
    assert parsed.status == status
    assert parsed.message.en
    assert parsed.message.zh


def test_an_element_called_compare_is_a_label_like_another():
    assert parse(f"{V}/compare".encode()) == Address(Place.NUMBER, slug="gb-t-99999", version="2026", number="compare")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (f"{V}/5.2.1.ar.json", f"{V}/5.2.1.ar.json"),
        (f"{V}/5.2.1.zh-Hant.json", None),
        (f"{V}/5.2.1.json", None),
        (f"{S}/1.8.rc.json", f"{S}/1.8.rc.json"),
        (f"{S}/draft.en.json", None),
        (f"{V}/toc.en.json", None),
    ],
)
def test_the_other_reading_of_a_language(path, wanted):
    other = rejoined(parse(path.encode()))

    assert (other.path if other else None) == wanted
    assert other is None or other.language == ""


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("附录A.json", "附录A"),
        ("Appendix A", "Appendix-A"),
        ("Appendix-A.en.html", "Appendix-A"),
        ("公式（3）", "公式-3"),
    ],
)
def test_a_label_of_imported_text_comes_before_the_spelling_on_paper(text, label):
    moved = parse(f"{V}/{text}".encode())

    assert moved.unless.number == label
    assert (moved.unless.language, moved.unless.form) == (moved.to.language, moved.to.form)
    assert moved.to.number in {"A", "formula-3"}


@given(st.binary(max_size=300))
def test_any_bytes_parse_to_a_value(raw):
    parsed = parse(b"/" + raw)

    assert isinstance(parsed, (Address, Moved, Refused))


@given(st.text(max_size=40))
def test_a_number_as_printed_becomes_a_number_of_addresses_or_nothing(text):
    number = unprinted(text)

    assert number == "" or is_number(number)

"""The API over a published library: what each address answers, in which form, with which headers."""

import json
from pathlib import Path
from xml.parsers import expat

import pytest
from asgi import Client
from libraries import git
from served import PDF, draft, folder, make_library, publish_folder, settings

from stdpub.serve.app import ROUTES, create_app
from stdpub.store.library import Library

S = "/standards/t-test-1"
V = f"{S}/2026"
PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
NAMED = {"standard", "version", "key", "number", "kind", "title", "hash", "links"}


def tip(library, ref="refs/heads/main"):
    return git(library, "rev-parse", ref)


@pytest.fixture
def own(tmp_path):
    """A library of this test alone, with a client that sees what the public sees."""
    library = tmp_path / "library.git"
    publish_folder(folder(), library)
    client = Client(create_app(Library(library), ()))
    yield library, client
    client.close()


# What a thing is


def test_a_clause_by_number(client):
    found = client.get(f"{V}/3.1").json()

    assert found.keys() >= NAMED | {"status", "text", "content", "label", "language", "identifier"}
    assert (found["standard"], found["version"], found["key"], found["number"]) == ("t-test-1", "2026", "limits", "3.1")
    assert (found["kind"], found["title"], found["status"]) == ("clause", "限定值", "in-force")
    assert (found["since"], found["until"]) == ("2026-07-01", None)
    assert found["text"].startswith("3.1 限定值\n电能利用效率不应大于1.3。")
    assert found["content"]["id"] == "limits"
    assert found["links"]["permanent"] == f"{S}/~limits"
    assert found["links"]["up"] == f"{V}/3"
    assert found["links"]["next"] == f"{V}/3.2"


@pytest.mark.parametrize(
    ("address", "kind", "key", "number"),
    [
        ("scope", "scope", "scope", "1"),
        ("2.1", "term", "pue", "2.1"),
        ("2.1.note-1", "note", "", "2.1.note-1"),
        ("3", "clause", "requirements", "3"),
        ("3.1.example-1", "example", "", "3.1.example-1"),
        ("table-1", "table", "tab-limits", "table-1"),
        ("formula-1", "formula", "eq-pue", "formula-1"),
        ("3.2.a", "item", "rec-read", "3.2.a"),
        ("3.2.b.2", "item", "", "3.2.b.2"),
        ("A", "annex", "method", "A"),
        ("A.2", "clause", "method-steps", "A.2"),
        ("~pue-limit", "provision", "pue-limit", ""),
        ("~rec-read", "item", "rec-read", "3.2.a"),
        ("~eq-pue", "formula", "eq-pue", "formula-1"),
    ],
)
def test_every_kind_of_thing_has_an_address(client, address, kind, key, number):
    where = f"{V}/1" if address == "scope" else f"{V}/{address}"
    found = client.get(where).json()

    assert (found["kind"], found["key"], found["number"]) == (kind, key, number)
    assert len(found["hash"]) == 64

    if kind in {"note", "example"}:  # what binds nobody
        assert found["normative_hash"] is found["closure_hash"] is None
    else:
        assert len(found["normative_hash"]) == len(found["closure_hash"]) == 64


def test_number_and_key_name_the_same_thing(client):
    by_number, by_key = client.get(f"{V}/table-1").json(), client.get(f"{V}/~tab-limits").json()

    assert by_number == by_key


def test_a_provision_says_its_kind_and_the_clause_above_it(client):
    found = client.get(f"{V}/~pue-limit").json()

    assert (found["provision"], found["text"]) == ("requirement", "电能利用效率不应大于1.3。")
    assert found["links"]["up"] == f"{V}/3.1"


def test_what_is_below_a_clause(client):
    found = client.get(f"{V}/3").json()

    assert [one["number"] for one in found["clauses"]] == ["3.1", "3.2"]
    assert found["text"] == "3 要求"


# Forms


@pytest.mark.parametrize(
    ("form", "media"),
    [
        ("json", "application/json"),
        ("html", "text/html; charset=utf-8"),
        ("xml", "application/xml"),
        ("md", "text/markdown; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
    ],
)
def test_the_form_of_the_address_wins_over_what_the_client_accepts(client, form, media):
    for address in (f"{V}/3.1", f"{V}/~limits", V):
        reply = client.get(f"{address}.{form}", accept="image/png")

        assert (reply.status, reply.headers["content-type"]) == (200, media)
        assert "限定值" in reply.text


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/json"),
        (PAGE, "text/html; charset=utf-8"),
        ("application/xml", "application/xml"),
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("text/plain", "text/plain; charset=utf-8"),
    ],
)
def test_without_a_form_the_client_decides(client, accept, media):
    reply = client.get(f"{V}/3.1", accept=accept)

    assert (reply.status, reply.headers["content-type"]) == (200, media)
    assert reply.headers["vary"] == "Accept, Accept-Language, Accept-Encoding"


def test_a_form_nobody_can_take_is_refused_with_those_there_are(client):
    reply = client.get(f"{V}/3.1", accept="image/png")

    assert reply.status == 406
    assert f"{V}/3.1.json" in {one["href"] for one in reply.json()["candidates"]}


@pytest.mark.parametrize(
    "address", [f"{V}/3.1.pdf", f"{V}/3.1.csv", f"{V}/3.1.jsonld", f"{S}.pdf", f"{V}/toc.xml", "/search.md"]
)
def test_a_form_that_a_thing_has_not_is_not_found(client, address):
    reply = client.get(address)

    assert reply.status == 404
    assert reply.json()["candidates"]


def test_the_fragment_is_xml_of_its_own(client):
    reply = client.get(f"{V}/formula-1.xml")
    expat.ParserCreate(namespace_separator=" ").Parse(reply.body, True)  # noqa: FBT003

    assert b'xmlns:mml="http://www.w3.org/1998/Math/MathML"' in reply.body
    assert b'xml:lang="zh"' in reply.body


def test_the_whole_is_the_published_bytes(client, library):
    archive = Library(library)
    for form in ("json", "xml", "html", "pdf"):
        reply = client.get(f"{V}.zh.{form}")

        assert reply.body == archive.content(archive.output("t-test-1", "2026", "zh", form).id)
        assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "stdpub-renderer" not in reply.headers


def test_the_pdf_is_that_of_the_edition(client):
    assert client.get(f"{V}.pdf").body == PDF


def test_the_source_of_the_whole_is_the_file(client):
    assert client.get(f"{V}.md").body == folder().files["standard.md"]
    assert client.get(f"{V}.en.md").body == folder().files["standard.en.md"]


def test_the_source_of_a_clause_is_its_part_of_the_file(client):
    reply = client.get(f"{V}/A.2.md")

    assert reply.text == "## 步骤 {#method-steps}\n\n读数应连续。{#reading}\n"


# Languages


@pytest.mark.parametrize(
    ("address", "accept", "wanted"),
    [
        (f"{V}/3.1", "", "zh"),
        (f"{V}/3.1", "en", "en"),
        (f"{V}/3.1", "en-GB, zh;q=0.5", "en"),
        (f"{V}/3.1", "fr", "zh"),
        (f"{V}/3.1.en.json", "zh", "en"),
        (f"{V}/3.1.zh.json", "en", "zh"),
        (f"{S}/2024/3.1", "en", "zh"),
    ],
)
def test_language(client, address, accept, wanted):
    reply = client.get(address, accept_language=accept)

    assert reply.headers["content-language"] == wanted == reply.json()["language"]
    assert reply.headers["content-location"].endswith(f"/3.1.{wanted}.json")


def test_a_language_that_a_version_has_not(client):
    reply = client.get(f"{V}/3.1.fr.json")

    assert reply.status == 404
    assert "`fr`" in reply.json()["detail"]
    assert [one["href"] for one in reply.json()["candidates"]] == [f"{V}/3.1.zh.json", f"{V}/3.1.en.json"]


# Redirects


@pytest.mark.parametrize(
    ("address", "status", "target"),
    [
        ("/standards/", 308, "/standards"),
        (f"{V}/", 308, V),
        (f"{V}/3.1/?x=1", 308, f"{V}/3.1?x=1"),
        (f"{V}/表1", 308, f"{V}/table-1"),
        (f"{V}/Table 1.json", 308, f"{V}/table-1.json"),
        (f"{V}/3.2 a)", 308, f"{V}/3.2.a"),
        (f"{V}/3.2 b) 2)", 308, f"{V}/3.2.b.2"),
        (f"{V}/附录A", 308, f"{V}/A"),
        (f"{V}/公式（1）", 308, f"{V}/formula-1"),
        (f"{V}/3.1 注", 308, f"{V}/3.1.note-1"),
        ("/standards/acme-7/2020/Appendix A", 308, "/standards/acme-7/2020/Appendix-A"),
        ("/standards/acme-7/2020/Appendix A.html", 308, "/standards/acme-7/2020/Appendix-A.html"),
        (f"{S}/~pue-limit", 307, f"{V}/~pue-limit"),
        (f"{S}/~pue-limit.en.json", 307, f"{V}/~pue-limit.en.json"),
        (f"{S}/on-2025-01-01/3.1", 307, f"{S}/2024/3.1"),
        (f"{S}/on-2030-01-01", 307, V),
        (f"{S}/on-2030-01-01/toc.json?size=3", 307, f"{V}/toc.json?size=3"),
    ],
)
def test_redirects(client, address, status, target):
    reply = client.get(address)

    assert (reply.status, reply.headers["location"], reply.body) == (status, target, b"")
    assert client.get(target).status == 200


def test_a_label_of_imported_text_is_an_address_of_its_own(client):
    assert client.get("/standards/acme-7/2020/Appendix-A").json()["key"] == "app"
    assert client.get("/standards/acme-7/2020/V2.1").json()["key"] == "venting"


def test_the_permanent_link_says_that_it_is_the_canonical_one(client):
    reply = client.get(f"{S}/~pue-limit")

    assert reply.headers["link"] == f'<{S}/~pue-limit>; rel="canonical"'


def test_an_abbreviated_commit_leads_to_the_whole_one(insider, library):
    commit = tip(library)
    reply = insider.get(f"{S}/@{commit[:9]}/3.1.json")

    assert (reply.status, reply.headers["location"]) == (307, f"{S}/@{commit}/3.1.json")


# Versions


def test_current_is_the_edition_in_force(client):
    reply = client.get(f"{S}/current/3.1")

    assert reply.json()["version"] == "2026"
    assert reply.headers["content-location"] == f"{V}/3.1.zh.json"
    assert reply.headers["stdpub-status"] == "in-force"


def test_an_old_edition_says_that_it_is_superseded(client):
    found = client.get(f"{S}/2024/~marking").json()

    assert (found["status"], found["since"], found["text"]) == ("superseded", "2026-07-01", "标志应清晰。")


def test_a_commit_bears_no_status(insider, library):
    reply = insider.get(f"{S}/@{tip(library)}/3.1")

    assert reply.status == 200
    assert "status" not in reply.json()
    assert "stdpub-status" not in reply.headers


def test_a_commit_that_only_history_holds_is_rendered(own):
    library, client = own
    first = draft(library, folder(extra="初稿应完整。\n\n"))
    draft(library, folder(extra="二稿应完整。\n\n"))
    settings(library, '[serve]\ndrafts = "public"\n')
    client.app.state.holdings.looked -= 10
    reply = client.get(f"{S}/@{first}/3.1.txt")

    assert "初稿应完整。" in reply.text
    assert reply.headers["stdpub-renderer"].startswith("stdpub ")
    assert client.get(f"{S}/@{first}.en.md").body == folder().files["standard.en.md"]


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (f"{S}/2025", [f"{S}/2026", f"{S}/2024"]),
        (f"{S}/2025/3.1.json", [f"{S}/2026/3.1.json", f"{S}/2024/3.1.json"]),
        (f"{S}/on-2020-01-01", [f"{S}/2024", f"{S}/2026"]),
        ("/standards/t-test-2", [S]),
        (f"{V}/3.9", [f"{V}/3", f"{V}/3.2", f"{V}/3.1"]),
        (f"{V}/a.1", [f"{V}/A.1"]),
        (f"{V}/~pue-limits", [f"{V}/~pue-limit"]),
    ],
)
def test_what_is_not_there_names_what_may_have_been_meant(client, address, wanted):
    reply = client.get(address)
    found = reply.json()

    assert (reply.status, reply.headers["content-type"]) == (404, "application/problem+json")
    assert (found["status"], found["title"]) == (404, "Not Found")
    assert found["message"].keys() == {"en", "zh"}
    assert [one["href"] for one in found["candidates"]][: len(wanted)] == wanted


def test_a_withdrawn_key_is_gone_and_names_the_edition_that_holds_it(client):
    reply = client.get(f"{V}/~marking")

    assert (reply.status, reply.headers["content-type"]) == (410, "application/problem+json")
    assert "withdrawn in the edition `2026`" in reply.json()["message"]["en"]
    assert [one["href"] for one in reply.json()["candidates"]] == [f"{S}/2024/~marking"]
    assert client.get(f"{S}/~marking").status == 410


@pytest.mark.parametrize(
    "address", ["/nothing", f"{V}/compare/2024", f"{V}/limits", f"{S}/keys", "/feeds/library.atom", f"{V}/check"]
)
def test_what_is_not_served_is_not_found(client, address):
    assert client.get(address).status == 404


# Validators


def test_a_client_that_has_it_is_told_so_and_nothing_more(client):
    first = client.get(f"{V}/3.1")
    second = client.get(f"{V}/3.1", if_none_match=first.headers["etag"])

    assert (second.status, second.body) == (304, b"")
    assert second.headers["etag"] == first.headers["etag"]
    assert client.get(f"{V}/3.1", if_none_match='"other"').status == 200
    assert client.get(f"{V}/3.1", if_none_match="*").status == 304


def test_a_validator_is_of_one_representation(client):
    addresses = (
        f"{V}/3.1.json",
        f"{V}/3.1.html",
        f"{V}/3.1.en.json",
        f"{V}/3.2.json",
        f"{S}/2024/3.1.json",
        f"{V}/3.1.txt",
    )
    tags = {client.get(address).headers["etag"] for address in addresses}
    packed = client.get(f"{V}/3.1.json", accept_encoding="gzip").headers["etag"]

    assert len(tags | {packed}) == len(addresses) + 1
    assert all(tag.startswith('"') for tag in tags)


def test_a_packed_body_is_the_same_unpacked(client):
    plain = client.get(f"{V}/3.1.json", accept_encoding="identity")
    packed = client.get(f"{V}/3.1.json", accept_encoding="gzip, br")

    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert client.get(f"{V}/3.1.json", if_none_match=packed.headers["etag"]).status == 304


def test_what_depends_on_today_holds_until_midnight(client):
    control = client.get(f"{V}/3.1").headers["cache-control"]

    assert control.startswith("public, max-age=")
    assert 0 < int(control.rpartition("=")[2]) <= 86400


# Lists


def test_the_contents(client):
    found = client.get(f"{V}/toc").json()

    assert [(one["number"], one["depth"]) for one in found["items"]] == [
        ("1", 1), ("2", 1), ("2.1", 2), ("3", 1), ("3.1", 2), ("3.2", 2), ("A", 1), ("A.1", 2), ("A.2", 2),
    ]  # fmt: skip
    assert found["next"] is None
    assert all(one.keys() >= NAMED for one in found["items"])
    assert found["items"][4]["links"]["up"] == f"{V}/3"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (
            "",
            [
                "pue-limit",
                "measured",
                "rec",
                "rec-read",
                "rec-compute",
                "3.2.b.1",
                "3.2.b.2",
                "3.2.c",
                "point",
                "reading",
            ],
        ),
        ("?kind=recommendation", ["measured"]),
        ("?kind=requirement&clause=~method", ["point", "reading"]),
        ("?clause=A.2", ["reading"]),
        ("?kind=requirement,recommendation&clause=3.1", ["pue-limit", "measured"]),
        ("?q=%E8%BF%9B%E7%BA%BF", ["point"]),
        ("?q=nothing", []),
    ],
)
def test_provisions(client, query, wanted):
    found = client.get(f"{V}/provisions{query}").json()

    assert [one["key"] or one["number"] for one in found["items"]] == wanted
    assert all(one.keys() >= NAMED | {"text", "provision"} for one in found["items"])


def test_pages_of_a_list_lead_on_to_its_end(client):
    whole = [one["hash"] for one in client.get(f"{V}/provisions").json()["items"]]
    address, seen = f"{V}/provisions?size=3", []
    while address:
        reply = client.get(address)
        seen += [one["hash"] for one in reply.json()["items"]]
        address = reply.json()["next"]
        assert reply.headers.get("link") == (f'<{address}>; rel="next"' if address else None)

    assert seen == whole


@pytest.mark.parametrize(
    "query",
    ["size=0", "size=201", "size=x", "size=1e3", "cursor=-1", "cursor=99999999999", "kind=wish", f"q={'x' * 301}"],
)
def test_a_bad_parameter_is_refused_with_its_name(client, query):
    reply = client.get(f"{V}/provisions?{query}")

    assert reply.status == 400
    assert f"`{query.partition('=')[0]}`" in reply.json()["detail"] or "`wish`" in reply.json()["detail"]


def test_terms(client):
    found = client.get(f"{V}/terms").json()["items"]

    assert [(one["key"], one["number"], one["title"]) for one in found] == [("pue", "2.1", "电能利用效率")]
    assert {one["text"]: (one["language"], one["status"]) for one in found[0]["designations"]} == {
        "电能利用效率": ("zh", "preferred"),
        "power usage effectiveness": ("en", "preferred"),
        "PUE": ("zh", "abbreviation"),
    }


def test_the_catalogue(client):
    found = client.get("/standards").json()["items"]

    assert [(one["standard"], one["version"], one["status"]) for one in found] == [
        ("acme-7", "2020", "in-force"),
        ("t-test-1", "2026", "in-force"),
    ]
    assert all(one.keys() >= NAMED | {"status"} for one in found)
    assert found[1]["titles"] == {"zh": "数据中心　能效", "en": "Data centres — Energy efficiency"}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("q=%E8%83%BD%E6%95%88", ["t-test-1"]),
        ("q=T/TEST 1", ["t-test-1"]),
        ("q=energy", ["t-test-1"]),
        ("q=acme", ["acme-7"]),
        ("ics=35", ["t-test-1"]),
        ("ccs=L 70", ["t-test-1"]),
        ("committee=SAC/TC 28", ["t-test-1"]),
        ("status=superseded", []),
        ("status=in-force&size=1", ["acme-7"]),
        ("size=1&cursor=1", ["t-test-1"]),
    ],
)
def test_the_catalogue_filtered(client, query, wanted):
    assert [one["standard"] for one in client.get(f"/standards?{query}").json()["items"]] == wanted


def test_a_standard_with_its_editions(client):
    found = client.get(S).json()

    assert found.keys() >= NAMED | {"status"}
    assert [(one["version"], one["status"], one["languages"]) for one in found["editions"]] == [
        ("2026", "in-force", ["zh", "en"]),
        ("2024", "superseded", ["zh"]),
    ]
    assert found["drafts"] == []
    assert found["editions"][0]["links"]["forms"]["en"]["pdf"] == f"{V}.en.pdf"


# Drafts


def test_drafts_are_nobodys_business_without_a_token(client):
    for address in (f"{S}/draft", f"{S}/draft/3.1", f"{S}/draft-review~2027"):
        reply = client.get(address)
        assert (reply.status, reply.headers["www-authenticate"]) == (401, 'Bearer realm="stdpub"')

    assert client.get("/standards/only-draft").status == 404
    assert "only-draft" not in client.get("/standards").text
    assert "only-draft" not in client.get("/standards/only-draf").text
    assert client.get("/search?q=%E8%8D%89%E6%A1%88").json()["items"] == []


def test_a_token_opens_drafts(insider):
    reply = insider.get(f"{S}/draft/3.1")

    assert "草案应清晰。" in reply.json()["text"]
    assert (reply.json()["version"], reply.json()["status"]) == ("draft", "draft")
    assert reply.headers["cache-control"] == "private, no-cache"
    assert reply.headers["stdpub-renderer"].startswith("stdpub ")
    assert "分支应清晰。" in insider.get(f"{S}/draft-review~2027/3.1").json()["text"]
    assert [one["version"] for one in insider.get(S).json()["drafts"]] == ["draft", "draft-review~2027"]
    assert insider.get("/standards/only-draft").json()["version"] == "draft"


def test_a_commit_of_a_draft_is_not_found_without_a_token(client, insider, library):
    commit = tip(library, "refs/heads/review/2027")

    assert insider.get(f"{S}/@{commit}/3.1").status == 200
    assert client.get(f"{S}/@{commit}/3.1").status == 404
    assert client.get(f"{S}/@{commit[:8]}/3.1").status == 404


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer", "Basic b3BlbiBzZXNhbWU6", "open sesame", f"Bearer {'x' * 4000}"]
)
def test_a_wrong_token_is_refused_everywhere(client, header):
    for address in ("/standards", f"{V}/3.1", f"{S}/draft"):
        assert client.get(address, authorization=header).status == 401


@pytest.mark.parametrize(("policy", "status"), [("public", 200), ("none", 404)])
def test_the_library_says_who_sees_drafts(own, policy, status):
    library, client = own
    settings(library, f'[serve]\ndrafts = "{policy}"\n')
    client.app.state.holdings.looked -= 10

    assert client.get(f"{S}/draft/3.1").status == status
    assert len(client.get(S).json()["drafts"]) == (policy == "public")


# Following the library


def test_what_is_published_while_the_server_runs_is_served(own):
    library, client = own
    assert client.get(f"{S}/current/3.1").json()["version"] == "2026"
    publish_folder(folder(date="2027-02-01", implementation="2027-03-01", extra="新版应清晰。\n\n"), library)
    client.app.state.holdings.looked -= 10

    assert "新版应清晰。" in client.get(f"{S}/2027/3.1").json()["text"]
    assert client.get(f"{S}/2027").json()["edition_id"] == "2027"
    assert client.get(f"{S}/2027/3.1").json()["status"] == "not-yet"


# The service


def test_health_and_readiness(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_the_description_names_every_route(client):
    found = client.get("/openapi.json").json()

    assert found["openapi"].startswith("3.1")
    assert "/standards/{slug}/{version}/{number}" in found["paths"]
    assert found["components"]["schemas"].keys() >= {"Thing", "List", "Problem"}


def test_robots(client):
    assert "Disallow: /search" in client.get("/robots.txt").text


def test_the_library_as_json(client):
    found = client.get("/").json()

    assert (found["kind"], found["standards"]) == ("library", 2)


# The edge


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "BREW"])
def test_only_reading_is_answered(client, method):
    reply = client.get(V, method=method)

    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_the_head_alone(client):
    whole, head = client.get(f"{V}/3.1"), client.get(f"{V}/3.1", method="HEAD")

    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
    assert head.headers["etag"] == whole.headers["etag"]


def test_reading_is_open_to_pages_of_others(client):
    reply = client.get(f"{V}/3.1", origin="https://example.org")
    asked = client.get(f"{V}/3.1", method="OPTIONS", origin="https://example.org", access_control_request_method="GET")

    assert reply.headers["access-control-allow-origin"] == "*"
    assert {"ETag", "Link"} <= set(reply.headers["access-control-expose-headers"].split(", "))
    assert (asked.status, asked.headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{V}/%2e%2e/%2e%2e/etc/passwd", 400),
        ("/static/..%2f..%2fetc%2fpasswd", 400),
        ("/static/../../etc/passwd", 400),
        (f"{V}/5%00", 400),
        (f"{V}/%ff%fe", 400),
        (f"{V}/{'9' * 500}", 404),
        (f"{V}/{'9.' * 500}", 404),
        (f"/{'a' * 5000}", 414),
        (f"/search?q={'a' * 5000}", 414),
        ("/search?q=%00", 400),
        ("/search?q=%ff", 200),
        (f"{V}/~{'a' * 1000}", 404),
        (f"{V}/%25%32%65", 404),
        ("//evil.example/%2f..", 400),
        ("//evil.example/", 404),
        (f"{V}/<script>alert(1)</script>", 404),
        (f"{V}/3.1'--", 404),
        (f"{V}/~a'; DROP TABLE elements;--", 404),
        ('/standards?q=" OR 1=1 --', 200),
        ('/search?q="unbalanced AND (x* NEAR/2 y:z^ -', 200),
        ("/search?q=NOT NOT NOT", 200),
        ("/search?scope=everything&q=x", 400),
    ],
)
def test_hostile_requests(client, address, status):
    for accept in ("*/*", PAGE):
        reply = client.get(address, accept=accept)

        assert reply.status == status
        assert "Traceback" not in reply.text
        assert "<script>" not in reply.text or reply.headers["content-type"] == "application/problem+json"


def test_a_body_too_large_is_refused(client):
    assert client.get(V, content_length="1000001").status == 413
    assert client.get(V, content_length="nonsense").status == 413


def test_a_problem_comes_as_the_client_wants_it(client):
    page = client.get(f"{V}/9.9", accept=PAGE, accept_language="zh")
    problem = client.get(f"{V}/9.9.json", accept=PAGE)

    assert (page.status, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "中没有" in page.text
    assert (problem.status, problem.headers["content-type"]) == (404, "application/problem+json")


def test_a_fault_of_ours_shows_nothing_of_ours(tmp_path, caplog):
    app = create_app(Library(make_library(tmp_path)), ())
    app.state.holdings = None
    client = Client(app)
    reply = client.get(f"{V}/3.1")
    client.close()

    assert reply.status == 500
    assert json.loads(reply.body)["detail"] == "the server failed at this"
    assert "a request failed" in caplog.text


def test_every_route_has_its_heading_in_the_docs():
    text = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")

    assert [route.path for route in ROUTES if f"\n## `{route.path}`\n" not in text] == []

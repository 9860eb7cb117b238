"""A library in; whether every published edition is still what it was, tag by tag, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from stdpub import __version__
from stdpub.compare.hashing.content_hashes import content_hashes
from stdpub.model.register import EventKind
from stdpub.model.source import Severity, Words
from stdpub.store import published
from stdpub.store.errors import CorruptLibrary, LibraryError
from stdpub.store.library import Library
from stdpub.store.manifest import FORMAT, Manifest, OutputSum, read_manifest
from stdpub.store.merkle import Leaf
from stdpub.store.names import shorten
from stdpub.store.objects import EntryKind, Ref
from stdpub.store.proofs import tag_name
from stdpub.store.published import OUTPUTS, PUBLISHED, Place, place_of
from stdpub.store.rebuilding import Rebuilder
from stdpub.store.receipts import check_receipts
from stdpub.store.signing import Trust, judge
from stdpub.store.stored_standard import UnreadableRecordError, restore

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was published, by a name for what it is; `ref` is where."""

    ref: str
    name: str
    severity: Severity
    message: Words
    help: Words | None = None


@dataclass(slots=True)
class Checked:
    """What was looked at, and what was found."""

    tags: int = 0
    outputs: int = 0
    leaves: int = 0
    rebuilt: int = 0
    signed: int = 0
    faults: list[Fault] = field(default_factory=list)


def tags(library: Library) -> tuple[Ref, ...]:
    """Return the references of published editions, in the order in which to check them: languages of one edition together."""
    return library.repository.refs(PUBLISHED)


def check_receipts_of(library: Library, checked: Checked) -> None:
    """Hold the tags against the receipts of the archive, and the receipts against themselves."""
    now = {ref.name: ref.target for ref in tags(library)}
    log = library.receipts()
    first: dict[str, tuple[str, str]] = {}
    for receipt in log:
        if receipt.ref.startswith(PUBLISHED) and receipt.new:
            first.setdefault(receipt.ref, (receipt.new, receipt.accepted))
    checked.faults.extend(_moved(now, first))
    for breach in check_receipts(log):
        name = f"refs/stdpub/receipts {breach.number}"
        checked.faults.append(Fault(name, "receipts-broken", Severity.ERROR, breach.message))
    checked.faults.extend(_unreceived(now, first, any_log=bool(log)))
    checked.faults.extend(_untagged(library, now, first))


def _moved(now: Mapping[str, str], first: Mapping[str, tuple[str, str]]) -> Iterator[Fault]:
    for name, (target, accepted) in first.items():
        if now.get(name) == target:
            continue
        back = f"git update-ref {name} {target}"
        help_ = Words(f"put it back: `{back}`", f"可恢复：`{back}`")
        if name not in now:
            message = Words(
                f"deleted; accepted {accepted} as {target[:12]}", f"已被删除；{accepted}收到时为{target[:12]}"
            )
            yield Fault(name, "tag-deleted", Severity.ERROR, message, help_)
        else:
            message = Words(
                f"moved to {now[name][:12]}; accepted {accepted} as {target[:12]}",
                f"被移至{now[name][:12]}；{accepted}收到时为{target[:12]}",
            )
            yield Fault(name, "tag-moved", Severity.ERROR, message, help_)


def _unreceived(now: Mapping[str, str], first: Mapping[str, tuple[str, str]], *, any_log: bool) -> Iterator[Fault]:
    if now and not any_log:
        message = Words("there are no receipts: tags that moved cannot be told", "没有回执：无法判断标签是否被移动")
        yield Fault("refs/stdpub/receipts", "no-receipts", Severity.WARNING, message)
        return
    for name in now.keys() - first.keys():
        message = Words("no receipt tells when it was accepted", "没有收到时的回执")
        yield Fault(name, "tag-without-receipt", Severity.INFO, message)


def _untagged(library: Library, now: Mapping[str, str], first: Mapping[str, tuple[str, str]]) -> Iterator[Fault]:
    """Yield outputs that no tag names: of a publication that ended early, or of a tag that somebody deleted."""
    for ref in library.repository.refs(OUTPUTS):
        name = f"{PUBLISHED}{ref.name.removeprefix(OUTPUTS)}"
        if name in now or name in first:
            continue
        place = place_of(name)
        events = library.register(place.slug).about(place.edition) if place else ()
        if any(event.kind is EventKind.PUBLISHED for event in events):
            message = Words(
                "there is no such tag, though `register.yml` records the edition as published and its outputs are kept",
                "没有该标签，但`register.yml`记载该版本已发布，且保留有成品",
            )
            help_ = Words(
                "fetch the tag from another clone, or publish the edition again",
                "请从其他克隆取回标签，或重新发布该版本",
            )
            yield Fault(name, "tag-deleted", Severity.ERROR, message, help_)
        else:
            message = Words(
                "outputs without a tag: publishing ended early, or it was deleted",
                "成品没有标签：发布中断，或标签被删除",
            )
            yield Fault(ref.name, "outputs-without-tag", Severity.WARNING, message)


class TagChecker:
    """Holds one published tag after the other against what it says, and adds what it finds to `checked`."""

    def __init__(self, library: Library, checked: Checked, *, rebuild: bool, signers: Path | None) -> None:
        self.library = library
        self.repository = library.repository
        self.checked = checked
        self.signers = signers
        self.rebuilder = Rebuilder(library) if rebuild else None

    def check(self, ref: Ref) -> None:
        """Check one tag; what cannot be read is told and does not keep the rest from being checked."""
        self.checked.tags += 1
        try:
            self.checked.faults.extend(self._faults(ref))
        except LibraryError as error:
            self.checked.faults.append(_unreadable(ref, error))

    def _faults(self, ref: Ref) -> Iterator[Fault]:
        text = self.repository.tag_text(ref.target)
        place = place_of(ref.name)
        if place is None or not text:
            message = Words("no tag of an edition as stdpub makes one", "不是stdpub建立的版本标签")
            yield Fault(ref.name, "foreign-tag", Severity.WARNING, message)
            return
        manifest = read_manifest(text.decode(errors="replace"))
        if manifest is None:
            broken = FORMAT.encode() in text
            message = (
                Words("its manifest was changed: the root is not that of the leaves", "清单被改动：根与叶不符")
                if broken
                else Words("it holds no manifest: somebody tagged by hand", "没有清单：标签是手工建立的")
            )
            severity = Severity.ERROR if broken else Severity.WARNING
            yield Fault(ref.name, "manifest-changed" if broken else "no-manifest", severity, message)
            return
        yield from self._named(ref, place, manifest, tag_name(text))
        yield from self._signature(ref, text)
        here = self.repository.is_commit(manifest.stored)
        if not here:
            error = published.outputs_elsewhere(manifest)
            yield Fault(ref.name, "outputs-missing", Severity.ERROR, error.message, error.help)
        for part in (self._source, self._outputs, self._leaves, self._rebuilt) if here else (self._source,):
            try:
                yield from part(ref, place, manifest)
            except LibraryError as error:
                yield _unreadable(ref, error)

    def _named(self, ref: Ref, place: Place, manifest: Manifest, name: str) -> Iterator[Fault]:
        if f"refs/tags/{name}" != ref.name or (manifest.slug, manifest.edition, manifest.language) != place[:3]:
            message = Words(f"it is the tag of `{shorten(name)}`", f"这是`{shorten(name)}`的标签")
            yield Fault(ref.name, "tag-of-another", Severity.ERROR, message)

    def _signature(self, ref: Ref, text: bytes) -> Iterator[Fault]:
        found = judge(text, self.signers)
        self.checked.signed += found.trust is not Trust.NONE
        if found.trust is Trust.BAD:
            yield Fault(ref.name, "signature-bad", Severity.ERROR, Words("its signature is bad", "签名无效"))
        elif found.trust is Trust.NONE and self.signers is not None:
            yield Fault(ref.name, "unsigned", Severity.WARNING, Words("it is not signed", "未签名"))
        elif found.trust is Trust.UNKNOWN_SIGNER and self.signers is not None:
            message = Words(f"nobody who is allowed signed it: {found.key}", f"签名者不在允许名单中：{found.key}")
            yield Fault(ref.name, "signer-unknown", Severity.ERROR, message)

    def _source(self, ref: Ref, place: Place, manifest: Manifest) -> Iterator[Fault]:
        commit = self.repository.peel(ref.target)
        if commit != manifest.source:
            message = Words(
                f"it names the commit {commit[:12]}, its manifest {manifest.source[:12]}",
                f"标签指向提交{commit[:12]}，清单为{manifest.source[:12]}",
            )
            yield Fault(ref.name, "wrong-commit", Severity.ERROR, message)
        tree = published.standard_tree(self.repository, manifest.source, place.slug)
        if tree != manifest.tree or published.quantities(self.repository, manifest.source) != manifest.quantities:
            message = Words("its source is not the one of the manifest", "源文件与清单不符")
            yield Fault(ref.name, "source-changed", Severity.ERROR, message)
        for blob in self.library.paths(manifest.tree).values():
            self.repository.blob(blob)  # git holds what it reads against its id

    def _outputs(self, ref: Ref, place: Place, manifest: Manifest) -> Iterator[Fault]:
        name = f"{OUTPUTS}{place}"
        tip = self.repository.target(name)
        if not tip or not self.repository.descends(tip, manifest.stored):
            message = Words(
                f"`{name}` no longer keeps its outputs: `git gc` may delete them",
                f"`{name}`不再保留其成品：`git gc`可能删除",
            )
            help_ = Words(f"`git update-ref {name} {manifest.stored}`", f"`git update-ref {name} {manifest.stored}`")
            yield Fault(ref.name, "outputs-unnamed", Severity.ERROR, message, help_)
        for output in manifest.outputs:
            self.checked.outputs += 1
            content = self._stored(manifest, output)
            if content is None:
                message = Words(f"the output `{output.name}` is missing", f"缺少成品`{output.name}`")
                yield Fault(ref.name, "output-missing", Severity.ERROR, message)
            elif (len(content), sha256(content).hexdigest()) != (output.size, output.sha256):
                message = Words(
                    f"the output `{output.name}` is not the one of the manifest", f"成品`{output.name}`与清单不符"
                )
                yield Fault(ref.name, "output-changed", Severity.ERROR, message)

    def _stored(self, manifest: Manifest, output: OutputSum) -> bytes | None:
        entry = self.repository.entry(self.repository.tree_of(manifest.stored), output.name)
        if entry is None or entry.kind is not EntryKind.FILE:
            return None
        try:
            return self.repository.blob(entry.id)
        except CorruptLibrary:
            return None

    def _leaves(self, ref: Ref, place: Place, manifest: Manifest) -> Iterator[Fault]:
        del place
        self.checked.leaves += len(manifest.leaves)
        output = next((one for one in manifest.outputs if one.form == "json"), None)
        content = self._stored(manifest, output) if output else None
        if content is None:
            return
        try:
            standard = restore(content)
        except UnreadableRecordError:
            message = Words("its JSON cannot be read by this version of stdpub", "本版stdpub无法读取其JSON")
            yield Fault(ref.name, "json-unreadable", _by_renderer(manifest), message)
            return
        made = {(key, manifest.language, sum_) for key, sum_ in content_hashes(standard).items() if "." not in key}
        if wrong := sorted({leaf[0] for leaf in made ^ set[Leaf](manifest.leaves)}):
            keys = ", ".join(f"`{shorten(key)}`" for key in wrong[:_SHOWN])
            message = Words(
                f"{len(wrong)} leaves are not those of its JSON: {keys}", f"{len(wrong)}个叶与其JSON不符：{keys}"
            )
            yield Fault(ref.name, "leaf-wrong", _by_renderer(manifest), message)

    def _rebuilt(self, ref: Ref, place: Place, manifest: Manifest) -> Iterator[Fault]:
        if self.rebuilder is None:
            return
        made = self.rebuilder.outputs(place.slug, manifest)
        for output in manifest.outputs:
            content = made.get((manifest.language, output.form))
            self.checked.rebuilt += content is not None
            if content is not None and sha256(content).hexdigest() == output.sha256:
                continue
            same = manifest.renderer == __version__
            message = (
                Words(f"`{output.name}` built anew has other bytes", f"重新生成的`{output.name}`字节不同")
                if same
                else Words(
                    f"`{output.name}` built anew has other bytes: made by stdpub {manifest.renderer}, this is {__version__}",
                    f"重新生成的`{output.name}`字节不同：原由stdpub {manifest.renderer}生成，现为{__version__}",
                )
            )
            help_ = (
                Words("other fonts or libraries on this system may be why", "本机字体或程序库不同也可能导致")
                if same
                else None
            )
            yield Fault(
                ref.name, "rebuilt-differently" if same else "other-renderer", _by_renderer(manifest), message, help_
            )


def _by_renderer(manifest: Manifest) -> Severity:
    """Return how grave a difference is: what another version of stdpub made may differ."""
    return Severity.ERROR if manifest.renderer == __version__ else Severity.INFO


def _unreadable(ref: Ref, error: LibraryError) -> Fault:
    return Fault(ref.name, "object-damaged", Severity.ERROR, error.message, error.help)

"""Files of one export go together, whatever fails and whenever; what is there is replaced with consent alone."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from robustgui.base import files, parts, together
from robustgui.base.errors import ExistsError, RunError
from robustgui.base.together import Consent, Content, write_together

NAMES = ("net.pt", "net.py", "net_vocabulary.json")


def contents(folder: Path) -> dict[Path, Content]:
    return {folder / name: f"new {name}" for name in NAMES} | {folder / "sounds": {"a": {"0.wav": b"new"}, "m": "new"}}


def listing(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def earlier(folder: Path) -> dict[str, bytes]:
    for name in NAMES:
        (folder / name).write_text(f"old {name}")
    (folder / "sounds" / "b").mkdir(parents=True)
    (folder / "sounds" / "b" / "1.wav").write_text("old")
    return listing(folder)


def new() -> dict[str, bytes]:
    return {name: f"new {name}".encode() for name in NAMES} | {"sounds/a/0.wav": b"new", "sounds/m": b"new"}


@pytest.mark.parametrize("there", [False, True])
def test_that_with_consent_all_are_there_as_they_should_be(tmp_path: Path, there: bool) -> None:
    if there:
        earlier(tmp_path)
    write_together(contents(tmp_path), overwrite=True)
    assert listing(tmp_path) == new()
    assert {entry.name for entry in tmp_path.iterdir()} == {*NAMES, "sounds"}


@pytest.mark.parametrize("name", [*NAMES, "sounds"])
@pytest.mark.parametrize("kind", ["file", "folder", "empty folder", "link", "link to nowhere", "other case"])
def test_that_whatever_has_one_of_the_names_refuses_all_of_them(tmp_path: Path, name: str, kind: str) -> None:
    place = tmp_path / name
    match kind:
        case "file":
            place.write_text("mine")
        case "folder":
            place.mkdir()
            (place / "inside").write_text("mine")
        case "empty folder":
            place.mkdir()
        case "link":
            (tmp_path / "elsewhere").write_text("mine")
            place.symlink_to(tmp_path / "elsewhere")
        case "link to nowhere":
            place.symlink_to(tmp_path / "nowhere")
        case "other case":
            other = place.with_name(name.upper())
            other.write_text("mine")
            if not place.exists():
                pytest.skip("names that differ in capitals are two files here")
    before = listing(tmp_path), sorted(entry.name for entry in tmp_path.iterdir())
    with pytest.raises(ExistsError, match=name):
        write_together(contents(tmp_path))
    assert (listing(tmp_path), sorted(entry.name for entry in tmp_path.iterdir())) == before


def test_that_all_files_in_the_way_are_named(tmp_path: Path) -> None:
    earlier(tmp_path)
    with pytest.raises(ExistsError) as refused:
        write_together(contents(tmp_path))
    assert all(name in str(refused.value) for name in (*NAMES, "sounds"))


def test_that_consent_to_one_file_is_none_to_another(tmp_path: Path) -> None:
    before = earlier(tmp_path)
    with pytest.raises(ExistsError, match=r"net\.py"):
        write_together(contents(tmp_path), overwrite=[tmp_path / "net.pt"])
    assert listing(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_that_a_pipe_is_not_replaced_even_with_consent(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "net.pt")
    with pytest.raises(ExistsError, match="pipe"):
        write_together(contents(tmp_path), overwrite=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["net.pt"]


@pytest.mark.parametrize(("name", "content"), [("sounds", "text"), ("net.pt", {"inside": "text"})])
def test_that_a_folder_and_a_file_do_not_replace_each_other(tmp_path: Path, name: str, content: Content) -> None:
    before = earlier(tmp_path)
    with pytest.raises(RunError, match=name):
        write_together({tmp_path / "more": "x", tmp_path / name: content}, overwrite=True)
    assert listing(tmp_path) == before


def test_that_a_replaced_link_leaves_the_file_that_it_led_to(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "net.pt").symlink_to(tmp_path / "mine")
    write_together({tmp_path / "net.pt": "new"}, overwrite=True)
    assert listing(tmp_path) == {"mine": b"mine", "net.pt": b"new"}


@pytest.mark.parametrize("names", [("net.py", "NET.py"), ("", "a"), ("..", "a")])
def test_that_names_that_cannot_be_two_files_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(RunError, match="Choose another name"):
        write_together({Path(name) if name in ("", "..") else tmp_path / name: "x" for name in names})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("linkless", [False, True])
@pytest.mark.parametrize("name", [*NAMES, "sounds"])
def test_that_a_file_that_appears_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, linkless: bool
) -> None:
    fill = together.fill_file

    def fill_slowly(path: Path, content: bytes | str, *, durable: bool) -> None:
        (tmp_path / name).write_text("of somebody else")
        fill(path, content, durable=durable)

    monkeypatch.setattr(together, "fill_file", fill_slowly)
    if linkless:
        forbid_links(monkeypatch)
    with pytest.raises(ExistsError, match=name):
        write_together(contents(tmp_path))
    assert listing(tmp_path) == {name: b"of somebody else"}


def forbid_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)


@pytest.mark.parametrize("consent", [False, True])
def test_that_a_file_system_without_links_does_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, consent: bool
) -> None:
    if consent:
        earlier(tmp_path)
    forbid_links(monkeypatch)
    write_together(contents(tmp_path), overwrite=consent)
    assert listing(tmp_path) == new()


class Failing:
    """Counts calls of what writes and names files; those that `fails` says fail as on a full disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fails: Callable[[int], bool]) -> None:
        self.count = 0
        self._fails = fails
        for module, name in ((os, "link"), (os, "replace"), (os, "rename"), (os, "fsync"), (together, "fill_file")):
            monkeypatch.setattr(module, name, self._wrap(getattr(module, name)))

    def _wrap(self, function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            self.count += 1
            if self._fails(self.count):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return function(*arguments, **options)

        return call


@pytest.mark.parametrize("linkless", [False, True])
@pytest.mark.parametrize("consent", [False, True])
def test_that_a_failure_at_any_call_leaves_all_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, consent: bool, linkless: bool
) -> None:
    calls = 0
    for place in range(1000):
        folder = tmp_path_factory.mktemp("place")
        before = earlier(folder) if consent else {}
        with pytest.MonkeyPatch.context() as patch:
            if linkless:
                forbid_links(patch)
            failing = Failing(patch, lambda count, place=place: count == place)  # type: ignore[misc]
            try:
                write_together(contents(folder), overwrite=consent)
                expected = new()
            except RunError:
                expected = before
        assert listing(folder) == expected, place
        assert not list(folder.rglob(".*")), place
        calls = max(calls, failing.count)
        if place > calls:
            break
    assert 10 < calls < 1000


@pytest.mark.parametrize("consent", [False, True])
def test_that_a_disk_that_stays_full_leaves_what_was_there(tmp_path: Path, consent: bool) -> None:
    before = earlier(tmp_path) if consent else {}
    with pytest.MonkeyPatch.context() as patch:

        def fill(path: Path, content: bytes | str, *, durable: bool) -> None:
            path.write_bytes(b"ha")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        patch.setattr(together, "fill_file", fill)
        with pytest.raises(RunError, match="No space left"):
            write_together(contents(tmp_path), overwrite=consent)
    assert listing(tmp_path) == before
    assert not list(tmp_path.rglob(".*"))


_WRITER = """
import os, sys
from pathlib import Path
from robustgui.base.together import write_together
place, count = int(sys.argv[2]), 0
def counted(function):
    def call(*arguments, **options):
        global count
        count += 1
        if count == place:
            os._exit(9)
        return function(*arguments, **options)
    return call
for name in ("link", "replace", "rename", "unlink", "fsync"):
    setattr(os, name, counted(getattr(os, name)))
folder = Path(sys.argv[1])
write_together({folder / name: f"new {name}" for name in ("net.pt", "net.py")}, overwrite=True)
"""


@pytest.mark.parametrize("place", range(1, 10))
def test_that_a_kill_at_any_moment_leaves_whole_files_and_what_is_left_is_swept(tmp_path: Path, place: int) -> None:
    for name in ("net.pt", "net.py"):
        (tmp_path / name).write_text(f"old {name}")
    ended = subprocess.run([sys.executable, "-c", _WRITER, str(tmp_path), str(place)], check=False)
    assert ended.returncode == 9
    parts.sweep_parts(tmp_path)
    assert {entry.name for entry in tmp_path.iterdir()} == {"net.pt", "net.py"}
    for name in ("net.pt", "net.py"):
        assert (tmp_path / name).read_text() in (f"old {name}", f"new {name}")


def test_that_consent_may_be_to_any_number_of_files(tmp_path: Path) -> None:
    earlier(tmp_path)
    allowed: Consent = list(contents(tmp_path))
    write_together(contents(tmp_path), overwrite=allowed)
    assert listing(tmp_path) == new()


def test_that_the_disk_has_names_as_well_as_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(together, "sync_folder", synced.append)
    monkeypatch.setattr(files, "sync_folder", synced.append)
    write_together({tmp_path / "a": "x"})
    files.write_whole(tmp_path / "b", "x")
    assert synced == [tmp_path, tmp_path]

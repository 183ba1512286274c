"""What a zip may not do: leave its folder, fill the disk, or stand for something that it is not."""

from __future__ import annotations

import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesight.kernel.vaults.tests.brought import zip_with
from wholesight.kernel.vaults.zips import ZipLimits, ZipRefused, outermost_folder, read_entries, unpack

ROOMY = ZipLimits(files=50, together=10_000_000, page=1_000_000, attachment=5_000_000)


def refusal(tmp_path: Path, content: bytes, limits: ZipLimits = ROOMY) -> str:
    place = tmp_path / "vault.zip"
    place.write_bytes(content)
    with pytest.raises(ZipRefused) as refused:
        read_entries(place, limits)
    return str(refused.value)


def zip_of_entry(entry: zipfile.ZipInfo, content: bytes = b"text") -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(entry, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "path", ["../Seal.md", "Winter/../../Seal.md", "/etc/Seal.md", "C:\\Seal.md", "..\\Seal.md", "\\Seal.md"]
)
def test_an_entry_that_leads_out_of_the_folder_is_named(tmp_path: Path, path: str) -> None:
    said = refusal(tmp_path, zip_with({"Good.md": "Good.", path: "Bad."}))
    assert path in said
    assert "leads out of its folder" in said


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("passwords.md")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    assert "“passwords.md” in the zip is a symbolic link" in refusal(
        tmp_path, zip_of_entry(entry, b"/etc/passwd")
    )


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    content = bytearray(zip_with({"Secret.md": "Words."}))
    listed = content.index(b"PK\x01\x02")
    content[listed + 8] |= 1
    assert "“Secret.md” in the zip is encrypted" in refusal(tmp_path, bytes(content))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_path_are_refused(tmp_path: Path) -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("Seal.md", "One.")
        archive.writestr("Seal.md", "Two.")
    assert "“Seal.md” is in the zip twice" in refusal(tmp_path, target.getvalue())


def test_a_file_that_is_a_folder_too_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, zip_with({"Winter": "A file.", "Winter/Seal.md": "Below it."}))
    assert "“Winter” is a file and a folder" in said


@pytest.mark.parametrize("path", ["n" * 256, "/".join(["n" * 200] * 11)])
def test_a_name_that_is_too_long_is_refused(tmp_path: Path, path: str) -> None:
    assert "bytes" in refusal(tmp_path, zip_with({path: "Words."}))


def test_a_file_over_its_limit_is_named_before_anything_is_unpacked(tmp_path: Path) -> None:
    bomb = zip_with({"Seal.md": "Words.", "bomb.bin": bytes(6_000_000)})
    assert len(bomb) < 10_000
    assert "“bomb.bin” has 6,000,000 bytes; the limit is 5,000,000" in refusal(tmp_path, bomb)


def test_many_small_bombs_are_one_large_one(tmp_path: Path) -> None:
    bombs = zip_with({f"{number}.bin": bytes(3_000_000) for number in range(4)})
    assert "With “3.bin” the files have more than 10,000,000 bytes" in refusal(tmp_path, bombs)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    many = zip_with({f"{number}.md": "" for number in range(51)})
    assert "more than 50 files" in refusal(tmp_path, many)


def test_a_list_longer_than_any_vault_has_is_refused_before_it_is_read_as_a_whole(tmp_path: Path) -> None:
    many = zip_with({f"folder {number}/": "" for number in range(1200)})
    assert "more than 50 files" in refusal(tmp_path, many)


def test_a_file_that_says_it_is_smaller_than_it_is_is_damaged(tmp_path: Path) -> None:
    content = bytearray(zip_with({"Seal.md": "Word " * 1000}))
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, 10)
    place = tmp_path / "vault.zip"
    place.write_bytes(content)
    with pytest.raises(ZipRefused, match=r"“Seal\.md” in the zip is damaged"):
        unpack(place, tmp_path / "files", read_entries(place, ROOMY), "", lambda done, total: None)


@given(content=st.binary(max_size=300), cut=st.integers(0, 200), at=st.integers(0, 250))
def test_whatever_arrives_is_a_zip_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, cut: int, at: int
) -> None:
    folder = tmp_path_factory.mktemp("arrived")
    whole = zip_with({"Winter/Seal.md": "The seal froze."})
    (folder / "vault.zip").write_bytes(whole[:at] + content + whole[at + cut :])
    try:
        entries = read_entries(folder / "vault.zip", ROOMY)
        unpack(folder / "vault.zip", folder / "files", entries, "", lambda done, total: None)
    except ZipRefused:
        pass
    here = {place.relative_to(folder).parts[0] for place in folder.rglob("*") if place.is_file()}
    assert here <= {"vault.zip", "files"}


def test_names_in_utf8_are_read_whether_or_not_the_zip_says_so(tmp_path: Path) -> None:
    content = zip_with({"Sölvi.md": "Words."}).replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00")
    content = content.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")
    place = tmp_path / "vault.zip"
    place.write_bytes(content)
    entries = read_entries(place, ROOMY)
    assert not entries[0].member.flag_bits & 0x800
    assert [entry.path for entry in entries] == ["Sölvi.md"]


def test_bytes_and_folders_come_out_as_they_went_in(tmp_path: Path) -> None:
    files = {
        "Handbook/Seal.md": b"The seal.\r\n",
        "Handbook/.obsidian/app.json": b"{}",
        "__MACOSX/._Seal.md": b"x",
    }
    place = tmp_path / "vault.zip"
    place.write_bytes(zip_with(files))
    entries = read_entries(place, ROOMY)
    assert outermost_folder(entries) == "Handbook/"
    unpack(place, tmp_path / "files", entries, "Handbook/", lambda done, total: None)
    assert (tmp_path / "files" / "Seal.md").read_bytes() == b"The seal.\r\n"
    assert (tmp_path / "files" / ".obsidian" / "app.json").read_bytes() == b"{}"
    assert not (tmp_path / "files" / "__MACOSX").exists()

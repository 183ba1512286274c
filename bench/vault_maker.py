"""Writes a vault of any size: `python bench/vault_maker.py DIR --pages 10000 --links-a-page 5`.

The same seed gives the same bytes. Without DIR it writes into a temporary folder, says what such a vault
holds, and removes it.
"""

from __future__ import annotations

import argparse
import random
import struct
import tempfile
import time
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from measuring.page_text import Tally, page_text
from measuring.vault_plan import plan_vault

PIXELS = 16


@dataclass(frozen=True)
class VaultMade:
    """What a vault holds, counted while it was written, in the words of `wholesight import --json`."""

    pages: int
    links: int
    unresolved: int
    aliased: int
    embeds: int
    property_links: int
    markdown_links: int
    broken_fragments: int
    attachments: int
    bytes: int


def make_vault(folder: Path, *, pages: int, links_a_page: int = 5, seed: int = 1) -> VaultMade:
    """Write a vault into `folder`, which is made where it is missing. Returns what it holds.

    Raises FileExistsError where the folder holds files already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; name a folder that is, or none that exists.")
    plan = plan_vault(pages, seed)
    for directory in plan.folders:
        (folder / directory).mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(plan.pictures):
        (folder / picture).write_bytes(tiny_png(number, seed))
    tally = Tally()
    size = 0
    for number, page in enumerate(plan.pages):
        content = page_text(plan, number, links_a_page, tally).encode()
        (folder / f"{page.path}.md").write_bytes(content)
        size += len(content)
    return VaultMade(pages=pages, attachments=len(plan.pictures), bytes=size, **asdict(tally))


def tiny_png(number: int, seed: int) -> bytes:
    """A picture of 16 x 16 points in one colour and a mark that no other picture of the vault has."""
    colour = random.Random(f"{seed} picture {number}").randbytes(3)
    row = b"\0" + colour * PIXELS
    marked = b"\0" + number.to_bytes(3, "big") + colour * (PIXELS - 1)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", PIXELS, PIXELS, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(marked + row * (PIXELS - 1))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def main() -> None:
    """Write the vault that the arguments describe and print what it holds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="an empty or missing folder")
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--links-a-page", type=int, default=5, help="wikilinks and embeds in each body")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="wholesight-bench-") as temporary:
        folder = options.folder or Path(temporary) / "vault"
        try:
            made = make_vault(
                folder, pages=options.pages, links_a_page=options.links_a_page, seed=options.seed
            )
        except FileExistsError as error:
            raise SystemExit(str(error)) from error
    tell(made, options.seed, time.perf_counter() - started)


def tell(made: VaultMade, seed: int, seconds: float) -> None:
    print(f"A vault of {made.pages:,} pages, {made.bytes / made.pages / 1000:.2f} kB each, seed {seed}:")
    print(f"  {made.links:,} links in bodies, {made.embeds:,} of them embeds;")
    print(f"  {made.property_links:,} links in properties, {made.markdown_links:,} written as Markdown;")
    print(f"  {made.unresolved:,} lead to no file ({made.aliased:,} of these by an alias to a page);")
    print(f"  {made.broken_fragments:,} lead to no heading; {made.attachments:,} pictures.")
    print(f"  Written in {seconds:.1f} s.")


if __name__ == "__main__":
    main()

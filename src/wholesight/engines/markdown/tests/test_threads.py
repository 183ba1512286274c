"""Several readers at once: the parser is shared, what it reads is not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from wholesight.engines.markdown import outline, render


def test_pages_read_at_the_same_time_do_not_mix() -> None:
    pages = [
        f"# Page {n}\n\n[[Link {n}]] n[^{n}] %%x%%\n\n[^{n}]: [a][r]\n\n[r]: {n}.md\n\n```py\nx = {n}\n```\n"
        * 5
        for n in range(40)
    ]
    alone = [(outline(page), render(page)) for page in pages]
    with ThreadPoolExecutor(8) as readers:
        together = list(readers.map(lambda page: (outline(page), render(page)), pages))
    assert together == alone

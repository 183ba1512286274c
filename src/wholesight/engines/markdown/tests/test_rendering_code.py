"""Code: coloured by pygments' classes, plain where the language is unknown, a room's where it asks."""

from __future__ import annotations

from wholesight.engines.markdown import MarkdownLimits, render

from .vault import html, read


def test_known_languages_are_coloured() -> None:
    shown = html("```python\ndef ride(): return 1\n```")
    assert shown.startswith(
        '<pre tabindex="0"><code class="language-python"><span class="k">def</span> <span class="nf">ride'
    )


def test_code_keeps_every_character() -> None:
    code = "  if a < b && \"c\" > 'd':\n\n\treturn &amp;\n"
    for language in ("python", "nonesuch", ""):
        shown = html(f"```{language}\n{code}```")
        text = __import__("html").unescape("".join(part.partition(">")[2] for part in shown.split("<")))
        assert text.rstrip("\n") == code.rstrip("\n")


def test_unknown_languages_are_plain() -> None:
    assert html('```saltish {1,2} title="x"\na < b\n```') == (
        '<pre tabindex="0"><code class="language-saltish">a &lt; b\n</code></pre>\n'
    )
    assert html("    a\n") == '<pre tabindex="0"><code>a\n</code></pre>\n'


def test_a_language_cannot_smuggle_an_attribute() -> None:
    assert 'class="language-pyonclickx"' in html('```py"onclick="x\na\n```')


def test_very_long_code_is_shown_without_colours() -> None:
    shown = html(f"```python\n{'x = 1' * (MarkdownLimits.HIGHLIGHTED_CODE // 5 + 1)}\n```")
    assert "<span" not in shown


def test_a_block_that_a_room_has_asked_for_is_left_to_it() -> None:
    text = (
        "---\na: 1\n---\n\n- item\n\n  ```loops\n  a -> b\n  ```\n\n```LOOPS\nc -> d\n```\n\n```py\nx\n```\n"
    )
    rendered = render(text, fenced_languages=frozenset({"loops"}))
    assert [(block.language, block.text, block.line) for block in rendered.fenced] == [
        ("loops", "a -> b\n", 7), ("loops", "c -> d\n", 11),
    ]  # fmt: skip
    assert read(text, frozenset({"loops"})).count("[loops]") == 2
    assert "[loops]" not in read(text)

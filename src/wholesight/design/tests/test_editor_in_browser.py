"""Writing in a real browser: without Markdown, with it, by keys alone, and without losing a byte."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("wholesight.design.tests.routes"),
    pytest.mark.django_db(transaction=True),
]

WATCH_POLICY = """
    window.refusals = [];
    addEventListener("securitypolicyviolation", (event) => window.refusals.push(event.violatedDirective));
"""
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAA"
    "AABJRU5ErkJggg=="
)


@pytest.fixture
def cookie(live_server: LiveServer, settings: Settings) -> dict[str, Any]:
    """What Ada's browser keeps after she has signed in."""
    settings.DEBUG = True
    client = Client()
    client.force_login(get_user_model().objects.create_user(username="ada", name="Ada Lindqvist"))
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


@pytest.fixture
def writing(chromium: Page, live_server: LiveServer, cookie: dict[str, Any]) -> Iterator[Page]:
    """The gallery with its editor before Ada. Nothing that she does may offend the security policy."""
    chromium.context.add_cookies([cookie])  # type: ignore[list-item]
    chromium.context.add_init_script(WATCH_POLICY)
    chromium.emulate_media(reduced_motion="reduce")
    chromium.set_default_timeout(10_000)
    chromium.route("**/attachments/*.png", show_pixel)
    chromium.goto(f"{live_server.url}/gallery/")
    yield chromium
    assert chromium.evaluate("window.refusals") == []


def show_pixel(route: Route) -> None:
    route.fulfill(body=base64.b64decode(PIXEL.partition(",")[2]), content_type="image/png")


def begin(page: Page, text: str = "") -> Locator:
    """Put `text` into the editor, and the cursor at its end."""
    page.evaluate("text => { document.querySelector('wholesight-editor').value = text }", text)
    editor = page.locator("wholesight-editor .cm-content")
    editor.focus()
    page.keyboard.press("Control+End")
    return editor


def written(page: Page) -> str:
    return str(page.locator("textarea[name=text]").evaluate("area => area.value"))


def answer_completion(page: Page, answers: dict[str, list[dict[str, str]]]) -> list[str]:
    """Answer completion by kind, as the server would; the list that comes back fills with what is asked."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        query = page.evaluate(
            "address => Object.fromEntries(new URL(address).searchParams)", route.request.url
        )
        asked.append(f"{query['kind']}:{query['q']}")
        route.fulfill(json=answers.get(query["kind"], []))

    page.route("**/complete/*", answer)
    return asked


def paste(page: Page, **data: str) -> None:
    """Paste `html` and `plain` words as the browser does."""
    page.evaluate(
        """({html, plain}) => {
            const carried = new DataTransfer();
            if (html) carried.setData("text/html", html);
            carried.setData("text/plain", plain ?? "");
            const options = {clipboardData: carried, bubbles: true, cancelable: true};
            const event = new ClipboardEvent("paste", options);
            document.querySelector(".cm-content").dispatchEvent(event);
        }""",
        data,
    )


def bring_file(page: Page, event: str, name: str = "dock.png") -> None:
    """Paste or drop a file."""
    page.evaluate(
        """([event, name]) => {
            const carried = new DataTransfer();
            carried.items.add(new File(["x"], name, {type: "image/png"}));
            const target = document.querySelector(".cm-content");
            const place = target.getBoundingClientRect();
            const options = {bubbles: true, cancelable: true, clientX: place.x + 5, clientY: place.y + 5};
            target.dispatchEvent(event === "paste"
                ? new ClipboardEvent("paste", {...options, clipboardData: carried})
                : new DragEvent("drop", {...options, dataTransfer: carried}));
        }""",
        [event, name],
    )


def tool(page: Page, name: str) -> Locator:
    return page.get_by_role("toolbar", name="Write").get_by_role("button", name=name, exact=True)


def accept_files(page: Page) -> list[Request]:
    """Take files as the server would, as dock.png; the list that comes back has the requests."""
    sent: list[Request] = []

    def take(route: Route) -> None:
        sent.append(route.request)
        route.fulfill(json={"insert": "![[dock.png]]", "name": "dock.png"})

    page.route("**/attachments/", take)
    return sent


def choose_file(page: Page, name: str) -> None:
    with page.expect_file_chooser() as chooser:
        tool(page, "Image or file").click()
    chooser.value.set_files({"name": name, "mimeType": "image/png", "buffer": b"x"})


def link_to(page: Page, words: str, target: str) -> None:
    page.keyboard.press("Control+k")
    page.get_by_label("Words", exact=True).fill(words)
    page.get_by_label("Leads to").fill(target)
    page.keyboard.press("Enter")


PAGE_WITHOUT_MARKUP = """## Before the ice week
- Grease the latch
    - **sparingly**

Read [[Docks/Seal check|how to check]]
![[dock.png]]

| Part | Fails at | Minutes |
| --- | --- | --- |
| Seal | -4 | 6 |
|  |  |  |
"""


def options(page: Page) -> Locator:
    """What completion suggests."""
    return page.locator("wholesight-editor").get_by_role("listbox").get_by_role("option")


def test_who_has_never_seen_markdown_writes_a_page(writing: Page) -> None:
    answer_completion(writing, {"page": [{"insert": "Docks/Seal check", "label": "Seal check"}]})
    accept_files(writing)
    begin(writing)
    tool(writing, "Heading").click()
    writing.get_by_role("menuitemradio", name="Heading 2").click()
    writing.keyboard.type("Before the ice week")
    writing.keyboard.press("Enter")
    tool(writing, "Bulleted list").click()
    writing.keyboard.type("Grease the latch")
    writing.keyboard.press("Enter")
    writing.keyboard.press("Tab")
    tool(writing, "Bold").click()
    writing.keyboard.type("sparingly")
    for _ in range(4):
        writing.keyboard.press("Enter")
    writing.keyboard.type("Read ")
    link_to(writing, "how to check", "Docks/Seal check")
    writing.keyboard.press("Enter")
    choose_file(writing, "dock.png")
    expect(writing.get_by_role("img", name="dock.png")).to_be_attached()
    tool(writing, "Table").click()
    for words in ("Part", "Fails at", "Minutes", "Seal", "-4", "6"):
        writing.keyboard.type(words)
        writing.keyboard.press("Tab")
    assert written(writing) == PAGE_WITHOUT_MARKUP


def test_the_form_sends_what_is_written(writing: Page) -> None:
    begin(writing)
    writing.keyboard.type("The seal stiffens.")
    expect(writing.locator("textarea[name=text]")).to_be_hidden()
    form = "new FormData(document.querySelector('wholesight-editor').closest('form'))"
    assert writing.evaluate(f"{form}.get('text')") == "The seal stiffens."


def test_others_hear_of_every_change(writing: Page) -> None:
    begin(writing)
    writing.evaluate(
        "addEventListener('input', (e) => { if (e.target.name === 'text') window.heard = e.target.value })"
    )
    writing.keyboard.type("Seal")
    assert writing.evaluate("window.heard") == "Seal"


def test_a_draft_that_comes_back_into_the_textarea_is_shown(writing: Page) -> None:
    editor = begin(writing, "Old.")
    writing.locator("textarea[name=text]").evaluate("area => { area.value = 'A draft.' }")
    expect(editor).to_have_text("A draft.")
    assert written(writing) == "A draft."


def test_without_a_script_the_textarea_does_it(
    browser: Browser, live_server: LiveServer, cookie: dict[str, Any]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{live_server.url}/gallery/")
    page.get_by_role("textbox", name="Text of the page").fill("The seal stiffens.")
    assert written(page) == "The seal stiffens."
    context.close()


def test_what_is_not_touched_keeps_its_bytes(writing: Page) -> None:
    text = "Tab\there, blanks at the end   \n\n\n*  odd   list\n\n|a|b|\n|-|-|\n|1| 2|\n\nlast  \n\n"
    begin(writing, text)
    writing.keyboard.press("Control+Home")
    writing.keyboard.type("A ")
    assert written(writing) == f"A {text}"


def test_hidden_properties_stay_as_they_are(writing: Page) -> None:
    editor = begin(writing, "---\nkind:   note\n---\nBody.")
    expect(editor).to_have_text("Body.")
    writing.keyboard.type(" More.")
    assert written(writing) == "---\nkind:   note\n---\nBody. More."


def test_markup_hides_away_from_the_cursor(writing: Page) -> None:
    editor = begin(writing, "# Docks\n\nThe **seal** and [the map](https://example.org).\n\nEnd")
    expect(editor).not_to_contain_text("#")
    expect(editor).not_to_contain_text("*")
    expect(editor).not_to_contain_text("example.org")
    writing.keyboard.press("Control+Home")
    expect(editor).to_contain_text("# Docks")
    expect(editor).not_to_contain_text("*")


def test_a_task_is_ticked_by_click_and_by_key(writing: Page) -> None:
    begin(writing, "- [ ] Grease  \n- [ ] Tell the rider")
    writing.get_by_role("checkbox", name="Done").first.click()
    assert written(writing) == "- [x] Grease  \n- [ ] Tell the rider"
    writing.keyboard.press("Control+Enter")
    assert written(writing) == "- [x] Grease  \n- [x] Tell the rider"


DOCKS = "Before\n\n| Part | Fails at |\n|:-----|---------:|\n| Seal |   −4 °C  |\n\nAfter"


def test_a_cell_is_written_in_place(writing: Page) -> None:
    begin(writing, DOCKS)
    cell = writing.get_by_role("textbox", name="Fails at, row 1")
    cell.click()
    writing.keyboard.press("Control+a")
    writing.keyboard.type("−5 | °C")
    assert written(writing) == DOCKS.replace("−4 °C", "−5 \\| °C")


def test_keys_lead_through_a_table_and_out_of_it(writing: Page) -> None:
    begin(writing, DOCKS)
    writing.keyboard.press("ArrowUp")
    writing.keyboard.press("ArrowUp")
    expect(writing.get_by_role("textbox", name="Part, row 1")).to_be_focused()
    writing.keyboard.press("Shift+Tab")
    expect(writing.get_by_role("textbox", name="Heading of column 2")).to_be_focused()
    writing.keyboard.press("Enter")
    expect(writing.get_by_role("textbox", name="Fails at, row 1")).to_be_focused()
    writing.keyboard.press("Escape")
    writing.keyboard.type("x")
    assert written(writing) == DOCKS.replace("\n\nAfter", "\nx\nAfter")


def test_tab_in_the_last_cell_makes_a_row(writing: Page) -> None:
    begin(writing, DOCKS)
    writing.get_by_role("textbox", name="Fails at, row 1").click()
    writing.keyboard.press("Tab")
    writing.keyboard.type("Latch")
    assert written(writing) == DOCKS.replace("°C  |", "°C  |\n| Latch |  |")


def test_rows_and_columns_come_and_go(writing: Page) -> None:
    begin(writing, DOCKS)
    writing.get_by_role("textbox", name="Part, row 1").click()
    writing.get_by_role("button", name="Add column").click()
    writing.keyboard.type("x")
    writing.get_by_role("button", name="Add row").click()
    expect(writing.get_by_role("textbox", name="Column 2, row 2")).to_be_focused()
    writing.get_by_role("button", name="Remove row").click()
    writing.get_by_role("textbox", name="Fails at, row 1").click()
    writing.get_by_role("button", name="Remove column").click()
    assert written(writing).splitlines()[2:5] == ["| Part |  |", "| :----- | --- |", "| Seal | x |"]


def test_what_is_undone_in_a_cell_is_undone_in_the_text(writing: Page) -> None:
    begin(writing, DOCKS)
    writing.get_by_role("textbox", name="Part, row 1").click()
    writing.keyboard.type("s")
    assert "Seals" in written(writing)
    writing.keyboard.press("Control+z")
    assert written(writing) == DOCKS
    expect(writing.get_by_role("textbox", name="Part, row 1")).to_have_text("Seal")


def test_a_click_on_bold_marks_what_is_chosen_in_a_cell(writing: Page) -> None:
    begin(writing, DOCKS)
    writing.get_by_role("textbox", name="Part, row 1").click()
    writing.keyboard.press("Control+a")
    tool(writing, "Bold").click()
    assert "| **Seal** |" in written(writing)


def test_two_brackets_bring_pages_and_a_key_takes_one(writing: Page) -> None:
    pages = [
        {"insert": "Seal check", "label": "Seal check"},
        {"insert": "Docks/Seals", "label": "Seals", "detail": "Docks"},
    ]
    asked = answer_completion(writing, {"page": pages})
    begin(writing, "See ")
    writing.keyboard.type("[[Sea")
    expect(options(writing)).to_have_text(["Seal check", "SealsDocks"])
    writing.wait_for_timeout(100)  # a choice is not taken in the first moment, lest it was not meant
    writing.keyboard.press("ArrowDown")
    writing.keyboard.press("Enter")
    assert written(writing) == "See [[Docks/Seals]]"
    assert asked[-1] == "page:Sea"


def test_headings_tags_and_people_are_completed(writing: Page) -> None:
    answers = {
        "heading": [{"insert": "Seal check#The six minutes", "label": "The six minutes"}],
        "tag": [{"insert": "winter", "label": "winter"}],
        "person": [{"insert": "[[People/Ada]]", "label": "Ada"}],
    }
    answer_completion(writing, answers)
    begin(writing)
    for typed in ("[[Seal check#six", " #win", " @a"):
        writing.keyboard.type(typed)
        expect(options(writing)).to_have_count(1)
        writing.wait_for_timeout(100)  # a choice is not taken in the first moment, lest it was not meant
        writing.keyboard.press("Enter")
    assert written(writing) == "[[Seal check#The six minutes]] #winter [[People/Ada]]"


def test_an_answer_to_older_words_is_dropped(writing: Page) -> None:
    waiting: list[Route] = []

    def answer(route: Route) -> None:
        if route.request.url.find("q=S&") > 0:
            waiting.append(route)
        else:
            route.fulfill(json=[{"insert": "Seal", "label": "Seal"}])

    writing.route("**/complete/*", answer)
    begin(writing)
    writing.keyboard.type("[[S")
    writing.wait_for_timeout(200)
    writing.keyboard.type("eal")
    expect(options(writing)).to_have_text(["Seal"])
    for route in waiting:
        route.fulfill(json=[{"insert": "Stale", "label": "Stale"}])
    writing.wait_for_timeout(200)
    expect(options(writing)).to_have_text(["Seal"])


def test_a_slash_brings_commands(writing: Page) -> None:
    begin(writing)
    writing.keyboard.type("/check")
    expect(options(writing)).to_have_text(["Checklist"])
    writing.wait_for_timeout(100)
    writing.keyboard.press("Enter")
    writing.keyboard.type("Grease")
    assert written(writing) == "- [ ] Grease"


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_a_file_is_sent_and_named(writing: Page, way: str) -> None:
    sent = accept_files(writing)
    begin(writing)
    bring_file(writing, way)
    expect(writing.get_by_role("img", name="dock.png")).to_be_attached()
    assert written(writing) == "![[dock.png]]"
    token = writing.locator("wholesight-editor").evaluate("e => e.closest('form').csrfmiddlewaretoken.value")
    assert sent[0].headers["x-csrftoken"] == token
    assert b'name="file"' in (sent[0].post_data_buffer or b"")


def test_words_go_on_while_a_file_is_on_its_way(writing: Page) -> None:
    waiting: list[Route] = []
    writing.route("**/attachments/", lambda route: waiting.append(route))
    begin(writing, "See ")
    bring_file(writing, "paste")
    expect(writing.get_by_text("Sending dock.png …").first).to_be_visible()
    writing.keyboard.press("Control+Home")
    writing.keyboard.type("Please. ")
    assert written(writing) == "Please. See "
    waiting[0].fulfill(json={"insert": "![[dock.png]]", "name": "dock.png"})
    expect(writing.locator("textarea[name=text]")).to_have_value("Please. See ![[dock.png]]")


def test_a_file_that_cannot_be_sent_leaves_no_trace_in_the_text(writing: Page) -> None:
    writing.route("**/attachments/", lambda route: route.fulfill(status=500))
    begin(writing, "See ")
    bring_file(writing, "paste")
    status = writing.locator("wholesight-editor").get_by_role("status")
    expect(status).to_have_text("dock.png could not be sent. The text is as it was; try again.")
    expect(writing.locator(".upload-sign")).to_have_count(0)
    assert written(writing) == "See "


def test_the_server_says_why_it_refuses_a_file(writing: Page) -> None:
    refusal = {"error": "dock.png is larger than 20 MB. Nothing was stored."}
    writing.route("**/attachments/", lambda route: route.fulfill(status=413, json=refusal))
    begin(writing)
    bring_file(writing, "drop")
    expect(writing.locator("wholesight-editor").get_by_role("status")).to_have_text(refusal["error"])


def test_a_web_page_is_pasted_as_markdown(writing: Page) -> None:
    begin(writing, "Before")
    paste(writing, html="<h2>Seal</h2><ul><li>stiff <b>below</b> −4</li></ul>", plain="Seal stiff")
    assert written(writing) == "Before\n\n## Seal\n\n- stiff **below** −4"


def test_a_picture_inside_of_what_is_pasted_is_sent(writing: Page) -> None:
    sent = accept_files(writing)
    begin(writing)
    paste(writing, html=f'<p>The <img src="{PIXEL}"> dock</p>', plain="The dock")
    expect(writing.locator("textarea[name=text]")).to_have_value("The ![[dock.png]] dock")
    assert b"image/png" in (sent[0].post_data_buffer or b"")


def test_plain_paste_takes_the_words_alone(writing: Page) -> None:
    begin(writing)
    writing.context.grant_permissions(["clipboard-read", "clipboard-write"])
    writing.evaluate(
        """() => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob(["<b>Seal</b>"], {type: "text/html"}),
            "text/plain": new Blob(["Seal"], {type: "text/plain"}),
        })])"""
    )
    writing.keyboard.press("Control+Shift+v")
    expect(writing.locator("textarea[name=text]")).to_have_value("Seal")
    writing.keyboard.press("Control+v")
    expect(writing.locator("textarea[name=text]")).to_have_value("Seal**Seal**")


def test_find_and_replace_reach_into_tables(writing: Page) -> None:
    begin(writing, DOCKS)
    writing.keyboard.press("Control+f")
    writing.get_by_role("textbox", name="Find", exact=True).fill("Seal")
    writing.get_by_role("textbox", name="Replace", exact=True).fill("Latch")
    writing.get_by_role("button", name="Replace all").click()
    assert written(writing) == DOCKS.replace("Seal", "Latch")
    writing.keyboard.press("Escape")
    expect(writing.get_by_role("textbox", name="Find", exact=True)).to_have_count(0)


def test_what_is_found_in_a_table_can_be_seen(writing: Page) -> None:
    editor = begin(writing, DOCKS)
    writing.keyboard.press("Control+f")
    writing.keyboard.type("°C")
    writing.keyboard.press("Enter")
    expect(editor.locator(".cm-searchMatch-selected")).to_have_text("°C")


def test_a_save_that_stays_on_the_page_keeps_what_can_be_undone(writing: Page) -> None:
    begin(writing)
    writing.keyboard.type("One")
    writing.evaluate(
        "addEventListener('editor-save', (event) => { event.preventDefault(); window.saved = true })"
    )
    writing.keyboard.press("Control+s")
    assert writing.evaluate("window.saved") is True
    writing.keyboard.press("Control+z")
    assert written(writing) == ""


def test_a_save_that_loads_the_page_anew_keeps_what_can_be_undone(writing: Page) -> None:
    def saved(route: Route) -> None:
        if route.request.method != "POST":
            return route.fallback()
        answer = route.fetch(method="GET", post_data=b"")
        start, rest = answer.text().split('aria-label="Text of the page">', 1)
        end = rest.split("</textarea>", 1)[1]
        route.fulfill(response=answer, body=f'{start}aria-label="Text of the page">\nOne two</textarea>{end}')
        return None

    writing.route("**/gallery/", saved)
    begin(writing, "One")
    writing.keyboard.type(" two")
    with writing.expect_navigation():
        writing.keyboard.press("Control+s")
    expect(writing.locator("wholesight-editor .cm-content")).to_have_text("One two")
    writing.locator("wholesight-editor .cm-content").focus()
    writing.keyboard.press("Control+z")
    assert written(writing) == "One"


def test_tab_moves_items_and_escape_gives_it_back(writing: Page) -> None:
    editor = begin(writing, "- a\n- b")
    writing.keyboard.press("Tab")
    assert written(writing) == "- a\n    - b"
    writing.keyboard.press("Shift+Tab")
    assert written(writing) == "- a\n- b"
    writing.keyboard.press("Escape")
    writing.keyboard.press("Tab")
    expect(editor).not_to_be_focused()


def test_tab_outside_of_a_list_leaves_the_editor(writing: Page) -> None:
    editor = begin(writing, "Words")
    writing.keyboard.press("Tab")
    expect(editor).not_to_be_focused()
    assert written(writing) == "Words"


def test_the_toolbar_is_one_stop_with_arrows_inside(writing: Page) -> None:
    begin(writing, "seal")
    writing.keyboard.press("Shift+Tab")
    expect(tool(writing, "Undo")).to_be_focused()
    for _ in range(3):
        writing.keyboard.press("ArrowRight")
    expect(tool(writing, "Bold")).to_be_focused()
    writing.keyboard.press("End")
    expect(tool(writing, "Nothing but the text")).to_be_focused()


def test_headings_are_chosen_by_keys(writing: Page) -> None:
    begin(writing, "Docks")
    tool(writing, "Heading").focus()
    writing.keyboard.press("Enter")
    writing.keyboard.press("ArrowDown")
    writing.keyboard.press("Enter")
    assert written(writing) == "# Docks"
    expect(writing.locator("wholesight-editor .cm-content")).to_be_focused()


def test_the_toolbar_shows_what_holds_at_the_cursor(writing: Page) -> None:
    begin(writing, "- The **seal**")
    writing.keyboard.press("ArrowLeft")
    writing.keyboard.press("ArrowLeft")
    writing.keyboard.press("ArrowLeft")
    expect(tool(writing, "Bold")).to_have_attribute("aria-pressed", "true")
    expect(tool(writing, "Bulleted list")).to_have_attribute("aria-pressed", "true")
    expect(tool(writing, "Italic")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("way", ["readOnly", "disabled"])
def test_what_may_not_be_written_is_not(writing: Page, way: str) -> None:
    begin(writing, "Kept")
    writing.locator("textarea[name=text]").evaluate(f"area => {{ area.{way} = true }}")
    writing.keyboard.press("Control+End")
    writing.keyboard.type("x")
    writing.keyboard.press("Control+b")
    assert written(writing) == "Kept"
    expect(writing.get_by_role("toolbar", name="Write")).to_be_hidden()


def test_alone_with_the_text_and_back(writing: Page) -> None:
    begin(writing, "Words")
    tool(writing, "Nothing but the text").click()
    expect(writing.locator(".rail")).to_have_attribute("inert", "")
    box = writing.locator("wholesight-editor").bounding_box()
    assert box is not None
    assert (box["x"], box["y"]) == (0, 0)
    writing.keyboard.press("Escape")
    expect(writing.locator(".rail")).not_to_have_attribute("inert", "")


def test_words_are_counted(writing: Page) -> None:
    begin(writing, "The seal **stiffens** below −4 °C.")
    expect(writing.get_by_text("Words: 6")).to_be_visible()


def test_the_markdown_itself_is_one_click_away(writing: Page) -> None:
    editor = begin(writing, DOCKS)
    tool(writing, "Show the Markdown").click()
    expect(editor).to_contain_text("|:-----|---------:|")


def test_a_screen_reader_finds_a_text_of_several_lines(writing: Page) -> None:
    editor = begin(writing, "- [x] Grease")
    expect(editor).to_have_role("textbox")
    expect(editor).to_have_accessible_name("Text of the page")
    expect(editor).to_have_attribute("aria-multiline", "true")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_writing_keeps_nobody_out(
    writing: Page, barriers: Callable[[Page], list[str]], theme: str, width: int
) -> None:
    writing.set_viewport_size({"width": width, "height": 900})
    writing.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    answer_completion(writing, {"page": [{"insert": "Seal check", "label": "Seal check", "detail": "Docks"}]})
    begin(writing, f"# Head\n\n> [!tip] Look\n> Well.\n\n- [ ] Task\n\n{DOCKS}\n\n`code` #tag ~~old~~ ")
    writing.keyboard.press("Control+f")
    writing.locator("wholesight-editor .cm-content").focus()
    writing.keyboard.type("[[Se")
    expect(options(writing)).to_have_count(1)
    assert barriers(writing) == []


@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_nothing_runs_over_the_edge_while_writing(writing: Page, width: int) -> None:
    writing.set_viewport_size({"width": width, "height": 900})
    begin(writing, f"{'Selbstbedienungsfahrradverleih' * 4}\n\n{DOCKS}")
    writing.keyboard.press("Control+f")
    assert writing.evaluate("document.documentElement.scrollWidth") <= width

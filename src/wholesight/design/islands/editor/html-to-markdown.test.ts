// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { htmlToMarkdown } from "./html-to-markdown";

const origin = "https://wholesight.example";

function converted(html: string): string {
  const page = new DOMParser().parseFromString(`<html><body>${html}</body></html>`, "text/html");
  return htmlToMarkdown(page.body, origin).markdown;
}

test("headings, paragraphs and marks keep their sense", () => {
  expect(converted("<h2>The seal</h2><p>Press <b>it</b> with <i>a</i> <s>finger</s> <mark>thumb</mark>.</p>")).toBe("## The seal\n\nPress **it** with *a* ~~finger~~ ==thumb==.");
});

test("looks are not sense: spans, classes, colours and empty elements leave nothing", () => {
  expect(converted('<p style="color:red"><span class="x">The <span></span><b> seal </b>stiffens.</span></p><p>&nbsp;</p>')).toBe("The **seal** stiffens.");
});

test("what is bold by style counts, and what is bold by name and plain by style does not", () => {
  expect(converted('<b style="font-weight:normal"><p>Plain <span style="font-weight:700">strong</span></p></b>')).toBe("Plain **strong**");
});

test("lists nest, inside of their item or beside it", () => {
  const wanted = "- a\n    - b\n- c";
  expect(converted("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>")).toBe(wanted);
  expect(converted("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>")).toBe(wanted);
});

test("numbers begin where they began, and tasks keep their ticks", () => {
  expect(converted('<ol start="3"><li><p>a</p></li><li>b</li></ol>')).toBe("3. a\n4. b");
  expect(converted('<ul><li><input type="checkbox" checked>a</li><li><input type="checkbox">b</li></ul>')).toBe("- [x] a\n- [ ] b");
});

test("the lists of Word are lists", () => {
  const item = (level: number, sign: string, words: string) =>
    `<p class=MsoListParagraph style="mso-list:l0 level${level} lfo1"><span style="mso-list:Ignore">${sign}<span>&nbsp; </span></span>${words}<o:p></o:p></p>`;
  expect(converted(item(1, "·", "Grease") + "\n" + item(2, "o", "a little") + item(1, "·", "Seal"))).toBe("- Grease\n    - a little\n- Seal");
  expect(converted(item(1, "1.", "First") + item(1, "2.", "Second"))).toBe("1. First\n1. Second");
});

test("a table becomes a table, with its bars escaped and its rows filled", () => {
  expect(converted("<table><tr><th>Part</th><th>At</th></tr><tr><td>Seal | lip</td></tr></table>")).toBe("| Part | At |\n| --- | --- |\n| Seal \\| lip |  |");
});

test("a table of one cell is only a layout", () => {
  expect(converted("<table><tr><td><p>One</p><p>Two</p></td></tr></table>")).toBe("One\n\nTwo");
});

test("links lead on to the web and nowhere that runs something", () => {
  expect(converted('<a href="https://example.org/a b(1)">the map</a> <a href="javascript:alert(1)">no</a> <a href="#x">here</a>')).toBe("[the map](https://example.org/a%20b%281%29) no here");
});

test("pictures of our own stay, those of others become links, and those that came along are handed out", () => {
  expect(converted(`<img src="${origin}/files/dock.png" alt="A dock">`)).toBe("![A dock](/files/dock.png)");
  expect(converted('<img src="https://example.org/dock.png" alt="A dock">')).toBe("[A dock](https://example.org/dock.png)");
  const page = new DOMParser().parseFromString('<p>a<img src="data:image/png;base64,AA==">b</p>', "text/html");
  const { markdown, pictures } = htmlToMarkdown(page.body, origin);
  expect(pictures.map((each) => each.address)).toEqual(["data:image/png;base64,AA=="]);
  expect(markdown.replace(pictures[0]!.placeholder, "|")).toBe("a|b");
});

test("code keeps its lines, and its language where it is told", () => {
  expect(converted('<pre><code class="language-sql">select 1;\n  -- *two*\n</code></pre><p>Say <code>a_b</code></p>')).toBe("```sql\nselect 1;\n  -- *two*\n```\n\nSay `a_b`");
});

test("words that look like markup stay words", () => {
  expect(converted("<p>2 * 3 [x] `y` &lt;b&gt; _z_</p>")).toBe("2 \\* 3 \\[x\\] \\`y\\` \\<b> \\_z\\_");
  expect(converted("<p># no heading</p><p>1. no list</p><p>- none</p>")).toBe("\\# no heading\n\n1\\. no list\n\n\\- none");
  expect(converted("<p>snake_case</p>")).toBe("snake_case");
});

test("quotes hold their paragraphs, and scripts, styles and comments hold nothing", () => {
  expect(converted("<!-- x --><style>p{}</style><script>alert(1)</script><blockquote><p>One</p><p>Two</p></blockquote>")).toBe("> One\n>\n> Two");
});

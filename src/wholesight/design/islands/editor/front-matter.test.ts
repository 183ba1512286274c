import { expect, test } from "vitest";
import { cutFrontMatter } from "./front-matter";

test("front matter and body together are the text, byte for byte", () => {
  for (const text of ["---\nkind: note\n---\nBody\n", "---\n---", "\ufeff--- \na: 1\n---\t\n\nBody", "Body\n---\n", "---\nnever closed", ""]) {
    const { head, body } = cutFrontMatter(text);
    expect(head + body).toBe(text);
  }
});

test("the front matter takes both of its fences", () => {
  expect(cutFrontMatter("---\nkind: note\n---\nBody\n")).toEqual({ head: "---\nkind: note\n---\n", body: "Body\n" });
});

test("a line of dashes further down begins no front matter", () => {
  expect(cutFrontMatter("Body\n---\na: 1\n---\n").head).toBe("");
  expect(cutFrontMatter("---\nnever closed").head).toBe("");
  expect(cutFrontMatter("----\na: 1\n---\n").head).toBe("");
});

import { expect, test } from "vitest";
import { linkText } from "./link-text";

test("a page is linked by its name, with other words where they differ", () => {
  expect(linkText("", "Seal check")).toBe("[[Seal check]]");
  expect(linkText("Seal check", "Seal check")).toBe("[[Seal check]]");
  expect(linkText("how to check", "Docks/Seal check")).toBe("[[Docks/Seal check|how to check]]");
  expect(linkText("a | b ]] c", "Seal check")).toBe("[[Seal check|a   b   c]]");
});

test("an address is linked as one, also without its beginning", () => {
  expect(linkText("the map", "https://example.org/a(1)")).toBe("[the map](https://example.org/a%281%29)");
  expect(linkText("", "www.example.org")).toBe("[www.example.org](https://www.example.org)");
  expect(linkText("Ada", "ada@example.org")).toBe("[Ada](mailto:ada@example.org)");
  expect(linkText("a ] b", "https://example.org")).toBe("[a \\] b](https://example.org)");
});

test("what leads nowhere is no link", () => {
  expect(linkText("words", "  ")).toBeNull();
});

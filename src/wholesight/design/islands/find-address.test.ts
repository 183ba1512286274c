import { expect, test } from "vitest";
import { findAddress, opensPalette } from "./_find-address";

const press = { key: "k", ctrlKey: false, metaKey: false, altKey: false };

test("what was typed is trimmed and escaped", () => {
  expect(findAddress("/find", "  ice & seals ")).toBe("/find?q=ice%20%26%20seals");
});

test("nothing typed asks for the start list", () => {
  expect(findAddress("/find", "  ")).toBe("/find");
});

test("an address that has a query keeps it", () => {
  expect(findAddress("/find?space=Docks", "seal")).toBe("/find?space=Docks&q=seal");
});

test("Ctrl-K and Cmd-K open the palette, while typing too", () => {
  expect(opensPalette({ ...press, ctrlKey: true }, true)).toBe(true);
  expect(opensPalette({ ...press, metaKey: true, key: "K" }, false)).toBe(true);
});

test("a slash opens it only where nobody is typing", () => {
  expect(opensPalette({ ...press, key: "/" }, false)).toBe(true);
  expect(opensPalette({ ...press, key: "/" }, true)).toBe(false);
});

test("a plain k and Alt-Ctrl-K stay what they are", () => {
  expect(opensPalette(press, false)).toBe(false);
  expect(opensPalette({ ...press, ctrlKey: true, altKey: true }, false)).toBe(false);
});

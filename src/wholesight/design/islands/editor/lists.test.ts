import { expect, test } from "vitest";
import { indented, onEnter, outdented, restyled, styleOf, ticked } from "./lists";

test("Enter goes on with the list that it is pressed in", () => {
  expect(onEnter("- Grease the latch", 18)).toEqual({ continued: "- " });
  expect(onEnter("    * Lower lip", 15)).toEqual({ continued: "    * " });
  expect(onEnter("9. The latch freezes", 20)).toEqual({ continued: "10. " });
  expect(onEnter("- [x] Done", 10)).toEqual({ continued: "- [ ] " });
  expect(onEnter("> > said", 8)).toEqual({ continued: "> > " });
  expect(onEnter("> - said", 8)).toEqual({ continued: "> - " });
});

test("Enter in an empty item ends the list, and in an empty line the quote", () => {
  expect(onEnter("- [ ] ", 6)).toEqual({ instead: "" });
  expect(onEnter("> - ", 4)).toEqual({ instead: "> " });
  expect(onEnter("> ", 2)).toEqual({ instead: "" });
});

test("Enter in an empty item further in leads one level out", () => {
  expect(onEnter("    - ", 6)).toEqual({ instead: "- " });
});

test("Enter in a plain line, or before the words of an item, is a line break", () => {
  expect(onEnter("Words", 5)).toBeNull();
  expect(onEnter("- Words", 0)).toBeNull();
  expect(onEnter("-5 degrees", 10)).toBeNull();
});

test("items move in and out as they were indented, by spaces or tabs", () => {
  expect(indented("- a")).toBe("    - a");
  expect(indented("\t- a")).toBe("\t\t- a");
  expect(outdented("    - a")).toBe("- a");
  expect(outdented("\t- a")).toBe("- a");
  expect(outdented("- a")).toBe("- a");
  expect(indented("> - a")).toBe("> " + "    - a");
});

test("a line knows its style", () => {
  expect(["Words", "## Words", "- a", "3) a", "- [-] a", "> a", "#tag"].map(styleOf)).toEqual(["text", "heading-2", "bullets", "numbers", "checklist", "quote", "text"]);
});

test("lines become a numbered list in order, blank ones left out", () => {
  expect(restyled(["First", "", "Second"], "numbers")).toEqual(["1. First", "", "2. Second"]);
});

test("one style takes the place of another", () => {
  expect(restyled(["- [ ] a", "- b"], "bullets")).toEqual(["- a", "- b"]);
  expect(restyled(["### Words"], "heading-1")).toEqual(["# Words"]);
  expect(restyled(["    - a"], "heading-2")).toEqual(["## a"]);
});

test("a style that is worn already is taken off", () => {
  expect(restyled(["- a", "- b"], "bullets")).toEqual(["a", "b"]);
  expect(restyled(["## a"], "heading-2")).toEqual(["a"]);
  expect(restyled(["> a", ">", "> b"], "quote")).toEqual(["a", "", "b"]);
});

test("a quote keeps the list inside of it", () => {
  expect(restyled(["- a", "- b"], "quote")).toEqual(["> - a", "> - b"]);
});

test("an empty line becomes an item to write in", () => {
  expect(restyled([""], "checklist")).toEqual(["- [ ] "]);
});

test("a tick changes one sign, whatever stands around it", () => {
  expect(ticked("  > - [ ] Grease 🦭 [ ] it  ")).toBe("  > - [x] Grease 🦭 [ ] it  ");
  expect(ticked("1. [-] Order")).toBe("1. [ ] Order");
  expect(ticked("[ ] no item")).toBeNull();
});

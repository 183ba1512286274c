import { expect, test } from "vitest";
import { drawnRuns } from "./inline-drawing";

const shown = (source: string) => drawnRuns(source).map((run) => [run.text, ...run.styles].join("/"));

test("marks become styles, one inside another", () => {
  expect(shown("the **short *hex* set** ~~now~~")).toEqual(["the ", "short /strong", "hex/strong/emphasis", " set/strong", " ", "now/struck"]);
});

test("links show their words", () => {
  expect(shown("[[Seal check|why]] [map](https://example.org) [[Fleet]]")).toEqual(["why/link-words", " ", "map/link-words", " ", "Fleet/link-words"]);
});

test("code and escapes are taken at their word", () => {
  expect(shown("`**a**` \\*b\\*")).toEqual(["**a**/code-words", " *b*"]);
});

test("signs that open nothing stay", () => {
  expect(shown("2 * 3 ** 4 [x]")).toEqual(["2 * 3 ** 4 [x]"]);
});

import { expect, test } from "vitest";
import { step } from "./_step";

test("down leads from nothing to the first", () => {
  expect(step("ArrowDown", -1, 3)).toBe(0);
});

test("up leads from nothing to the last", () => {
  expect(step("ArrowUp", -1, 3)).toBe(2);
});

test("the last is followed by the first only where the list wraps", () => {
  expect(step("ArrowDown", 2, 3)).toBe(0);
  expect(step("ArrowDown", 2, 3, false)).toBe(2);
});

test("home and end go to the ends", () => {
  expect(step("Home", 1, 3)).toBe(0);
  expect(step("End", 1, 3)).toBe(2);
});

test("a letter moves nothing, and an empty list has nowhere to go", () => {
  expect(step("a", 1, 3)).toBeNull();
  expect(step("ArrowDown", -1, 0)).toBeNull();
});

import { expect, test } from "vitest";
import { currentHeading } from "./_current-heading";

test("above the first heading there is none", () => {
  expect(currentHeading([200, 600], 120, false)).toBe(-1);
});

test("the last heading that has passed the line counts", () => {
  expect(currentHeading([-900, -40, 500], 120, false)).toBe(1);
});

test("a heading on the line has passed it", () => {
  expect(currentHeading([-10, 120], 120, false)).toBe(1);
});

test("at the end of the page the last one counts", () => {
  expect(currentHeading([-900, 300, 420], 120, true)).toBe(2);
});

test("a page without headings has no current one", () => {
  expect(currentHeading([], 120, true)).toBe(-1);
});

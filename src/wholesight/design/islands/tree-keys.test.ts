import { expect, test } from "vitest";
import { treeAnswer, type Row } from "./_tree-keys";

// Docks (open) > Keeping docks alive, Latches (shut); then Fleet.
const rows: Row[] = [
  { depth: 0, open: true },
  { depth: 1, open: null },
  { depth: 1, open: false },
  { depth: 0, open: null },
];

test("the right arrow opens a shut folder and enters an open one", () => {
  expect(treeAnswer("ArrowRight", rows, 2, false)).toEqual({ open: true });
  expect(treeAnswer("ArrowRight", rows, 0, false)).toEqual({ to: 1 });
});

test("the left arrow shuts an open folder, and leads from a page to its folder", () => {
  expect(treeAnswer("ArrowLeft", rows, 0, false)).toEqual({ open: false });
  expect(treeAnswer("ArrowLeft", rows, 2, false)).toEqual({ to: 0 });
});

test("at the outermost row the left arrow stays", () => {
  expect(treeAnswer("ArrowLeft", rows, 3, false)).toEqual({ to: 3 });
});

test("where writing runs right to left the two are mirrored", () => {
  expect(treeAnswer("ArrowLeft", rows, 2, true)).toEqual({ open: true });
  expect(treeAnswer("ArrowRight", rows, 2, true)).toEqual({ to: 0 });
});

test("up and down stop at the ends", () => {
  expect(treeAnswer("ArrowUp", rows, 0, false)).toEqual({ to: 0 });
  expect(treeAnswer("ArrowDown", rows, 3, false)).toEqual({ to: 3 });
});

test("a page has nothing to open, and other keys mean nothing here", () => {
  expect(treeAnswer("ArrowRight", rows, 1, false)).toBeNull();
  expect(treeAnswer("x", rows, 1, false)).toBeNull();
});

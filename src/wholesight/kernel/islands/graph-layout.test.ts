import { expect, test } from "vitest";
import { type Graph, graphFrom, layOut, shortened } from "./_graph-layout";

const harbour: Graph = {
  nodes: [["Docks", "/d", "note", 0], ["Seals", "/s", "note", 1], ["Ice", "/i", "note", 1], ["Salt", "/t", "note", 2]],
  ties: [[0, 1, "rests on"], [2, 0, ""], [1, 3, ""]],
};

const apart = (one: { x: number; y: number }, other: { x: number; y: number }) => Math.hypot(one.x - other.x, one.y - other.y);

test("the page itself stands in the middle", () => {
  expect(layOut(harbour)[0]).toEqual({ x: 0, y: 0 });
});

test("the same graph gives the same picture", () => {
  expect(layOut(harbour)).toEqual(layOut(harbour));
});

test("no two pages stand in one place, however many there are", () => {
  const nodes = Array.from({ length: 60 }, (_, number) => [`P${number}`, "/p", "note", number === 0 ? 0 : 1] as const);
  const points = layOut({ nodes, ties: nodes.slice(1).map((_, number) => [0, number + 1, ""] as const) });
  const distances = points.flatMap((one, number) => points.slice(number + 1).map((other) => apart(one, other)));
  expect(Math.min(...distances)).toBeGreaterThan(12);
});

test("what leads there stands on the left and what it leads to on the right", () => {
  const [, seals, ice] = layOut(harbour);
  expect(seals!.x).toBeGreaterThan(0);
  expect(ice!.x).toBeLessThan(0);
});

test("what is two steps away stands on the side of the page between", () => {
  expect(layOut(harbour)[3]!.x).toBeGreaterThan(0);
});

test("a page that is two steps away stands farther off than the one between", () => {
  const [middle, between, , far] = layOut(harbour);
  expect(apart(middle!, far!)).toBeGreaterThan(apart(middle!, between!));
});

test("a link to a page that is not in the picture is left out", () => {
  expect(layOut({ nodes: harbour.nodes, ties: [[0, 9, ""]] })).toHaveLength(4);
});

test("what cannot be read is an empty graph", () => {
  expect(graphFrom("{")).toEqual({ nodes: [], ties: [] });
  expect(graphFrom('{"nodes":1}')).toEqual({ nodes: [], ties: [] });
});

test("a long title is cut between characters", () => {
  expect(shortened("Keeping docks alive below zero", 14)).toBe("Keeping docks…");
  expect(shortened("Docks", 14)).toBe("Docks");
});

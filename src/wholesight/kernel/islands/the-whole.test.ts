import { expect, test } from "vitest";
import { coverage, nearer, screenOf, worldOf } from "./_whole-camera";
import { narrow } from "./_whole-narrowing";
import { neighboursOf, pageAt, placeOf, readPicture, type Document } from "./_whole-picture";
import { plain, search } from "./_whole-search";

const packed = (numbers: readonly number[], bytes: 2 | 4) => {
  const row = new DataView(new ArrayBuffer(numbers.length * bytes));
  numbers.forEach((number, at) => (bytes === 2 ? row.setUint16(at * 2, number, true) : row.setUint32(at * 4, number, true)));
  return btoa(String.fromCharCode(...new Uint8Array(row.buffer)));
};
const nothing = { space: "", kind: "", relation: "", tag: "", since: "" };

/** Seal check rests on Ice week, and links to Docks team, which is in a space of its own. */
const sent: Document = {
  spaces: [
    { name: "Handbook", pages: 2 },
    { name: "Crews", pages: 1 },
  ],
  folders: [
    [0, "", 0, 0, 10],
    [0, "Docks", 2, 0, 4],
    [1, "", 20, 0, 5],
  ],
  kinds: [
    { name: "lesson", label: "Lesson", accent: "innovation" },
    { name: "note", label: "Note", accent: "knowledge" },
  ],
  relations: [
    { name: "", label: "links in the text" },
    { name: "rests_on", label: "rests on" },
  ],
  tags: ["winter", "winter/late", "winters"],
  titles: ["Seal check", "Ice week", "Docks team"],
  names: { "1": "The ice week.md" },
  left: -1,
  top: 2,
  unit: 0.5,
  x: packed([0, 4, 40], 2),
  y: packed([0, 2, 2], 2),
  folder: packed([1, 0, 2], 4),
  kind: packed([0, 1, 1], 2),
  days: packed([3, 40, 400], 2),
  from: packed([0, 0], 4),
  to: packed([1, 2], 4),
  by: packed([1, 0], 2),
  tag: packed([0, 1, 2], 4),
  tagged: packed([0, 1, 2], 4),
};
const picture = readPicture(sent);
const shown = (narrowing: Partial<typeof nothing>) => {
  const { pages, links } = narrow(picture, { ...nothing, ...narrowing });
  return { pages: [...pages], links: [...links] };
};

test("a picture is read as it was packed", () => {
  expect([...picture.x]).toEqual([-1, 1, 19]);
  expect([...picture.y]).toEqual([2, 3, 3]);
  expect([...picture.links]).toEqual([2, 1, 1]);
});

test("a page knows its space, its folder and its path", () => {
  expect(placeOf(picture, 0)).toEqual({ space: "Handbook", folder: "Docks", path: "Docks/Seal check.md" });
  expect(placeOf(picture, 1).path).toBe("The ice week.md");
  expect(pageAt(picture, "Handbook", "The ice week.md")).toBe(1);
  expect(pageAt(picture, "Crews", "The ice week.md")).toBe(-1);
});

test("neighbours are those at either end of a link", () => {
  expect([...neighboursOf(picture, 0)]).toEqual([1, 2]);
  expect([...neighboursOf(picture, 2)]).toEqual([0]);
});

test("nothing asked shows everything", () => {
  expect(shown({})).toEqual({ pages: [1, 1, 1], links: [1, 1] });
});

test("a relation shows the pages at its ends and its own links alone", () => {
  expect(shown({ relation: "rests_on" })).toEqual({ pages: [1, 1, 0], links: [1, 0] });
  expect(shown({ relation: "paid_by" })).toEqual({ pages: [0, 0, 0], links: [0, 0] });
});

test("a space shows links within it", () => {
  expect(shown({ space: "Handbook" })).toEqual({ pages: [1, 1, 0], links: [1, 0] });
});

test("a tag shows those below it, and not those that only begin like it", () => {
  expect(shown({ tag: "winter" }).pages).toEqual([1, 1, 0]);
});

test("kind and time narrow together", () => {
  expect(shown({ kind: "note", since: "90" }).pages).toEqual([0, 1, 0]);
});

test("search wants every word, whatever its case and accents, and puts the beginning first", () => {
  expect(search(["The seal", "Seal check", "Séal book of checks"], "SEAL ch", 9)).toEqual([1, 2]);
  expect(search(["Anything"], "  ", 9)).toEqual([]);
  expect(plain(" Über ")).toBe("uber");
});

test("what is under the hand stays there when it comes nearer", () => {
  const size = { width: 400, height: 300 };
  const camera = { x: 5, y: -2, scale: 10 };
  const at = { x: 90, y: 210 };
  const before = worldOf(camera, size, at);
  const closer = nearer(camera, size, 2, at, 10);
  expect(closer.scale).toBe(20);
  const after = screenOf(closer, size, before.x, before.y);
  expect(after.x).toBeCloseTo(at.x);
  expect(after.y).toBeCloseTo(at.y);
});

test("all circles are inside the picture that shows the whole", () => {
  const size = { width: 400, height: 300 };
  const camera = coverage(picture.grounds, size);
  for (const { x, y, radius } of picture.grounds) {
    const middle = screenOf(camera, size, x, y);
    expect(middle.x - radius * camera.scale).toBeGreaterThanOrEqual(0);
    expect(middle.x + radius * camera.scale).toBeLessThanOrEqual(400);
    expect(middle.y - radius * camera.scale).toBeGreaterThanOrEqual(0);
  }
});

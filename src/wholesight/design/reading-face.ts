// The reading face in as few bytes as it takes. The packaged files carry weights from 200 to 800 and kerning for them; we set
// type in 400 to 600 (the italic in 400), which makes 37 KB out of 58 and 23 out of 65. Used by vite.config.ts:
//   resolve: { alias: await readingFace(import.meta.dirname) }
// Without it the front end builds all the same, only heavier.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
// @ts-expect-error: the package brings no types
import subsetFont from "subset-font";

const files = "@fontsource-variable/newsreader/files";
const normal = { wght: { min: 400, max: 600 } };
const italic = { wght: 400 };

/** The letters of Western Europe, and the punctuation that `_face.css` promises for the file. */
function letters(): string {
  const ranges: [number, number][] = [
    [0x20, 0x7e],
    [0xa0, 0xff],
    [0x152, 0x153],
    [0x2010, 0x2015],
    [0x2018, 0x201e],
    [0x2020, 0x2022],
    [0x2190, 0x2193],
  ];
  const rest = "ı…‰‹›⁄€™−∕\u200b\u2009\u202f";
  const inRange = ([first, last]: [number, number]) => Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n));
  return ranges.flatMap(inRange).join("") + rest;
}

interface Alias {
  find: string;
  replacement: string;
}

/** Writes the small files under `root`/node_modules/.cache and gives the aliases that put them in the place of the packaged ones. */
export async function readingFace(root: string): Promise<Alias[]> {
  const cache = join(root, "node_modules/.cache/reading-face");
  mkdirSync(cache, { recursive: true });
  const text = letters();
  const faces = [
    { find: `${files}/newsreader-latin-wght-normal.woff2`, variationAxes: normal },
    { find: `${files}/newsreader-latin-wght-italic.woff2`, variationAxes: italic },
  ];
  return Promise.all(
    faces.map(async ({ find, variationAxes }) => {
      const replacement = join(cache, basename(find));
      const packaged = readFileSync(join(root, "node_modules", find));
      writeFileSync(replacement, await subsetFont(packaged, text, { targetFormat: "woff2", variationAxes }));
      return { find, replacement };
    }),
  );
}

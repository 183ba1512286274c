// What the browser gets: every island and every top-level style sheet, under a name that changes with its content.
import { copyFileSync, globSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { defineConfig } from "vitest/config";
import type { Plugin } from "vite";
import { readingFace } from "./src/wholesight/design/reading-face.ts";

const built = resolve(import.meta.dirname, "src/wholesight/design/built");
const compressible = new Set([".css", ".js", ".json", ".svg"]);

/** The files a page can ask for by name: `reading.css`, `find-palette.ts`. A leading `_` marks a part of another one. */
function entries(): Record<string, string> {
  const found = globSync(["src/wholesight/design/styles/*.css", "src/wholesight/*/islands/*.ts"]);
  const named: Record<string, string> = {};
  for (const path of found.sort()) {
    const name = basename(path);
    if (name.startsWith("_") || name.endsWith(".test.ts") || name.endsWith(".d.ts")) continue;
    const other = named[name];
    if (other) throw new Error(`${path} and ${other} have one name, and a page asks by name: rename one of them.`);
    named[name] = resolve(path);
  }
  return named;
}

/** Writes `x.gz` beside every text file, so that the server sends it without compressing it for each reader. */
function compress(): Plugin {
  return {
    name: "wholesight-compress",
    apply: "build",
    writeBundle({ dir = built }) {
      for (const name of readdirSync(dir)) {
        if (!compressible.has(extname(name)) || name === "manifest.json") continue;
        const file = join(dir, name);
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

/** Puts the licence of every font beside it, as its licence asks; those of scripts are Vite's to collect. */
function fontLicenses(): Plugin {
  return {
    name: "wholesight-font-licenses",
    apply: "build",
    writeBundle({ dir = built }) {
      for (const license of globSync("node_modules/@fontsource-variable/*/LICENSE")) {
        copyFileSync(license, join(dir, `${basename(dirname(license))}-license.txt`));
      }
    },
  };
}

const stem = (name: string) => basename(name, extname(name));

export default defineConfig({
  base: "./", // files find one another wherever they are served from
  publicDir: false,
  build: {
    outDir: built,
    emptyOutDir: true,
    assetsDir: "",
    assetsInlineLimit: 0, // the content security policy allows no data: address
    manifest: "manifest.json",
    license: { fileName: "licenses.md" },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: entries(),
      checks: { eval: false }, // htmx holds one for hx-on and filters; we switch it off and the policy forbids it
      output: {
        entryFileNames: (chunk) => `${stem(chunk.name)}-[hash].js`,
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
  plugins: [compress(), fontLicenses()],
  resolve: { alias: process.env["VITEST"] ? [] : await readingFace(import.meta.dirname) },
  test: {
    include: ["src/wholesight/*/islands/**/*.test.ts"],
    environment: "node",
  },
});

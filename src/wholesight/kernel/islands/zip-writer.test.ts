import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inVault } from "./_dropped-files";
import { checksum, sizeOfZip, zipOf } from "./_zip-writer";

const files = [
  { path: "Winter/Sölvi.md", content: new Blob(["The seal froze.\r\n"]) },
  { path: "empty.png", content: new Blob([]) },
];

test("the checksum is the known one, in one piece or in two", () => {
  const bytes = new TextEncoder().encode("123456789");
  expect(checksum(bytes)).toBe(0xcbf43926);
  expect(checksum(bytes.slice(4), checksum(bytes.slice(0, 4)))).toBe(0xcbf43926);
});

test("another program reads the zip, with names and bytes as they were", async () => {
  const place = join(mkdtempSync(join(tmpdir(), "zip-")), "vault.zip");
  writeFileSync(place, new Uint8Array(await (await zipOf(files, () => undefined)).arrayBuffer()));
  const read = "import sys,json,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; ";
  const list = "print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))";
  const found: unknown = JSON.parse(execFileSync("python3", ["-c", read + list, place], { encoding: "utf8" }));
  expect(found).toEqual({ "Winter/Sölvi.md": "The seal froze.\r\n", "empty.png": "" });
});

test("its size is known before it is made", async () => {
  const steps: number[] = [];
  const zip = await zipOf(files, (done) => steps.push(done));
  expect(zip.size).toBe(sizeOfZip(files));
  expect(steps).toEqual([1, 2]);
});

test("the folder that was picked is the vault itself", () => {
  expect(inVault("Harbour/Winter/Seal.md")).toBe("Winter/Seal.md");
});

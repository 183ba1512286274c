// What a person dropped or picked, as files with their paths in the vault.
import type { Packed } from "./_zip-writer";

const listLimit = 100_000;

/** A path without its first folder, which is the vault itself. */
export function inVault(path: string): string {
  return path.slice(path.indexOf("/") + 1);
}

/** The files of a picked folder. */
export function pickedFiles(files: Iterable<File>): Packed[] {
  return [...files].map((file) => ({ path: inVault(file.webkitRelativePath || file.name), content: file }));
}

/** The name of the folder that was picked or dropped; empty for single files. */
export function folderName(files: Iterable<File>): string {
  for (const file of files) return file.webkitRelativePath.split("/", 1)[0] ?? "";
  return "";
}

/** All files below dropped entries. A single folder is the vault; several things together lie in it. */
export async function droppedFiles(entries: readonly FileSystemEntry[]): Promise<Packed[]> {
  const only = entries.length === 1 ? entries[0] : undefined;
  const found: Packed[] = [];
  if (only && isFolder(only)) {
    for (const entry of await childrenOf(only)) await gather(entry, "", found);
  } else {
    for (const entry of entries) await gather(entry, "", found);
  }
  return found;
}

async function gather(entry: FileSystemEntry, above: string, found: Packed[]): Promise<void> {
  if (found.length > listLimit) return;
  const path = above + entry.name;
  if (isFolder(entry)) {
    for (const child of await childrenOf(entry)) await gather(child, `${path}/`, found);
  } else {
    found.push({ path, content: await fileOf(entry as FileSystemFileEntry) });
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A browser gives the entries of a folder a hundred at a time. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

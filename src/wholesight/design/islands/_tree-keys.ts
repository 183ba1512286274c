import { step } from "./_step";

/** One visible row of a tree: how deep it lies, and for a folder whether it is open (null: not a folder). */
export interface Row {
  readonly depth: number;
  readonly open: boolean | null;
}

/** What a key asks of the tree: attention to another row, or a folder opened or shut. */
export type Answer = { readonly to: number } | { readonly open: boolean } | null;

function parent(rows: readonly Row[], current: number): number {
  const depth = rows[current]?.depth ?? 0;
  for (let index = current - 1; index >= 0; index--) {
    if ((rows[index]?.depth ?? 0) < depth) return index;
  }
  return current;
}

/** What `key` means on row `current`. `rightToLeft` mirrors the two keys that open and shut. */
export function treeAnswer(key: string, rows: readonly Row[], current: number, rightToLeft: boolean): Answer {
  const row = rows[current];
  if (!row) return null;
  const inward = rightToLeft ? "ArrowLeft" : "ArrowRight";
  const outward = rightToLeft ? "ArrowRight" : "ArrowLeft";
  if (key === inward) {
    if (row.open === null) return null;
    return row.open ? { to: Math.min(current + 1, rows.length - 1) } : { open: true };
  }
  if (key === outward) return row.open ? { open: false } : { to: parent(rows, current) };
  const next = step(key, current, rows.length, false);
  return next === null ? null : { to: next };
}

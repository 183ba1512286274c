/**
 * Which heading the reader is under. `tops` are the headings' distances from the window's upper edge, in reading order; a
 * heading counts once it has passed `line`. At the end of the page the last one counts, however short its section. -1: none yet.
 */
export function currentHeading(tops: readonly number[], line: number, atEnd: boolean): number {
  if (atEnd) return tops.length - 1;
  let current = -1;
  for (const [index, top] of tops.entries()) {
    if (top > line) break;
    current = index;
  }
  return current;
}

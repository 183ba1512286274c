/** Words without case and accents, so that "uber" finds "Über". */
export function plain(words: string): string {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** The numbers of the titles that hold every word, those that begin with the words first, then the shorter ones. */
export function search(titles: readonly string[], asked: string, most: number): number[] {
  const words = plain(asked).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [];
  const whole = words.join(" ");
  const found: { number: number; rank: number; length: number }[] = [];
  titles.forEach((title, number) => {
    const read = plain(title);
    if (words.every((word) => read.includes(word))) {
      found.push({ number, rank: read.startsWith(whole) ? 0 : 1, length: read.length });
    }
  });
  found.sort((one, other) => one.rank - other.rank || one.length - other.length || one.number - other.number);
  return found.slice(0, most).map((each) => each.number);
}

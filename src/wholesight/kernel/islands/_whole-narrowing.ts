import type { Picture } from "./_whole-picture";

/** What somebody wants to see, by the names of the form's fields; an empty one narrows nothing. */
export type Narrowing = Readonly<Record<"space" | "kind" | "relation" | "tag" | "since", string>>;

/** Which pages and which links are shown, and how many pages that is. */
export interface Shown {
  readonly pages: Uint8Array;
  readonly links: Uint8Array;
  readonly count: number;
}

/** The same answer as that of the outline: see `narrowed` in kernel/whole/queries.py. */
export function narrow(picture: Picture, narrowing: Narrowing): Shown {
  const pages = new Uint8Array(picture.titles.length).fill(1);
  const keep = (wanted: (page: number) => boolean) => {
    for (let page = 0; page < pages.length; page += 1) if (!wanted(page)) pages[page] = 0;
  };
  const relation = narrowing.relation ? picture.relations.indexOf(narrowing.relation) : -1;
  if (narrowing.space) keep((page) => spaceOf(picture, page) === narrowing.space);
  if (narrowing.kind) keep((page) => picture.kinds[picture.kind[page] ?? 0]?.name === narrowing.kind);
  if (narrowing.since) keep((page) => (picture.days[page] ?? 0) < Number(narrowing.since));
  if (narrowing.tag) {
    const tagged = pagesTagged(picture, narrowing.tag);
    keep((page) => tagged.has(page));
  }
  if (narrowing.relation) {
    const related = new Set<number>();
    picture.by.forEach((by, row) => {
      if (by === relation) related.add(picture.from[row] ?? 0).add(picture.to[row] ?? 0);
    });
    keep((page) => related.has(page));
  }
  const links = Uint8Array.from(picture.by, (by, row) => {
    const both = pages[picture.from[row] ?? 0] === 1 && pages[picture.to[row] ?? 0] === 1;
    return both && (!narrowing.relation || by === relation) ? 1 : 0;
  });
  return { pages, links, count: pages.reduce((sum, shown) => sum + shown, 0) };
}

function spaceOf(picture: Picture, page: number): string {
  return picture.spaces[picture.grounds[picture.folder[page] ?? 0]?.space ?? 0] ?? "";
}

/** The pages with a tag, or with one below it. */
function pagesTagged(picture: Picture, tag: string): Set<number> {
  const found = new Set<number>();
  for (const [key, pages] of picture.tagged) {
    if (key === tag || key.startsWith(`${tag}/`)) for (const page of pages) found.add(page);
  }
  return found;
}

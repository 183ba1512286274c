export interface KindOfPage {
  readonly name: string;
  readonly label: string;
  readonly accent: string;
}

/** What the server sends; see kernel/whole/picture.py. */
export interface Document {
  readonly spaces: readonly { readonly name: string; readonly pages: number }[];
  readonly folders: readonly (readonly [space: number, path: string, x: number, y: number, radius: number])[];
  readonly kinds: readonly KindOfPage[];
  readonly relations: readonly { readonly name: string; readonly label: string }[];
  readonly tags: readonly string[];
  readonly titles: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly left: number;
  readonly top: number;
  readonly unit: number;
  readonly x: string;
  readonly y: string;
  readonly folder: string;
  readonly kind: string;
  readonly days: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly tag: string;
  readonly tagged: string;
}

/** A circle on the ground of the map: a space (path "") or one of its folders. */
export interface Ground {
  readonly space: number;
  readonly path: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The whole, ready to be drawn. A page is its number in `titles`; `links` counts how many lead from and to it. */
export interface Picture {
  readonly spaces: readonly string[];
  readonly grounds: readonly Ground[];
  readonly kinds: readonly KindOfPage[];
  readonly relations: readonly string[];
  readonly titles: readonly string[];
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly folder: Uint32Array;
  readonly kind: Uint16Array;
  readonly days: Uint16Array;
  readonly links: Uint16Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly by: Uint16Array;
  readonly tagged: ReadonlyMap<string, readonly number[]>;
  readonly names: Readonly<Record<string, string>>;
}

export function readPicture(sent: Document): Picture {
  const from = wideNumbers(sent.from);
  const to = wideNumbers(sent.to);
  const links = new Uint16Array(sent.titles.length);
  for (const end of [from, to]) {
    for (const page of end) links[page] = Math.min((links[page] ?? 0) + 1, 65_535);
  }
  return {
    spaces: sent.spaces.map((space) => space.name),
    grounds: sent.folders.map(([space, path, x, y, radius]) => ({ space, path, x, y, radius })),
    kinds: sent.kinds,
    relations: sent.relations.map((relation) => relation.name),
    titles: sent.titles,
    x: Float32Array.from(numbers(sent.x), (step) => sent.left + step * sent.unit),
    y: Float32Array.from(numbers(sent.y), (step) => sent.top + step * sent.unit),
    folder: wideNumbers(sent.folder),
    kind: numbers(sent.kind),
    days: numbers(sent.days),
    links,
    from,
    to,
    by: numbers(sent.by),
    tagged: tagsOf(sent),
    names: sent.names,
  };
}

function tagsOf(sent: Document): Map<string, number[]> {
  const found = new Map<string, number[]>(sent.tags.map((key) => [key, []]));
  const pages = wideNumbers(sent.tagged);
  wideNumbers(sent.tag).forEach((tag, row) => found.get(sent.tags[tag] ?? "")?.push(pages[row] ?? 0));
  return found;
}

/** Where a page is: the name of its space, its folder, and its path there as the server knows it. */
export function placeOf(picture: Picture, page: number): { space: string; folder: string; path: string } {
  const ground = picture.grounds[picture.folder[page] ?? 0];
  const file = picture.names[String(page)] ?? `${picture.titles[page] ?? ""}.md`;
  const folder = ground?.path ?? "";
  return { space: picture.spaces[ground?.space ?? 0] ?? "", folder, path: folder ? `${folder}/${file}` : file };
}

/** The page at a path of a space; -1 where there is none. */
export function pageAt(picture: Picture, space: string, path: string): number {
  return picture.titles.findIndex((_title, page) => {
    const place = placeOf(picture, page);
    return place.path === path && place.space === space;
  });
}

/** The pages that a page leads to or that lead to it. */
export function neighboursOf(picture: Picture, page: number): Set<number> {
  const found = new Set<number>();
  picture.from.forEach((source, row) => {
    const target = picture.to[row] ?? 0;
    if (source === page) found.add(target);
    if (target === page) found.add(source);
  });
  return found;
}

function bytes(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}

function numbers(base64: string): Uint16Array {
  const view = new DataView(bytes(base64));
  return Uint16Array.from({ length: view.byteLength / 2 }, (_nothing, at) => view.getUint16(at * 2, true));
}

function wideNumbers(base64: string): Uint32Array {
  const view = new DataView(bytes(base64));
  return Uint32Array.from({ length: view.byteLength / 4 }, (_nothing, at) => view.getUint32(at * 4, true));
}

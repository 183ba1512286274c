// Where the pages of a small map stand: what leads to the page on its left, what it leads to on its right, and what is two
// steps away at the edges. Nothing is left to chance: the same graph always gives the same picture.

/** Title, address, kind, and how many steps from the middle. */
export type Node = readonly [title: string, url: string, kind: string, steps: number];
/** From and to, by place among the nodes, and the relation's name. */
export type Tie = readonly [source: number, target: number, relation: string];

export interface Graph {
  readonly nodes: readonly Node[];
  readonly ties: readonly Tie[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const near = 128; // how far aside pages one step away stand, and those two steps away
const far = 312;
const bend = 26; // both stand on a curve, nearer at its ends
const row = 26; // the least between two names
const tallest = 420;

/** What `data-drawing` holds, or an empty graph where it cannot be read. */
export function graphFrom(text: string): Graph {
  try {
    const read = JSON.parse(text) as Graph;
    return Array.isArray(read.nodes) && Array.isArray(read.ties) ? read : { nodes: [], ties: [] };
  } catch {
    return { nodes: [], ties: [] };
  }
}

/** A place for each node; the first one is in the middle (0, 0). */
export function layOut(graph: Graph): Point[] {
  const places = new Map<number, Point>([[0, { x: 0, y: 0 }]]);
  const led = new Set(graph.ties.filter(([source]) => source === 0).map(([, target]) => target));
  const first = graph.nodes.flatMap(([, , , steps], number) => (steps === 1 ? [number] : []));
  inColumn(first.filter((number) => !led.has(number)), -near, places);
  inColumn(first.filter((number) => led.has(number)), near, places);
  const ways = waysTo(graph, places);
  const second = graph.nodes.flatMap(([, , , steps], number) => (steps > 1 ? [number] : []));
  const height = (number: number) => mean(ways.get(number)?.map(({ y }) => y) ?? []);
  second.sort((one, other) => height(one) - height(other) || one - other);
  const leftward = (number: number) => mean(ways.get(number)?.map(({ x }) => x) ?? []) < 0;
  inColumn(second.filter(leftward), -far, places);
  inColumn(second.filter((number) => !leftward(number)), far, places);
  return graph.nodes.map((_, number) => places.get(number)!);
}

/** These nodes one below the other, evenly, around the height of the middle. */
function inColumn(numbers: readonly number[], aside: number, places: Map<number, Point>): void {
  const least = Math.abs(aside) === near ? row : row / 2;
  const step = Math.max(least, Math.min(46, tallest / Math.max(numbers.length, 1)));
  const half = ((numbers.length - 1) * step) / 2;
  numbers.forEach((number, place) => {
    const y = place * step - half;
    const inward = half > 0 ? bend * (y / half) ** 2 : 0;
    places.set(number, { x: aside - Math.sign(aside) * inward, y });
  });
}

/** For each page two steps away, where the nearer pages stand that it is tied to. */
function waysTo({ nodes, ties }: Graph, places: ReadonlyMap<number, Point>): Map<number, Point[]> {
  const ways = new Map<number, Point[]>();
  for (const [source, target] of ties) {
    for (const [one, other] of [[source, target], [target, source]] as const) {
      const place = places.get(other);
      if (place && nodes[one] && nodes[one][3] > 1) ways.set(one, [...(ways.get(one) ?? []), place]);
    }
  }
  return ways;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(numbers.length, 1);
}

/** A title as it stands beside a node. */
export function shortened(title: string, longest = 24): string {
  const signs = [...title];
  return signs.length > longest ? `${signs.slice(0, longest - 1).join("").trimEnd()}…` : title;
}

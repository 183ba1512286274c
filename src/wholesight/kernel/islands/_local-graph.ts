import { type Graph, type Point, graphFrom, layOut, shortened } from "./_graph-layout";

const space = "http://www.w3.org/2000/svg";
const halfWidth = 330;

function shape(name: string, attributes: Record<string, string | number>, ...inside: Node[]): SVGElement {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...inside);
  return element;
}

const rounded = (value: number) => Math.round(value * 10) / 10;

/** `<local-graph data-drawing="…">`: draws the pages near a page, each a link. The list beside it says the same. */
export class LocalGraph extends HTMLElement {
  connectedCallback(): void {
    const graph = graphFrom(this.dataset["drawing"] ?? "");
    if (graph.nodes.length < 2 || this.firstChild) return;
    this.append(drawn(graph, this.dataset["label"] ?? ""));
    this.hidden = false;
    this.scrollLeft = (this.scrollWidth - this.clientWidth) / 2;
    this.nextElementSibling?.removeAttribute("open");
  }
}

function drawn(graph: Graph, label: string): SVGElement {
  const points = layOut(graph);
  const half = Math.max(...points.map(({ y }) => Math.abs(y))) + 30;
  const head = shape("path", { class: "arrow", d: "M0 0 6 3 0 6z" });
  const size = { viewBox: "0 0 6 6", refX: 13, refY: 3, markerWidth: 7, markerHeight: 7, orient: "auto" };
  const defined = shape("defs", {}, shape("marker", { id: "local-graph-arrow", ...size }, head));
  const parts = [defined, ...ties(graph, points), ...nodes(graph, points)];
  const box = [-halfWidth, -half, 2 * halfWidth, 2 * half].map(rounded).join(" ");
  return shape("svg", { viewBox: box, role: "group", "aria-label": label }, ...parts);
}

/** One line for each pair of pages and direction, named where it is a relation of the page in the middle. */
function ties(graph: Graph, points: readonly Point[]): SVGElement[] {
  const lines = new Map<string, { from: number; to: number; names: string[] }>();
  for (const [from, to, relation] of graph.ties) {
    const line = lines.get(`${from} ${to}`) ?? { from, to, names: [] };
    if (relation) line.names.push(relation);
    lines.set(`${from} ${to}`, line);
  }
  const drawn = [...lines.values()].flatMap(({ from, to, names }) => {
    const [source, target] = [points[from], points[to]];
    if (!source || !target) return [];
    const ends = { x1: rounded(source.x), y1: rounded(source.y), x2: rounded(target.x), y2: rounded(target.y) };
    const central = from === 0 || to === 0;
    const line = shape("line", { class: central ? "tie central" : "tie", ...ends });
    if (!central) return [line];
    line.setAttribute("marker-end", "url(#local-graph-arrow)");
    if (names.length === 0) return [line];
    const other = from === 0 ? target : source;
    const words = document.createTextNode(shortened(names.join(", ")));
    const place = { x: rounded(other.x * 0.56), y: rounded(other.y * 0.56 + 3), "text-anchor": "middle" };
    return [line, shape("text", { class: "relation-name", ...place }, words)];
  });
  return drawn.sort((one, other) => Number(one.nodeName === "text") - Number(other.nodeName === "text"));
}

function nodes(graph: Graph, points: readonly Point[]): SVGElement[] {
  return graph.nodes.map(([title, url, , steps], number) => {
    const { x, y } = points[number]!;
    const circle = shape("circle", { cx: rounded(x), cy: rounded(y), r: 9 - 2 * steps });
    const words = shape("text", nameBeside({ x, y }, steps), document.createTextNode(shortened(title)));
    const whole = shape("title", {}, document.createTextNode(title));
    return shape("a", { class: `steps-${steps}`, href: url }, whole, circle, words);
  });
}

/** Names stand outwards; of what is at the edge, inwards; of the page itself, below. */
function nameBeside({ x, y }: Point, steps: number): Record<string, string | number> {
  if (steps === 0) return { x: 0, y: 26, "text-anchor": "middle" };
  const outward = Math.sign(x) * (steps === 1 ? 1 : -1);
  return { x: rounded(x + outward * 12), y: rounded(y + 4), "text-anchor": outward > 0 ? "start" : "end" };
}

import { screenOf, type Camera, type Size } from "./_whole-camera";
import { overlaps, type Box, type Inks } from "./_whole-grounds";
import type { Picture } from "./_whole-picture";
import type { Shown } from "./_whole-narrowing";

export interface Chosen {
  readonly page: number;
  readonly near: ReadonlySet<number>;
}

export interface View {
  readonly camera: Camera;
  readonly size: Size;
  readonly picture: Picture;
  readonly shown: Shown;
  readonly chosen: Chosen | null;
}

const smallest = 0.9;
const largest = 13;
const round = 1.6; // smaller marks are squares, which nobody can tell from circles
const labelled = 4.2;
const mostLabels = 70;
const forced = 30;

/** How large the mark of a page is, in pixels: larger with more links, and nearer. */
export function radiusOf(links: number, scale: number): number {
  return Math.min(Math.max(Math.min(0.24 + 0.09 * Math.log2(1 + links), 0.75) * scale, smallest), largest);
}

export function drawPages(context: CanvasRenderingContext2D, view: View, inks: Inks, kinds: readonly string[]): void {
  const { picture, chosen } = view;
  const among = (page: number) => !chosen || page === chosen.page || chosen.near.has(page);
  if (chosen) fillMarks(context, view, inks.line, (page) => !among(page));
  kinds.forEach((color, kind) => fillMarks(context, view, color, (page) => picture.kind[page] === kind && among(page)));
  if (!chosen) return;
  const { x, y, radius } = mark(view, chosen.page);
  context.beginPath();
  context.arc(x, y, radius + 3.5, 0, 2 * Math.PI);
  context.strokeStyle = inks.ink;
  context.lineWidth = 2;
  context.stroke();
}

function fillMarks(context: CanvasRenderingContext2D, view: View, color: string, wanted: (page: number) => boolean): void {
  context.beginPath();
  for (let page = 0; page < view.picture.titles.length; page += 1) {
    if (!isShown(view, page) || !wanted(page)) continue;
    const { x, y, radius } = mark(view, page);
    if (x < -radius || y < -radius || x > view.size.width + radius || y > view.size.height + radius) continue;
    if (radius < round) context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    else {
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
  }
  context.fillStyle = color;
  context.fill();
}

function isShown(view: View, page: number): boolean {
  return view.shown.pages[page] === 1 || view.chosen?.page === page;
}

function mark(view: View, page: number): { x: number; y: number; radius: number } {
  const { picture, camera, size } = view;
  const at = screenOf(camera, size, picture.x[page] ?? 0, picture.y[page] ?? 0);
  return { ...at, radius: radiusOf(picture.links[page] ?? 0, camera.scale) };
}

/** Draws relations in the accent of the page that says them, and links in the text as thin lines. */
export function drawLinks(
  context: CanvasRenderingContext2D,
  view: View,
  inks: Inks,
  kinds: readonly string[],
  sparing: boolean,
): void {
  const { picture, shown, chosen } = view;
  if (sparing && !chosen) return;
  const rows = new Map<string, number[]>();
  shown.links.forEach((isThere, row) => {
    const own = chosen !== null && (picture.from[row] === chosen.page || picture.to[row] === chosen.page);
    if (!isThere || (chosen && !own)) return;
    const accent = kinds[picture.kind[picture.from[row] ?? 0] ?? 0] ?? inks.ink;
    const color = picture.by[row] || chosen ? accent : inks.line;
    const of = rows.get(color);
    if (of) of.push(row);
    else rows.set(color, [row]);
  });
  context.lineWidth = chosen ? 1.4 : 1;
  for (const [color, of] of rows) {
    context.beginPath();
    for (const row of of) {
      const from = mark(view, picture.from[row] ?? 0);
      const to = mark(view, picture.to[row] ?? 0);
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    context.globalAlpha = chosen ? 0.85 : color === inks.line ? 1 : 0.4;
    context.strokeStyle = color;
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Writes the titles of the most linked pages, as many as have room; those near the chosen page first. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  view: View,
  inks: Inks,
  order: readonly number[],
  taken: Box[],
): void {
  const { picture, chosen, camera } = view;
  const near = chosen ? [chosen.page, ...order.filter((page) => chosen.near.has(page)).slice(0, forced)] : [];
  const enough = order.findIndex((page) => radiusOf(picture.links[page] ?? 0, camera.scale) < labelled);
  const others = chosen ? [] : order.slice(0, enough < 0 ? order.length : enough);
  context.font = `12px ${inks.sans}`;
  context.textAlign = "start";
  context.lineJoin = "round";
  context.lineWidth = 3;
  let written = 0;
  for (const page of [...near, ...others]) {
    if (written >= mostLabels) return;
    if (!isShown(view, page)) continue;
    const { x, y, radius } = mark(view, page);
    if (x < 0 || y < 0 || x > view.size.width || y > view.size.height) continue;
    const title = picture.titles[page] ?? "";
    const label = title.length > 42 ? `${title.slice(0, 40).trimEnd()}…` : title;
    const left = x + radius + 4;
    const box = { left: left - 2, right: left + label.length * 6.4, top: y - 8, bottom: y + 8 };
    if (page !== chosen?.page && taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    written += 1;
    context.strokeStyle = inks.raised;
    context.strokeText(label, left, y + 4);
    context.fillStyle = inks.ink;
    context.fillText(label, left, y + 4);
  }
}

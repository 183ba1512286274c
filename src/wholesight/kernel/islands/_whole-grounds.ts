import type { Ground } from "./_whole-picture";

/** A ground as it lies on the screen, in CSS pixels. */
export interface Laid {
  readonly ground: Ground;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Inks {
  readonly paper: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly ink: string;
  readonly quiet: string;
  readonly serif: string;
  readonly sans: string;
}

const smallest = 3;
const folderName = 34;
const spaceName = 30;

/** Draws spaces and folders as circles, the outer ones first. */
export function drawGrounds(context: CanvasRenderingContext2D, laid: readonly Laid[], inks: Inks): void {
  for (const each of laid) {
    if (each.radius < smallest) continue;
    context.beginPath();
    context.arc(each.x, each.y, each.radius, 0, 2 * Math.PI);
    context.fillStyle = each.ground.path ? inks.sunken : inks.raised;
    context.fill();
    context.strokeStyle = inks.line;
    context.lineWidth = 1;
    context.stroke();
  }
}

/**
 * Writes the names of spaces and folders above their circles: those of folders as soon as there is room, those of spaces
 * until one is inside them. A name that would lie over another one is left out, the larger circle's goes first. Returns
 * where there is a name now.
 */
export function nameGrounds(context: CanvasRenderingContext2D, laid: readonly Laid[], inks: Inks, height: number): Box[] {
  const taken: Box[] = [];
  const order = laid
    .filter((each) => each.radius > (each.ground.path ? folderName : spaceName) && each.radius < height)
    .sort((one, other) => Number(Boolean(one.ground.path)) - Number(Boolean(other.ground.path)) || other.radius - one.radius);
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  for (const each of order) {
    const space = each.ground.path === "";
    const size = space ? Math.min(Math.max(each.radius / 8, 15), 26) : Math.min(Math.max(each.radius / 9, 11), 15);
    context.font = space ? `500 ${size}px ${inks.serif}` : `500 ${size}px ${inks.sans}`;
    const name = shortened(context, each.name, Math.max(each.radius * 1.7, 60));
    const half = context.measureText(name).width / 2;
    const base = each.y - each.radius + (space ? -size * 0.4 : size * 0.35);
    const box = { left: each.x - half - 3, right: each.x + half + 3, top: base - size, bottom: base + size * 0.3 };
    if (taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    context.strokeStyle = inks.paper;
    context.lineWidth = 4;
    context.strokeText(name, each.x, base);
    context.fillStyle = space ? inks.ink : inks.quiet;
    context.fillText(name, each.x, base);
  }
  return taken;
}

export function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function shortened(context: CanvasRenderingContext2D, name: string, widest: number): string {
  if (context.measureText(name).width <= widest) return name;
  let kept = Math.max(Math.floor((name.length * widest) / context.measureText(name).width) - 1, 1);
  while (kept > 1 && context.measureText(`${name.slice(0, kept)}…`).width > widest) kept -= 1;
  return `${name.slice(0, kept).trimEnd()}…`;
}

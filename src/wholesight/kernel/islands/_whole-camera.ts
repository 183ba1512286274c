import type { Ground } from "./_whole-picture";

/** Which point of the map is in the middle of the screen, and how many pixels a unit of the map is. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const margin = 36;
const nearest = 60;
const farthest = 0.6;

export function screenOf(camera: Camera, size: Size, x: number, y: number): Point {
  return { x: size.width / 2 + (x - camera.x) * camera.scale, y: size.height / 2 + (y - camera.y) * camera.scale };
}

export function worldOf(camera: Camera, size: Size, at: Point): Point {
  return { x: camera.x + (at.x - size.width / 2) / camera.scale, y: camera.y + (at.y - size.height / 2) / camera.scale };
}

/** The camera `by` times nearer, with the same point of the map under `at`; never far beyond the whole. */
export function nearer(camera: Camera, size: Size, by: number, at: Point, whole: number): Camera {
  const scale = Math.min(Math.max(camera.scale * by, whole * farthest), Math.max(nearest, whole));
  const fixed = worldOf(camera, size, at);
  return { scale, x: fixed.x - (at.x - size.width / 2) / scale, y: fixed.y - (at.y - size.height / 2) / scale };
}

/** The camera that shows all of these circles, with room for the names above them. */
export function coverage(grounds: readonly Pick<Ground, "x" | "y" | "radius">[], size: Size): Camera {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y, radius } of grounds) {
    left = Math.min(left, x - radius);
    right = Math.max(right, x + radius);
    top = Math.min(top, y - radius);
    bottom = Math.max(bottom, y + radius);
  }
  if (left > right) return { x: 0, y: 0, scale: 1 };
  const room = (length: number) => Math.max(length - 2 * margin, 40);
  const scale = Math.min(room(size.width) / (right - left), room(size.height) / (bottom - top), nearest);
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

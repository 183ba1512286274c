interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a hand can do with the map. */
export interface Steered {
  shift(right: number, down: number): void;
  scale(by: number, at: Point): void;
  hover(at: Point | null): void;
  press(at: Point, twice: boolean): void;
}

const still = 5;
const twiceWithin = 350;
const line = 16;

/** Mouse, pen and fingers on the map: drag moves, wheel and two fingers zoom, a press chooses, a double press opens. */
export class WholeHand {
  private readonly down = new Map<number, Point>();
  private travelled = 0;
  private last = { at: 0, x: 0, y: 0 };
  private readonly ending = new AbortController();

  constructor(
    private readonly surface: HTMLElement,
    private readonly map: Steered,
  ) {
    const { signal } = this.ending;
    surface.addEventListener("pointerdown", (event) => this.begin(event), { signal });
    surface.addEventListener("pointermove", (event) => this.move(event), { signal });
    surface.addEventListener("pointerup", (event) => this.end(event), { signal });
    surface.addEventListener("pointercancel", (event) => this.down.delete(event.pointerId), { signal });
    surface.addEventListener("pointerleave", () => map.hover(null), { signal });
    surface.addEventListener("wheel", (event) => this.wheel(event), { signal, passive: false });
  }

  stop(): void {
    this.ending.abort();
  }

  private pointOf(event: MouseEvent): Point {
    const corner = this.surface.getBoundingClientRect();
    return { x: event.clientX - corner.x, y: event.clientY - corner.y };
  }

  private begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.down.size === 0) this.travelled = 0;
    this.down.set(event.pointerId, this.pointOf(event));
    this.surface.setPointerCapture(event.pointerId);
  }

  private move(event: PointerEvent): void {
    const now = this.pointOf(event);
    const before = this.down.get(event.pointerId);
    if (!before) return this.map.hover(now);
    this.down.set(event.pointerId, now);
    this.travelled += Math.hypot(now.x - before.x, now.y - before.y);
    const other = [...this.down].find(([finger]) => finger !== event.pointerId)?.[1];
    if (!other) return this.map.shift(now.x - before.x, now.y - before.y);
    const apart = Math.hypot(before.x - other.x, before.y - other.y);
    const by = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(apart, 1);
    this.map.shift((now.x - before.x) / 2, (now.y - before.y) / 2);
    this.map.scale(by, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  private end(event: PointerEvent): void {
    if (!this.down.delete(event.pointerId) || this.travelled > still) return;
    const at = this.pointOf(event);
    const twice =
      event.timeStamp - this.last.at < twiceWithin && Math.hypot(at.x - this.last.x, at.y - this.last.y) < 2 * still;
    this.last = { at: twice ? 0 : event.timeStamp, ...at };
    this.map.press(at, twice);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * line;
    this.map.scale(Math.exp(-Math.max(Math.min(pixels, 240), -240) * 0.0022), this.pointOf(event));
  }
}

import { coverage, nearer, screenOf, worldOf, type Camera, type Size } from "./_whole-camera";
import { drawGrounds, nameGrounds, type Box, type Inks, type Laid } from "./_whole-grounds";
import { drawLabels, drawLinks, drawPages, type Chosen } from "./_whole-marks";
import { neighboursOf, type Picture } from "./_whole-picture";
import type { Shown } from "./_whole-narrowing";
import { WholeHand, type Steered } from "./_whole-hand";

const manyLinks = 3000;
const quick = 9; // what is drawn in so few milliseconds is drawn anew in every frame of a movement
const rest = 120;
const beyond = 0.25; // how much more than what is seen is drawn, on each side
const stride = 0.18;
const step = 1.5;
const readable = 16;
const duration = 240;

interface Heard {
  readonly select: (page: number) => void;
  readonly open: (page: number) => void;
  readonly clear: () => void;
}

/**
 * The drawing of the whole on one canvas. While it is moved, the picture that was drawn last is shifted and scaled, and drawn
 * anew as soon as the movement rests; so moving it costs the same however much is on it.
 */
export class WholeCanvas implements Steered {
  private readonly canvas = document.createElement("canvas");
  private readonly still = document.createElement("canvas");
  private readonly screen = contextOf(this.canvas);
  private readonly paper = contextOf(this.still);
  private camera: Camera = { x: 0, y: 0, scale: 1 };
  private drawnAt: Camera = this.camera;
  private size: Size = { width: 0, height: 0 };
  private inks: Inks;
  private kinds: string[];
  private chosen: Chosen | null = null;
  private frame = 0;
  private flight = 0;
  private settle = 0;
  private cost = 0;
  private stale = true;
  private readonly order: readonly number[];
  private readonly hand: WholeHand;
  private readonly watching = new ResizeObserver(() => this.fit());
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(
    private readonly place: HTMLElement,
    private readonly picture: Picture,
    private shown: Shown,
    private readonly heard: Heard,
  ) {
    this.inks = inksOf(place);
    this.kinds = this.coloursOfKinds();
    this.order = [...picture.titles.keys()].sort((one, other) => (picture.links[other] ?? 0) - (picture.links[one] ?? 0));
    place.append(this.canvas);
    this.fit();
    this.hand = new WholeHand(this.canvas, this);
    this.watching.observe(place);
    this.paint();
  }

  narrow(shown: Shown): void {
    this.shown = shown;
    this.redraw();
  }

  /** Marks a page and those near it, and dims the others; null dims nothing. */
  choose(page: number | null): void {
    this.chosen = page === null ? null : { page, near: neighboursOf(this.picture, page) };
    this.redraw();
  }

  /** Whether there are so many links that they are drawn for the chosen page only. */
  get sparing(): boolean {
    return this.shown.links.reduce((sum, shown) => sum + shown, 0) > manyLinks;
  }

  /** Moves to a page, near enough to read the names around it. */
  goTo(page: number): void {
    const scale = Math.max(this.camera.scale, readable);
    this.fly({ x: this.picture.x[page] ?? 0, y: this.picture.y[page] ?? 0, scale });
  }

  /** Moves until a space or folder fills the picture. */
  goToGround(number: number): void {
    const ground = this.picture.grounds[number];
    if (ground) this.fly(coverage([ground], this.size));
  }

  pan(right: number, down: number): void {
    const away = (stride * Math.min(this.size.width, this.size.height)) / this.camera.scale;
    this.fly({ ...this.camera, x: this.camera.x + right * away, y: this.camera.y + down * away });
  }

  zoom(closer: boolean): void {
    const { width, height } = this.size;
    this.fly(nearer(this.camera, this.size, closer ? step : 1 / step, { x: width / 2, y: height / 2 }, this.whole.scale));
  }

  showAll(): void {
    this.fly(this.whole);
  }

  /** Takes the colours of the page anew, after light turned to dark. */
  recolour(): void {
    this.inks = inksOf(this.place);
    this.kinds = this.coloursOfKinds();
    this.redraw();
  }

  /** Where a page is drawn, in pixels from the corner of the picture. */
  spotOf(page: number): { x: number; y: number } {
    return screenOf(this.camera, this.size, this.picture.x[page] ?? 0, this.picture.y[page] ?? 0);
  }

  stop(): void {
    this.watching.disconnect();
    this.hand.stop();
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.flight);
    window.clearTimeout(this.settle);
    this.canvas.remove();
  }

  shift(right: number, down: number): void {
    this.move({ ...this.camera, x: this.camera.x - right / this.camera.scale, y: this.camera.y - down / this.camera.scale });
  }

  scale(by: number, at: { x: number; y: number }): void {
    this.move(nearer(this.camera, this.size, by, at, this.whole.scale));
  }

  hover(at: { x: number; y: number } | null): void {
    const page = at ? this.pageAt(at) : -1;
    this.place.classList.toggle("over-page", page >= 0);
    this.place.title = page >= 0 ? (this.picture.titles[page] ?? "") : "";
  }

  press(at: { x: number; y: number }, twice: boolean): void {
    const page = this.pageAt(at);
    if (page < 0 && twice) this.fly(nearer(this.camera, this.size, 2, at, this.whole.scale));
    else if (page < 0) this.heard.clear();
    else if (twice) this.heard.open(page);
    else this.heard.select(page);
  }

  private get whole(): Camera {
    return coverage(this.picture.grounds, this.size);
  }

  private coloursOfKinds(): string[] {
    return this.picture.kinds.map((kind) => colour(this.place, `--${kind.accent}`));
  }

  /** The shown page nearest to a point of the screen; -1 where none is near. */
  private pageAt(at: { x: number; y: number }): number {
    const { x, y } = worldOf(this.camera, this.size, at);
    const reach = Math.max(9 / this.camera.scale, 0.45);
    let found = -1;
    let least = reach * reach;
    for (let page = 0; page < this.picture.titles.length; page += 1) {
      const right = (this.picture.x[page] ?? 0) - x;
      const down = (this.picture.y[page] ?? 0) - y;
      if (this.shown.pages[page] && right * right + down * down < least) {
        least = right * right + down * down;
        found = page;
      }
    }
    return found;
  }

  private fit(): void {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (!width || !height || (width === this.size.width && height === this.size.height)) return;
    const first = this.size.width === 0 || this.camera.scale === this.whole.scale;
    this.size = { width, height };
    if (first) this.camera = this.whole;
    const dots = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * dots);
    this.canvas.height = Math.round(height * dots);
    // By whole pixels on each side, so that a picture at rest is copied sharply.
    this.still.width = this.canvas.width + 2 * Math.round(this.canvas.width * beyond);
    this.still.height = this.canvas.height + 2 * Math.round(this.canvas.height * beyond);
    this.redraw();
  }

  private fly(to: Camera): void {
    cancelAnimationFrame(this.flight);
    if (this.calm.matches) return this.move(to);
    const from = this.camera;
    const begin = performance.now();
    const next = (now: number) => {
      const part = Math.min((now - begin) / duration, 1);
      const eased = 1 - (1 - part) ** 3;
      const scale = from.scale * (to.scale / from.scale) ** eased;
      this.move({ x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased, scale });
      if (part < 1) this.flight = requestAnimationFrame(next);
    };
    this.flight = requestAnimationFrame(next);
  }

  private move(to: Camera): void {
    this.camera = to;
    window.clearTimeout(this.settle);
    if (this.cost < quick) this.stale = true;
    else this.settle = window.setTimeout(() => this.redraw(), rest);
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  private redraw(): void {
    this.stale = true;
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.frame = 0;
    if (this.stale) this.draw();
    const dots = window.devicePixelRatio || 1;
    const by = this.camera.scale / this.drawnAt.scale;
    const corner = screenOf(this.camera, this.size, this.drawnAt.x, this.drawnAt.y);
    const { width, height } = { width: this.still.width * by, height: this.still.height * by };
    this.screen.setTransform(1, 0, 0, 1, 0, 0);
    this.screen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.screen.drawImage(this.still, corner.x * dots - width / 2, corner.y * dots - height / 2, width, height);
  }

  /** Draws everything at the place where the camera is now, and a little beyond what is seen. */
  private draw(): void {
    const begin = performance.now();
    const dots = window.devicePixelRatio || 1;
    const size = { width: this.still.width / dots, height: this.still.height / dots };
    const view = { camera: this.camera, size, picture: this.picture, shown: this.shown, chosen: this.chosen };
    this.stale = false;
    this.drawnAt = this.camera;
    this.paper.setTransform(dots, 0, 0, dots, 0, 0);
    this.paper.clearRect(0, 0, size.width, size.height);
    const laid = this.laid(size);
    drawGrounds(this.paper, laid, this.inks);
    drawLinks(this.paper, view, this.inks, this.kinds, this.sparing);
    drawPages(this.paper, view, this.inks, this.kinds);
    const taken: Box[] = nameGrounds(this.paper, laid, this.inks, this.size.height);
    drawLabels(this.paper, view, this.inks, this.order, taken);
    this.cost = performance.now() - begin;
  }

  private laid(size: Size): Laid[] {
    const { grounds, spaces } = this.picture;
    return grounds.flatMap((ground) => {
      const { x, y } = screenOf(this.camera, size, ground.x, ground.y);
      const radius = ground.radius * this.camera.scale;
      if (x + radius < 0 || x - radius > size.width || y + radius < 0 || y - radius > size.height) return [];
      const name = ground.path ? ground.path.slice(ground.path.lastIndexOf("/") + 1) : (spaces[ground.space] ?? "");
      return [{ ground, name, x, y, radius }];
    });
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("the-whole: there is no 2d context");
  return context;
}

/** A token of the style sheet as the colour that it is here and now, for light or dark. */
function colour(place: HTMLElement, token: string): string {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = `var(${token}, var(--ink-3))`;
  place.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function inksOf(place: HTMLElement): Inks {
  const style = getComputedStyle(place);
  return {
    paper: colour(place, "--paper"),
    raised: colour(place, "--raised"),
    sunken: colour(place, "--sunken"),
    line: colour(place, "--line"),
    ink: colour(place, "--ink"),
    quiet: colour(place, "--ink-2"),
    serif: style.getPropertyValue("--serif"),
    sans: style.getPropertyValue("--sans"),
  };
}

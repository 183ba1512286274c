/**
 * Where a key leads in a list of `length` things when the thing at `current` has the attention (-1: none has).
 * Null where the key does not move. With `wraps` the last is followed by the first.
 */
export function step(key: string, current: number, length: number, wraps = true): number | null {
  if (length === 0) return null;
  switch (key) {
    case "ArrowDown":
      if (current + 1 < length) return current + 1;
      return wraps ? 0 : length - 1;
    case "ArrowUp":
      if (current > 0) return current - 1;
      return wraps ? length - 1 : 0;
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return null;
  }
}

import { expect, test } from "vitest";

// The element itself needs a browser; these are the parts that do not.
Object.assign(globalThis, { HTMLElement: class {} });
const { presence } = await import("./_page-draft");

test("one is there, or several", () => {
  expect(presence(["Ada"], "%s is here.", "%s are here.")).toBe("Ada is here.");
  expect(presence(["Ada", "Ben"], "%s is here.", "%s are here.")).toBe("Ada, Ben are here.");
});

test("nobody is there", () => {
  expect(presence([], "%s is here.", "%s are here.")).toBe("");
});

// What axe finds, and what it is unsure of: nothing of either is left over. Where axe cannot tell a contrast, it is worked out here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Runs in the page's own process: the violations, and what is unsure and stays so.
async function asked(rules, forced) {
  const seen = await window.axe.run(document, { runOnly: rules });
  const places = (found) => found.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(" | ");
  const colour = (text) => {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g)?.map(Number) ?? [];
    return { parts: [red, green, blue], alpha };
  };
  const light = ({ parts }) => {
    const [red, green, blue] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  // The first colour behind it that lets nothing through; none where a picture or a half-clear colour lies between.
  const behind = (at) => {
    for (let part = at; part; part = part.parentElement) {
      const style = getComputedStyle(part);
      const back = colour(style.backgroundColor);
      if (style.backgroundImage !== "none" || (back.alpha > 0 && back.alpha < 1)) return null;
      if (back.alpha === 1) return back;
    }
    return colour("rgb(255, 255, 255)");
  };
  // 1.4.3: 4.5 to 1, whatever the size of the letters.
  const readable = (selector) => {
    const at = document.querySelector(selector);
    const style = at && getComputedStyle(at);
    const back = at && behind(at);
    if (!back) return false;
    const [low, high] = [light(colour(at instanceof SVGElement ? style.fill : style.color)), light(back)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05) >= 4.5;
  };
  // In forced colours the reader's own system draws the letters on a ground of its choice; axe still sees the page's.
  const settled = (rule, node) => rule === "color-contrast" && (forced || (node.target.length === 1 && readable(node.target[0])));
  const unsure = seen.incomplete.flatMap((found) => found.nodes.filter((node) => !settled(found.id, node)).map((node) => {
    const why = [...node.any, ...node.all, ...node.none].map((check) => check.data?.messageKey ?? check.id).join(", ");
    return `unsure: ${found.id} (${why}): ${node.target.join(" ")}`;
  }));
  return [...seen.violations.map((found) => `${found.id}: ${places(found)}`), ...unsure];
}

// The faults of the page as it is now. It should be as high as it is, so that nothing is hidden by a bar that stays in view.
export async function accessibility(page, { forced = false } = {}) {
  const context = page.context();
  // Without JavaScript the same markup was already looked at with it.
  if (context._options?.javaScriptEnabled === false) return [];
  const client = await context.newCDPSession(page);
  // In a world of its own, because the page's own rules let no foreign script in.
  const { frameTree } = await client.send("Page.getFrameTree");
  const { executionContextId } = await client.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const run = async (expression) => {
    const { result, exceptionDetails } = await client.send("Runtime.evaluate", {
      expression, awaitPromise: true, contextId: executionContextId, returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await run(axe);
  const faults = await run(`(${asked})(${JSON.stringify(RULES)}, ${forced}).then(JSON.stringify)`);
  await client.detach();
  return JSON.parse(faults);
}

import { fileName } from "@/lib/files/rules";
import { ownFonts, stylesInUse } from "./own-styles";
import { saveBlob } from "./save-file";

const ratio = 2;

/**
 * Saves a panel as a PNG twice its size on screen: its title, its note and its picture as they stand, in the theme they stand in,
 * and below them what they are of. What serves only the screen (`data-screen`) is left out. Throws when the browser gives no picture.
 */
export async function saveChart(
  panel: HTMLElement,
  { title, notes }: { title: string; notes: readonly string[] },
): Promise<void> {
  const { toCanvas } = await import("html-to-image");
  const putBack = unfold(panel);
  const picture = await toCanvas(panel, {
    pixelRatio: ratio,
    backgroundColor: tokenOf("--surface"),
    fontEmbedCSS: await ownFonts(),
    includeStyleProperties: stylesInUse(),
    style: { margin: "0" },
    filter: (node) => !(node instanceof Element && node.matches("[data-screen], .recharts-tooltip-wrapper")),
  }).finally(putBack);
  const whole = withFoot(picture, notes, getComputedStyle(panel).fontFamily);
  const blob = await new Promise<Blob | null>((done) => whole.toBlob(done, "image/png"));
  if (!blob) throw new Error("the browser gave no picture");
  saveBlob(blob, `${fileName(title)}.png`);
}

/** Makes room for what a table hides beyond its edge, and lets the pointer leave the charts. Gives the way back. */
function unfold(panel: HTMLElement): () => void {
  for (const chart of panel.querySelectorAll(".recharts-wrapper"))
    chart.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, relatedTarget: document.body }));
  const hidden = [...panel.querySelectorAll("[data-wide]")].map((frame) => frame.scrollWidth - frame.clientWidth);
  const width = panel.style.width;
  panel.dataset.picture = "";
  panel.style.width = `${panel.offsetWidth + Math.max(0, ...hidden)}px`;
  return () => {
    delete panel.dataset.picture;
    panel.style.width = width;
  };
}

const tokenOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A picture travels alone: the period, the unit and the time of its figures go with it. */
function withFoot(picture: HTMLCanvasElement, notes: readonly string[], fontFamily: string): HTMLCanvasElement {
  const whole = document.createElement("canvas");
  const pen = whole.getContext("2d");
  if (!pen) return picture;
  const font = `${12 * ratio}px ${fontFamily}`;
  const margin = 16 * ratio;
  const line = 18 * ratio;
  pen.font = font;
  const lines = linesOf(notes, (text) => pen.measureText(text).width <= picture.width - 2 * margin);
  whole.width = picture.width;
  whole.height = picture.height + lines.length * line + margin / 2;
  pen.fillStyle = tokenOf("--surface");
  pen.fillRect(0, 0, whole.width, whole.height);
  pen.drawImage(picture, 0, 0);
  pen.font = font;
  pen.fillStyle = tokenOf("--ink-soft");
  pen.textBaseline = "top";
  for (const [i, text] of lines.entries()) pen.fillText(text, margin, picture.height + i * line);
  return whole;
}

/** Notes set one after another, on as few lines as fit. */
export function linesOf(notes: readonly string[], fits: (text: string) => boolean): string[] {
  const lines: string[] = [];
  for (const note of notes) {
    const longer = lines.length ? `${lines.at(-1)} · ${note}` : note;
    if (lines.length && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(note);
  }
  return lines;
}

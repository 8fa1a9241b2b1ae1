import { fileName } from "@/lib/files/rules";
import { saveBlob } from "./save-file";

/** Saves the chart in `holder` as a PNG twice its size on screen, on the page's own surface, with its title above. */
export async function saveChart(holder: HTMLElement, title: string): Promise<void> {
  const svg = holder.querySelector<SVGSVGElement>("svg.recharts-surface");
  if (!svg) throw new Error("no chart to save");
  const frame = svg.getBoundingClientRect();
  const head = 40;
  const styles = getComputedStyle(document.documentElement);
  const picture = new Image();
  const drawing = new XMLSerializer().serializeToString(withoutWords(svg, frame));
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await picture.decode();

  const scale = 2;
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(frame.width * scale);
  canvas.height = Math.ceil((frame.height + head) * scale);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.scale(scale, scale);
  pen.fillStyle = styles.getPropertyValue("--surface");
  pen.fillRect(0, 0, frame.width, frame.height + head);
  pen.fillStyle = styles.getPropertyValue("--ink");
  pen.font = `600 16px ${getComputedStyle(holder).fontFamily}`;
  pen.fillText(title, 12, 26);
  pen.translate(0, head);
  pen.drawImage(picture, 0, 0, frame.width, frame.height);
  writeWords(svg, frame, pen);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("the canvas gave no picture");
  saveBlob(blob, `${fileName(title)}.png`);
}

const carried = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity"];

/** The shapes alone, with what the style sheet gives them written onto each: a drawing on its own knows no style sheet. */
function withoutWords(svg: SVGSVGElement, { width, height }: DOMRect): Node {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error("a copy is of the same kind");
  const originals = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((part, i) => {
    const original = originals[i];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of carried) part.setAttribute(name, style.getPropertyValue(name));
    part.removeAttribute("class");
  });
  for (const words of copy.querySelectorAll("text")) words.remove();
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return copy;
}

/** The words where the page shows them, in the page's own letters: a picture may load no font, the canvas knows those of the page. */
function writeWords(svg: SVGSVGElement, frame: DOMRect, pen: CanvasRenderingContext2D): void {
  for (const words of svg.querySelectorAll<SVGTextContentElement>("text tspan, text:not(:has(tspan))")) {
    const matrix = words.getScreenCTM();
    if (!matrix || words.getNumberOfChars() === 0) continue;
    const at = words.getStartPositionOfChar(0).matrixTransform(matrix);
    const style = getComputedStyle(words);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.fillStyle = style.fill;
    pen.fillText(words.textContent ?? "", at.x - frame.left, at.y - frame.top);
  }
}

import { saveBlob } from "./save-file";
import { fileName } from "./table-file";

/** Saves the chart in `holder` as a PNG twice its size on screen, on the page's own surface, with its title above. */
export async function saveChart(holder: HTMLElement, title: string): Promise<void> {
  const svg = holder.querySelector<SVGSVGElement>("svg[data-chart], svg.recharts-surface");
  if (!svg) throw new Error("no chart to save");
  const { width, height } = svg.getBoundingClientRect();
  const head = 40;
  const styles = getComputedStyle(document.documentElement);
  const copy = withComputedStyles(svg);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const font = document.createElementNS("http://www.w3.org/2000/svg", "style");
  font.textContent = await embeddedFont();
  copy.prepend(font);
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await picture.decode();

  const scale = 2;
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil((height + head) * scale);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.scale(scale, scale);
  pen.fillStyle = styles.getPropertyValue("--surface");
  pen.fillRect(0, 0, width, height + head);
  pen.fillStyle = styles.getPropertyValue("--ink");
  pen.font = '600 16px "Be Vietnam Pro", sans-serif';
  pen.fillText(title, 12, 26);
  pen.drawImage(picture, 0, head, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("the canvas gave no picture");
  saveBlob(blob, `${fileName(title)}.png`);
}

const carried = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "font-size",
  "font-weight",
  "font-family",
  "text-anchor",
  "opacity",
];

/** A drawing on its own knows no style sheet: what the page gives it is written onto each part. */
function withComputedStyles(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((part, i) => {
    const original = originals[i];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of carried) part.setAttribute(name, style.getPropertyValue(name));
    part.removeAttribute("class");
  });
  return copy;
}

let font: Promise<string> | undefined;
/** The page's own letters as data, because a picture may load nothing. Vietnamese and Latin at the usual weight. */
function embeddedFont(): Promise<string> {
  font ??= Promise.all(
    [...document.styleSheets].flatMap((sheet) =>
      [...sheet.cssRules].flatMap((rule) => {
        if (!(rule instanceof CSSFontFaceRule) || !rule.style.getPropertyValue("font-family").includes("Be Vietnam Pro"))
          return [];
        const range = rule.style.getPropertyValue("unicode-range");
        const address = /url\("?([^")]+\.woff2)"?\)/.exec(rule.style.getPropertyValue("src"))?.[1];
        if (rule.style.getPropertyValue("font-weight") !== "400" || !address || /U\+2C60/i.test(range)) return [];
        return [asFontFace(new URL(address, sheet.href ?? location.href).toString(), range)];
      }),
    ),
  ).then((faces) => faces.join("\n"));
  return font;
}
async function asFontFace(address: string, range: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `@font-face{font-family:"Be Vietnam Pro";src:url(data:font/woff2;base64,${btoa(text)}) format("woff2");unicode-range:${range}}`;
}

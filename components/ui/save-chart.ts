import { fileName } from "@/lib/files/rules";
import { saveBlob } from "./save-file";

/**
 * Saves a panel as a PNG twice its size on screen: its title, its note and its picture as they stand, in the theme they stand in.
 * What serves only the screen (`data-screen`) is left out. Throws when the browser gives no picture.
 */
export async function saveChart(panel: HTMLElement, title: string): Promise<void> {
  const { toBlob } = await import("html-to-image");
  const blob = await toBlob(panel, {
    pixelRatio: 2,
    backgroundColor: getComputedStyle(document.documentElement).getPropertyValue("--surface"),
    style: { margin: "0", boxShadow: "none" },
    filter: (node) => !(node instanceof Element && node.hasAttribute("data-screen")),
  });
  if (!blob) throw new Error("the browser gave no picture");
  saveBlob(blob, `${fileName(title)}.png`);
}

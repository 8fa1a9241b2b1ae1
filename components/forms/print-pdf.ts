import { readFile } from "../ui/request";

let frame: HTMLIFrameElement | null = null;

/** Opens the browser's print dialog for a PDF of ours; a browser that does not print from a frame shows it in a tab. Throws Problem. */
export async function printPdf(address: string, title: string): Promise<void> {
  const blob = await readFile(address);
  putAway();
  const source = URL.createObjectURL(new Blob([blob], { type: "application/pdf" }));
  const made = document.createElement("iframe");
  made.title = title;
  made.tabIndex = -1;
  made.ariaHidden = "true";
  // What is not displayed is not printed: it lies outside the page instead.
  Object.assign(made.style, { position: "fixed", insetInlineStart: "-10px", width: "1px", height: "1px", border: "0" });
  made.addEventListener("load", () => {
    try {
      made.contentWindow?.focus();
      made.contentWindow?.print();
    } catch {
      window.open(address, "_blank", "noopener");
    }
  });
  made.src = source;
  made.dataset.source = source;
  document.body.append(made);
  frame = made;
}

/** The frame of the last print stays while its dialog may be open, and goes with the next one. */
function putAway(): void {
  if (frame?.dataset.source) URL.revokeObjectURL(frame.dataset.source);
  frame?.remove();
  frame = null;
}

/** What tells one face from another: the browser says it alike of a rule and of the face it loaded for it. */
const nameOf = (family: string, weight: string, style: string, range: string): string =>
  [family.replaceAll(/["']/g, ""), weight, style, range.replaceAll(/\s/g, "").toUpperCase()].join("|");

/**
 * The faces the page has drawn with, as a style sheet that carries them: a picture is drawn outside the page and can fetch nothing.
 * A face that cannot be read is left out.
 */
export async function ownFonts(): Promise<string> {
  const loaded = new Set(
    [...document.fonts]
      .filter((face) => face.status === "loaded")
      .map((face) => nameOf(face.family, face.weight, face.style, face.unicodeRange)),
  );
  const faces = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const of = (property: string, usual: string) => rule.style.getPropertyValue(property) || usual;
      const name = nameOf(
        of("font-family", ""),
        of("font-weight", "400"),
        of("font-style", "normal"),
        of("unicode-range", "U+0-10FFFF"),
      );
      return loaded.has(name) ? [carried(rule.style, sheet.href ?? document.baseURI)] : [];
    }),
  );
  return (await Promise.all(faces)).join("\n");
}

async function carried(face: CSSStyleDeclaration, base: string): Promise<string> {
  const [, address] = /url\(["']?([^"')]+)/.exec(face.getPropertyValue("src")) ?? [];
  const answer = address ? await fetch(new URL(address, base)).catch(() => null) : null;
  if (!answer?.ok) return "";
  const file = await dataUrlOf(await answer.blob());
  const kept = ["font-family", "font-weight", "font-style", "unicode-range"]
    .map((property) => [property, face.getPropertyValue(property)] as const)
    .filter(([, value]) => value)
    .map(([property, value]) => `${property}:${value}`);
  return `@font-face{${[...kept, `src:url(${file})`].join(";")}}`;
}

const dataUrlOf = (blob: Blob): Promise<string> =>
  new Promise((done, refuse) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => refuse(reader.error);
    reader.readAsDataURL(blob);
  });

/**
 * The properties the page's style sheets ever set, and its colours: what an element of a picture must carry. All four hundred a
 * browser knows, copied element by element, take seconds.
 */
export function stylesInUse(): string[] {
  const names = new Set<string>();
  const walk = (rules: CSSRuleList) => {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule) for (const name of rule.style) names.add(name);
      if (rule instanceof CSSGroupingRule || rule instanceof CSSStyleRule) walk(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) walk(sheet.cssRules);
  return [...names].filter((name) => !name.startsWith("--mantine"));
}

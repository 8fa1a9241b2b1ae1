/** Told anew with every answer: who runs the city renews it by running the product. RFC 9116 wants less than a year. */
const validDays = 90;

/** /.well-known/security.txt (RFC 9116): where somebody who found a weakness tells of it. `contact` is an address with its scheme. */
export function securityText(contact: string, publicUrl: string, now: Date): string {
  const expires = new Date(now.getTime() + validDays * 86_400_000).toISOString().slice(0, 10);
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}T00:00:00Z`,
    "Preferred-Languages: vi, en",
    `Canonical: ${new URL(securityPath, publicUrl)}`,
    "",
  ].join("\n");
}
export const securityPath = "/.well-known/security.txt";

/** Pages anybody may read without a sign-in, each made anew for whoever asks. */
export const isOpenPage = (path: string): boolean => openPages.some((page) => path === page || path.startsWith(`${page}/`));
const openPages = ["/procedures", "/look-up", "/rating", "/transparency"];
/** What anybody may ask or say by the API without a sign-in, and what keeps the database busy. */
export const isOpenQuestion = (path: string): boolean => openQuestions.some((one) => path === one || path.startsWith(`${one}/`));
const openQuestions = ["/api/v1/look-up", "/api/v1/ratings", "/api/v1/transparency"];
/** Figures that are nobody's and open to everybody: the only answers that may be kept outside. */
export const isOpenData = (path: string): boolean => path === "/api/v1/transparency" || path.startsWith("/api/v1/transparency/");

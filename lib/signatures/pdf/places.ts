/** What only tells how a revision is stored. */
export const structural = new Set("Size Prev XRefStm Type W Index Filter DecodeParms Length ID Info Root".split(" "));
/** Words by which a page or a field is referred to as itself. By any other (a font, a picture) it would be used as what it is not. */
export const waysToPage = new Set("P Pg Page Parent Kids D Dest Dests Names OpenAction First Last Limits".split(" "));
export const waysToField = new Set("Kids Parent Fields Annots Obj CO IRT Popup".split(" "));
/** What a field made for a signature may say, and what filling a field writes. */
export const newFieldKeys = new Set("Type Subtype FT T TU TM F P Rect V AP AS DA MK Ff Lock SV BS Border M Q NM".split(" "));
export const filledKeys = new Set(["V", "AP", "AS", "M", "RV"]);

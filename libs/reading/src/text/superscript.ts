const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Digits printed above or below the line, as such characters: a footnote's number must not become part of a figure. */
export function superscript(text: string): string {
  return text.replace(/\d/g, (digit) => raised.charAt(Number(digit)));
}

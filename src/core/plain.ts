/**
 * Text without what could make it read as something else: control characters, and characters that are invisible or turn
 * the reading direction round (Unicode TR36, 2.10). Line breaks become spaces unless they are kept.
 */
export function withoutControls(text: string, { keepLines = false } = {}): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(keepLines ? /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu : /[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/\p{Cs}/gu, '');
}

/** At most `most` code points, the last one an ellipsis where something was cut off. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}

/** A stretch of the text, end exclusive. */
export type Span = { readonly start: number; readonly end: number }

/** Whether a place lies in one of the spans. */
export function isInside(at: number, spans: readonly Span[]): boolean {
  return spans.some(({ start, end }) => at >= start && at < end)
}

/** Where the line of a place starts. */
export function lineOf({ text }: { readonly text: string }, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Where the line of a place ends: its line break, or the end of the text. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

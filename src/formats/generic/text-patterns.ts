/** A run of letters, from where it is looked for. */
export const LETTERS = /[\p{L}\p{M}]{1,40}/uy

/** Letters of scripts that put no space between words: each is a word of its own. */
export const SINGLE = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u

/** What a sticky pattern finds at a place, or null. */
export function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

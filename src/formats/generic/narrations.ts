import { isContradicted } from './contradicted.ts'
import type { Hit } from './phrases.ts'
import { endOfLine, isInside, type Span } from './spans.ts'
import type { Token } from './token.ts'
import type { WordClass } from './words/word-list.ts'

const MOVES: readonly WordClass[] = ['out', 'in', 'balance', 'out-weak', 'in-weak', 'account']

const ALERT_HEADING = /^(?:debit|credit) (?:alert|advice|notification)$/u

/** What of a message is somebody's words, and whether they hold the rest of another alert. */
export type Narrations = { readonly spans: readonly Span[]; readonly isMixed: boolean }

/** The descriptions of a message: behind their labels, as stated purposes, and on lines of their own. */
export function findNarrations(
  text: string,
  tokens: readonly Token[],
  hits: readonly Hit[],
  labels: readonly Hit[],
): Narrations {
  const loose = unlabelledLines(text, labels, tokens)
  const spans = [...labelledNarrations(text, labels, hits), ...statedPurposes(text, hits), ...loose]
  const isMixed =
    holdsAlert(text, spans, hits, tokens) ||
    isContradicted(loose, hits) ||
    loose.some((line) =>
      hits.some(
        (hit) =>
          isInside(hit.start, [line]) &&
          (ALERT_HEADING.test(text.slice(hit.start, hit.end)) ||
            (holdsMoney(line, tokens) && MOVES.some((kind) => hit.kinds.has(kind)))),
      ),
    )
  return { spans, isMixed }
}

function labelledNarrations(text: string, labels: readonly Hit[], hits: readonly Hit[]): Span[] {
  return labels.flatMap((label, index) => {
    if (!label.kinds.has('narration')) return []
    const lineEnd = endOfLine(text, label.end)
    const startsLine = label.start === 0 || text[label.start - 1] === '\n'
    const next = labels
      .slice(index + 1)
      .find(
        (other) =>
          other.start < lineEnd &&
          !other.kinds.has('to') &&
          !other.kinds.has('from') &&
          !other.kinds.has('at') &&
          !other.kinds.has('narration'),
      )
    const isLined = startsLine && text.indexOf('\n') >= 0
    const stated = hits.find((other) => other.start > label.end && other.start < lineEnd && startsBalance(text, other))
    const end = isLined ? lineEnd : Math.min(next?.start ?? lineEnd, stated?.start ?? lineEnd)
    const dated = isLined ? -1 : text.slice(label.end, end).search(/\. \d{1,4}[-/]\d/u)
    return [{ start: label.end, end: dated < 0 ? end : label.end + dated }]
  })
}

/** `. Bal GHS1,450.20`: a balance in a sentence of its own needs no colon. */
function startsBalance(text: string, { kinds, start, end }: Hit): boolean {
  return (
    kinds.has('balance') &&
    /[.;,] ?$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    /^ ?\p{L}{0,4}\p{Sc}?\.? ?\d/u.test(text.slice(end, end + 10))
  )
}

/** `credited for <purpose> on <date>`: the purpose is somebody's words. */
function statedPurposes(text: string, hits: readonly Hit[]): Span[] {
  return hits.flatMap(({ end, kinds }) => {
    if (!kinds.has('out') && !kinds.has('in')) return []
    const lead = /^(?: (?:to|from|in) (?:your|my) [^.\d\n]{1,40}?)? for (?=\p{L}{2})/u.exec(text.slice(end, end + 64))
    if (lead === null) return []
    const start = end + lead[0].length
    const length = text.slice(start, start + 120).search(/ on \d|\.(?=\s|$)|[\n;]/u)
    const purpose = text.slice(start, start + Math.max(length, 0))
    return length < 0 || /^[\p{L}\p{Sc}]{0,4}\.? ?\d/u.test(purpose) ? [] : [{ start, end: start + length }]
  })
}

/** Whether a description says in a phrase of its own that money moved, and how much: the rest of a second alert. */
function holdsAlert(
  text: string,
  narrations: readonly Span[],
  hits: readonly Hit[],
  tokens: readonly Token[],
): boolean {
  return narrations.some(
    (span) =>
      holdsMoney(span, tokens) &&
      hits.some(
        (hit) =>
          isInside(hit.start, [span]) &&
          (hit.kinds.has('out') || hit.kinds.has('in')) &&
          /\p{L} \p{L}|(?:been|was|is) \p{L}+$/u.test(text.slice(Math.max(span.start, hit.start - 5), hit.end)),
      ),
  )
}

/** Whether a line prints a number with a currency. */
function holdsMoney({ start, end }: Span, tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.kind === 'currency' && token.start >= start && token.start < end)
}

/** Lines without a label among lines with one: a description printed on its own. Lines above are headings. */
function unlabelledLines(text: string, labels: readonly Hit[], tokens: readonly Token[]): Span[] {
  const lines = linesOf(text)
  const labelled = lines.filter((line) =>
    labels.some(({ start }) => start === line.start || (start >= line.start && start < line.start + 12)),
  )
  if (labelled.length < 2) return []
  const heading = labelled[0]?.start ?? 0
  return lines.slice(1).filter((line) => {
    if (line.start < heading) return false
    if (labels.some(({ start }) => start >= line.start && start < Math.min(line.end, line.start + 24))) return false
    const first = tokens.find(({ start }) => start >= line.start)
    return first?.kind === 'word' && !/^(?:dr|cr|debit|credit|debited|credited)$/u.test(first.text)
  })
}

function linesOf(text: string): Span[] {
  const lines: Span[] = []
  for (let start = 0; start <= text.length; ) {
    const end = endOfLine(text, start)
    lines.push({ start, end })
    start = end + 1
  }
  return lines
}

import type { Candidates } from '../../actions/event-candidates.ts'
import { isUncategorized } from '../../actions/suggest-categories.ts'
import type { TransactionLine } from '../../actions/transaction-view.ts'
import type { Why, WhyWitness } from '../../actions/why.ts'
import { MESSAGE_LENGTH_MAX } from '../limits.ts'
import { occurredText } from './dates.ts'
import { chargeText, evidenceText } from './evidence.ts'
import { fittingLines, type Html, html, lines, plainLines, shortText } from './html.ts'
import { moneyText } from './money.ts'
import { categoryText } from './names.ts'
import { lineText } from './receipt.ts'
import { button, inPairs, type Keyboard, type Screen } from './screen.ts'
import { SOURCE_NAMES } from './sources.ts'

const WITNESSES_SHOWN = 10
const NAME_LENGTH_MAX = 40

/** What an entry rests on and why, in plain words, with what a person may say against it. */
export function whyScreen(why: Why, timeZone: string): Screen {
  const { view, witnesses } = why
  const shown = witnesses.slice(0, WITNESSES_SHOWN)
  const told = shown.map((witness, index) => witnessText(witness, index, timeZone))
  return {
    text: fittingLines(
      [
        html`<b>Why</b> ${lineText(view)}`,
        witnesses.length === 0
          ? html`No alert tells of it: I worked it out.`
          : html`It rests on ${witnesses.length} ${witnesses.length === 1 ? 'message' : 'messages'}:`,
        ...told,
        ...(witnesses.length > shown.length ? [html`and ${witnesses.length - shown.length} more`] : []),
        ...spokenLines(why),
        ...(why.pairedBy === null ? [] : [html`${PAIRED[view.kind] ?? 'Together'}: ${evidenceText(why.pairedBy)}.`]),
        ...why.parents.map(
          ({ line, evidence }) =>
            html`A charge on ${lineText(line)}${evidence === null ? html`` : html`: ${evidenceText(evidence)}`}.`,
        ),
        ...why.charges.map(chargeText),
        ...categoryLines(why),
        ...why.rules.map(
          ({ text, sets }) => html`Your rule sets its ${sets.join(', ')}: <code>${shortText(text, 300)}</code>`,
        ),
        ...doubtLines(why),
      ],
      MESSAGE_LENGTH_MAX,
    ),
    keyboard: [...fixes(why), [button('‹ Back', { kind: 'receipt', transactionId: view.id })]],
  }
}

/** The same in plain words. */
export function whyWords(why: Why, timeZone: string): readonly string[] {
  return plainLines(whyScreen(why, timeZone).text)
}

const PAIRED: Readonly<Record<string, string>> = { transfer: 'One transfer', reversed: 'Payment and return' }

function witnessText(witness: WhyWitness, index: number, timeZone: string): Html {
  const when = witness.occurred.from === 'receipt' ? 'came' : 'of'
  const at = occurredText({ ...witness.occurred, from: 'message' }, timeZone)
  const joined = witness.joinedBy === null ? html`` : html` – ${evidenceText(witness.joinedBy)}`
  return html`${index + 1}. ${nameOf(witness)}, ${when} ${at}${joined}`
}

/** `SMS of GTBank ••8016`: never more of an account number than the message showed. */
function nameOf({ source, institution, tail }: Pick<WhyWitness, 'source' | 'institution' | 'tail'>): string {
  if (source === 'manual') return 'Your own entry'
  const bank = institution === null ? '' : ` of ${shortText(institution, NAME_LENGTH_MAX)}`
  const name = SOURCE_NAMES[source]
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${bank}${tail === null ? '' : ` ••${shortText(tail, 8)}`}`
}

const FIELDS = { amount: 'amount', time: 'time', counterparty: 'name', runningBalance: 'balance' } as const

function spokenLines({ spoken }: Why): Html[] {
  if (spoken.length === 0) return []
  const words = spoken.flatMap(({ field, source }) =>
    field in FIELDS ? `${FIELDS[field as keyof typeof FIELDS]} from the ${SOURCE_NAMES[source]}` : [],
  )
  return [html`Taken: ${words.join(', ')}.`]
}

function categoryLines({ view: { category, categoryReason } }: Why): Html[] {
  if (category === null) return []
  if (isUncategorized(category)) return [html`No category: no word in it told me one.`]
  return [
    html`Category ${categoryText(category)}${categoryReason === null ? '' : `: ${shortText(categoryReason, 100)}`}.`,
  ]
}

function doubtLines({ view, isGeneric, hasNoTime, witnesses }: Why): Html[] {
  const isTyped = witnesses.every(({ source }) => source === 'manual')
  return [
    ...(view.suspectOf === null
      ? []
      : [html`Not sure: perhaps a repeat of ${lineText(view.suspectOf)}. It counts until you say. ⚠`]),
    ...(isGeneric ? [html`Not sure: I know no layout of this bank, so I read it by its words.`] : []),
    ...(hasNoTime && !isTyped && witnesses.length > 0 ? [html`No message states a time of day.`] : []),
    ...(view.check?.kind === 'breaks' ? [html`The stated balance does not follow from the one before. ⚠`] : []),
  ]
}

/** The buttons that correct it; what makes no sense for this entry is not offered. */
function fixes(why: Why): Keyboard {
  const { view, witnesses, parents } = why
  const { id: transactionId, kind } = view
  if (view.isVoid || witnesses.length === 0) return []
  const isPlain = kind === 'expense' || kind === 'income' || kind === 'refund'
  const [parent] = parents
  const buttons = [
    ...(kind === 'transfer' ? [button('Not a transfer', { kind: 'not-transfer', transactionId })] : []),
    ...(kind === 'reversed' ? [button('Not a return', { kind: 'not-returned', transactionId })] : []),
    ...(isPlain ? [button('Is a transfer…', { kind: 'legs', transactionId })] : []),
    ...(parent !== undefined && witnesses.some(({ role }) => role === 'self')
      ? [button('Not a fee of this', { kind: 'not-fee', transactionId, otherId: parent.line.id })]
      : []),
    ...(witnesses.some(({ canSplit }) => canSplit) ? [button('Split apart…', { kind: 'split', transactionId })] : []),
    ...(isPlain && view.counterparty !== null ? [button('Payee…', { kind: 'payee', transactionId })] : []),
    ...(why.lessonAnswerId === null
      ? []
      : [button('Forget that lesson', { kind: 'forget-lesson', transactionId, answerId: why.lessonAnswerId })]),
    ...(isPlain || kind === 'fee' ? [button('Merge…', { kind: 'merge', transactionId })] : []),
  ]
  return inPairs(buttons)
}

/** Chooses which of the messages of an entry tells of something else. */
export function splitScreen({ view, witnesses }: Why, timeZone: string): Screen {
  const { id: transactionId } = view
  const able = witnesses.filter(({ canSplit }) => canSplit).slice(0, WITNESSES_SHOWN)
  return {
    text: lines([
      lineText(view),
      able.length === 0 ? html`It rests on one message only.` : html`Which message tells of another payment?`,
      ...able.map((witness, index) => witnessText(witness, index, timeZone)),
    ]),
    keyboard: [
      ...able.map((witness, index) => [
        button(`${index + 1}. ${nameOf(witness)}`, {
          kind: 'split-off',
          transactionId,
          messageId: witness.key.messageId,
          page: witness.key.position,
        }),
      ]),
      [button('‹ Back', { kind: 'why', transactionId })],
    ],
  }
}

/** Chooses the entry that another is one with, or the other side of a transfer. */
export function candidatesScreen(found: Extract<Candidates, { kind: 'candidates' }>, as: 'twin' | 'leg'): Screen {
  const { of, lines: offered } = found
  const question = as === 'twin' ? html`Which entry is the same payment?` : html`Which entry is the other side?`
  const none =
    as === 'twin' ? html`No entry of that amount is near it.` : html`No entry near it could be the other side.`
  const action = (line: TransactionLine) =>
    as === 'twin'
      ? ({ kind: 'same', transactionId: of.id, otherId: line.id } as const)
      : ({ kind: 'is-transfer', transactionId: of.id, otherId: line.id } as const)
  return {
    text: lines([
      lineText(of),
      offered.length === 0 ? none : question,
      ...offered.map((line, index) => html`${index + 1}. ${lineText(line)}`),
    ]),
    keyboard: [
      ...offered.map((line, index) => [button(`${index + 1}. ${buttonText(line)}`, action(line))]),
      [button('‹ Back', { kind: 'why', transactionId: of.id })],
    ],
  }
}

function buttonText({ amount, counterparty, narration }: TransactionLine): string {
  const name = shortText(counterparty ?? '', NAME_LENGTH_MAX) || shortText(narration ?? '', NAME_LENGTH_MAX)
  return `${moneyText(amount)} ${name}`.trim()
}

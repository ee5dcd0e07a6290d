import type { RulePreview, RuleView } from '../../actions/manage-rules.ts'
import type { Change } from '../../domain/plan.ts'
import { MESSAGE_LENGTH_MAX } from '../limits.ts'
import { dayMonthText } from './dates.ts'
import { fittingLines, type Html, html, lines, shortText } from './html.ts'
import { moneyText } from './money.ts'
import { button, inPairs, type Screen } from './screen.ts'
import { entriesText, undoRow } from './undo-row.ts'

const RULES_PER_PAGE = 10
const BUTTONS_PER_ROW = 5
const TEXT_LENGTH_MAX = 300
/** Buttons that are about no rule carry this id. */
const NO_RULE_ID = '00000000-0000-0000-0000-000000000000'

/** How to write a rule, with what can stand in one. */
export const RULE_HELP = lines([
  html`<b>Rules</b> sort entries before anything I learned. Write one like this:`,
  html`<code>/rules add if payee contains "shoprite" then category Food: Groceries</code>`,
  html`<b>If:</b> payee, narration, text, reference, bank, account – <i>contains, is, starts with, matches /…/</i>; amount – <i>above, below, at least, at most, between … and …</i>; channel, direction (in, out), weekday, day, currency, source – <i>is</i>. Turn one around with <i>is not</i> or <i>does not contain</i>; join values by <i>or</i>, conditions by <i>and</i>.`,
  html`<b>Then:</b> category, split (<i>60% Food + rest Home</i>), payee, note, tag, transfer to, ignore – several with commas between.`,
  html`I show what a rule would change before it counts. Your own changes to an entry stay.`,
  html`/rules import with rules below it, one a line, adds them; /rules export gives them as a file.`,
])

/** The rules in the order in which they speak; a number opens one. */
export function rulesScreen(rules: readonly RuleView[], page: number, heading: Html | null = null): Screen {
  const add = button('Add a rule', { kind: 'rule', ruleId: NO_RULE_ID, ruleAct: 'new' })
  if (rules.length === 0) {
    const text = lines([
      heading,
      html`<b>No rules yet.</b> Tap Add a rule, or open a receipt and choose Edit…, then Make a rule.`,
      html`A rule looks like this: <code>if payee contains "shoprite" then category Food: Groceries</code>. /rules help shows all of it.`,
    ])
    return { text, keyboard: [[add]] }
  }
  const pages = Math.ceil(rules.length / RULES_PER_PAGE)
  const shown = Math.min(page, pages - 1)
  const onPage = rules.slice(shown * RULES_PER_PAGE, (shown + 1) * RULES_PER_PAGE)
  const numbers = onPage.map(({ rule }, index) =>
    button(String(shown * RULES_PER_PAGE + index + 1), { kind: 'rule', ruleId: rule.id, ruleAct: 'open' }),
  )
  const turn = [
    ...(shown > 0 ? [button('‹ Earlier', { kind: 'rules', page: shown - 1 })] : []),
    ...(shown < pages - 1 ? [button('Later ›', { kind: 'rules', page: shown + 1 })] : []),
  ]
  return {
    text: fittingLines(
      [
        ...(heading === null ? [] : [heading]),
        html`<b>Rules</b>. The first that says something counts. Tap a number to open one.`,
        ...onPage.map((view, index) => html`${shown * RULES_PER_PAGE + index + 1}. ${ruleLine(view)}`),
      ],
      MESSAGE_LENGTH_MAX,
    ),
    keyboard: [
      numbers.slice(0, BUTTONS_PER_ROW),
      numbers.slice(BUTTONS_PER_ROW),
      turn,
      [add, button('Export', { kind: 'rule', ruleId: NO_RULE_ID, ruleAct: 'file' })],
    ].filter((row) => row.length > 0),
  }
}

function ruleLine({ rule, text }: RuleView): Html {
  const short = shortText(text, TEXT_LENGTH_MAX)
  return rule.state === 'on' ? html`${short}` : html`<s>${short}</s> (off)`
}

/** A rule that is not saved yet, with what it would change. */
export function draftScreen({ rule, text }: RuleView, preview: RulePreview): Screen {
  const ruleId = rule.id
  const { count } = preview
  const save = [button('Save for new entries', { kind: 'rule', ruleId, ruleAct: 'save' })]
  const past =
    count === 0 ? [] : [[button(`Save and apply to ${count} past`, { kind: 'rule', ruleId, ruleAct: 'save-past' })]]
  return {
    text: fittingLines(
      [html`<b>Your rule</b>`, html`<code>${text}</code>`, ...previewLines(preview)],
      MESSAGE_LENGTH_MAX,
    ),
    keyboard: [
      save,
      ...past,
      [
        button('Change…', { kind: 'rule', ruleId, ruleAct: 'text' }),
        button('Cancel', { kind: 'rule', ruleId, ruleAct: 'drop' }),
      ],
    ],
  }
}

function previewLines({ count, examples }: RulePreview): Html[] {
  if (count === 0) return [html`It would change nothing that is in your ledger already.`]
  return [
    html`It would change ${count} of your entries:`,
    ...examples.flatMap(exampleLine),
    ...(count > examples.length ? [html`and ${count - examples.length} more`] : []),
  ]
}

function exampleLine({ before, after }: Change): Html[] {
  const entry = before ?? after
  const amount = entry?.postings[0]?.amount
  if (entry === null || amount === undefined) return []
  const name = shortText(entry.payee ?? entry.narration ?? '', 60) || 'No name given'
  return [html`• ${dayMonthText(entry.occurred.date)} ${moneyText(amount)} ${name}`]
}

/** A saved rule with what can be done with it. `changed`: the change just made, which Undo takes back. */
export function ruleScreen(
  { rule, text }: RuleView,
  preview: RulePreview,
  changed: { readonly changeId: string; readonly words: Html } | null = null,
): Screen {
  const ruleId = rule.id
  const isOn = rule.state === 'on'
  const apply =
    isOn && rule.appliesFrom !== null && preview.count > 0
      ? [[button(`Apply to ${preview.count} past`, { kind: 'rule', ruleId, ruleAct: 'apply' })]]
      : []
  const state = !isOn
    ? html`Switched off.`
    : rule.appliesFrom === null
      ? html`On, for all entries.`
      : html`On, for entries that came since it was made.`
  return {
    text: lines([changed?.words ?? null, html`<b>Rule</b>`, html`<code>${text}</code>`, state]),
    keyboard: [
      ...(changed === null ? [] : undoRow(changed.changeId)),
      ...apply,
      ...inPairs([
        isOn
          ? button('Switch off', { kind: 'rule', ruleId, ruleAct: 'off' })
          : button('Switch on', { kind: 'rule', ruleId, ruleAct: 'on' }),
        button('Change…', { kind: 'rule', ruleId, ruleAct: 'text' }),
        button('Move up', { kind: 'rule', ruleId, ruleAct: 'up' }),
        button('Move down', { kind: 'rule', ruleId, ruleAct: 'down' }),
        button('Remove', { kind: 'rule', ruleId, ruleAct: 'remove' }),
        button('‹ Rules', { kind: 'rules', page: 0 }),
      ]),
    ],
  }
}

/** What is shown when a rule is gone, with the way back. */
export function removedScreen({ text }: RuleView, changeId: string, entries: number): Screen {
  return {
    text: lines([html`Removed. ${entriesText(entries)}`, html`<s>${shortText(text, TEXT_LENGTH_MAX)}</s>`]),
    keyboard: [...undoRow(changeId), [button('‹ Rules', { kind: 'rules', page: 0 })]],
  }
}

/** Why a rule could not be read, and how one looks. */
export function ruleProblemText(problem: string): Html {
  return lines([
    html`I cannot read that rule. ${shortText(problem, 500)}`,
    html`An example: <code>/rules add if payee contains "shoprite" then category Food: Groceries</code>. /rules help shows all of it.`,
  ])
}

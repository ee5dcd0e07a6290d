import { Composer } from 'grammy'
import { undoSettings } from '../../actions/change-settings.ts'
import { exportRules, importRules } from '../../actions/exchange-rules.ts'
import {
  applyRuleToPast,
  draftRule,
  dropDraft,
  listRules,
  moveRule,
  previewRule,
  type RuleChanged,
  removeRule,
  rewriteRule,
  saveRule,
  switchRule,
} from '../../actions/manage-rules.ts'
import { ruleTextOf } from '../../actions/rule-of-entry.ts'
import type { RuleAct, RuleShape } from '../callbacks.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { ruleShapesScreen } from '../views/edit-entry.ts'
import { html, lines, shortText } from '../views/html.ts'
import { FORBIDDEN, NOT_ANY_MORE, PRIVATE_ONLY, TOO_OLD } from '../views/notices.ts'
import { draftScreen, RULE_HELP, removedScreen, ruleProblemText, ruleScreen, rulesScreen } from '../views/rules.ts'
import { entriesText } from '../views/undo-row.ts'

const PROBLEMS_SHOWN = 10

/** `/rules`: the list, rules typed in, brought in and taken out, and one made of a receipt. */
export const rules = new Composer<BotContext>()

rules.command('rules', async (context) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const words = context.match.trim()
  if (words === '') return showRules(context, 0, 'send')
  if (/^help$/iu.test(words)) return context.replies.send(RULE_HELP)
  if (/^export$/iu.test(words)) return sendRules(context)
  if (/^import\s/iu.test(words)) return takeRules(context, words.replace(/^import\s/iu, ''))
  if (/^add$/iu.test(words)) return askForRule(context, 'new')
  return proposeRule(context, words.replace(/^add\s+/iu, ''), newRuleId(context))
})

onAction(rules, 'rules', (context, { page }) => showRules(context, page, 'edit'))

onAction(rules, 'rule', (context, { ruleId, ruleAct }) => {
  return context.isPrivate ? actOnRule(context, ruleId, ruleAct) : context.replies.send(PRIVATE_ONLY)
})

onAction(rules, 'make-rule', async (context, { transactionId, shape }) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  await makeRule(context, transactionId, shape)
})

onAction(rules, 'undo-settings', async (context, { changeId }) => {
  const result = await undoSettings(context.unit.actions, { changeId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return context.replies.send(NOT_ANY_MORE)
  return context.replies.edit({ text: html`Taken back. ${entriesText(result.entries)}`, keyboard: [] })
})

/** Takes the text that answers "Change…" or "Add a rule": a draft is read again, a saved rule gets another text. */
export async function answerRule(context: BotContext, about: string, text: string): Promise<void> {
  const list = await listRules(context.unit.actions)
  const isSaved = list.kind === 'rules' && list.rules.some(({ rule }) => rule.id === about)
  if (!isSaved) return proposeRule(context, text, about === 'new' ? newRuleId(context) : about)
  const result = await rewriteRule(context.unit.actions, { ruleId: about, changeId: context.answerId, text })
  if (result.kind === 'problem') return context.replies.send(ruleProblemText(result.problem))
  return showChanged(context, result)
}

/** Reads a rule and shows what it would change, before anything counts. */
async function proposeRule(context: BotContext, text: string, ruleId: string): Promise<void> {
  const result = await draftRule(context.unit.actions, { text, ruleId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'problem') return context.replies.send(ruleProblemText(result.problem))
  return context.replies.send(draftScreen(result.view, result.preview))
}

/** The id of a rule that this update makes. */
function newRuleId(context: BotContext): string {
  return context.unit.dependencies.ids.id('rule', context.answerId)
}

async function actOnRule(context: BotContext, ruleId: string, act: RuleAct): Promise<void> {
  const { actions } = context.unit
  const request = { ruleId, changeId: context.answerId }
  switch (act) {
    case 'open':
      return showRule(context, ruleId)
    case 'new':
    case 'text':
      return askForRule(context, act === 'new' ? 'new' : ruleId)
    case 'file':
      return sendRules(context)
    case 'drop': {
      const dropped = await dropDraft(actions, { ruleId })
      if (dropped.kind === 'forbidden') return context.replies.send(FORBIDDEN)
      return context.replies.edit({ text: html`Cancelled. Nothing changed.`, keyboard: [] })
    }
    case 'save':
    case 'save-past':
      return showChanged(context, await saveRule(actions, { ...request, includesPast: act === 'save-past' }))
    case 'apply':
      return showChanged(context, await applyRuleToPast(actions, request))
    case 'on':
    case 'off':
      return showChanged(context, await switchRule(actions, { ...request, isOn: act === 'on' }))
    case 'up':
    case 'down':
      return showChanged(context, await moveRule(actions, { ...request, to: act }))
    case 'remove': {
      const removed = await removeRule(actions, request)
      if (removed.kind !== 'changed') return showChanged(context, removed)
      return context.replies.edit(removedScreen(removed.view, removed.changeId, removed.entries))
    }
  }
}

async function showChanged(context: BotContext, result: RuleChanged | { readonly kind: 'forbidden' }): Promise<void> {
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return context.replies.send(NOT_ANY_MORE)
  const preview = await previewRule(context.unit.actions, { ruleId: result.view.rule.id })
  if (preview.kind !== 'preview') return context.replies.send(TOO_OLD)
  const words = html`Done ✓ ${entriesText(result.entries)}`
  return context.replies.edit(ruleScreen(result.view, preview.preview, { changeId: result.changeId, words }))
}

async function showRule(context: BotContext, ruleId: string): Promise<void> {
  const result = await previewRule(context.unit.actions, { ruleId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return context.replies.send(TOO_OLD)
  return context.replies.edit(ruleScreen(result.view, result.preview))
}

async function showRules(context: BotContext, page: number, where: 'send' | 'edit'): Promise<void> {
  const result = await listRules(context.unit.actions)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies[where](rulesScreen(result.rules, page))
}

function askForRule(context: BotContext, ruleId: string): Promise<void> {
  return context.replies.ask(
    html`Reply to this with the rule, such as <code>if payee contains "shoprite" then category Food: Groceries</code>.`,
    `ask:rule:${ruleId}`,
    'if payee contains …',
  )
}

async function makeRule(context: BotContext, transactionId: string, shape: RuleShape): Promise<void> {
  const result = await ruleTextOf(context.unit.actions, transactionId)
  switch (result.kind) {
    case 'forbidden':
      return context.replies.send(FORBIDDEN)
    case 'not-found':
      return context.replies.send(TOO_OLD)
    case 'uncategorized':
      return context.replies.send(html`Choose a category for this entry first: the rule puts others there, too.`)
    case 'texts': {
      if (shape === 'list') return context.replies.edit(ruleShapesScreen(transactionId, result.texts))
      const text = result.texts.get(shape)
      return text === undefined ? context.replies.send(TOO_OLD) : proposeRule(context, text, newRuleId(context))
    }
  }
}

async function sendRules(context: BotContext): Promise<void> {
  const result = await exportRules(context.unit.actions)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const bytes = new TextEncoder().encode(result.text)
  return context.replies.sendFile({ name: 'rules.txt', bytes, caption: html`${result.count} rules` })
}

async function takeRules(context: BotContext, text: string): Promise<void> {
  const result = await importRules(context.unit.actions, { text, changeId: context.answerId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'problems') {
    const shown = result.problems.slice(0, PROBLEMS_SHOWN)
    return context.replies.send(
      lines([
        html`I took none of them:`,
        ...shown.map(({ line, problem }) => html`Line ${line}: ${shortText(problem, 200)}`),
      ]),
    )
  }
  const known = result.known === 0 ? html`` : html` ${result.known} were there already.`
  const heading = html`I added ${result.added} ${result.added === 1 ? 'rule' : 'rules'}, for entries from now on.${known}`
  const list = await listRules(context.unit.actions)
  return context.replies.send(rulesScreen(list.kind === 'rules' ? list.rules : [], 0, heading))
}

import type { RuleCategory } from '../domain/rule.ts'
import { readSplit } from '../rules/parse-effects.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'
import { type SplitPart, splittable } from './edit-transaction-splits.ts'

export type SplitOfText =
  | { readonly kind: 'split'; readonly parts: readonly SplitPart[] }
  | { readonly kind: 'problem'; readonly problem: string }

/** The parts of an entry that a text such as `2,000 Food + rest Home` names. Nothing is changed. */
export function splitOfText(
  { session, ...context }: ActionContext,
  {
    transactionId,
    text,
    categories,
  }: { readonly transactionId: string; readonly text: string; readonly categories: readonly RuleCategory[] },
): Promise<SplitOfText | (Forbidden & { readonly problem: string })> {
  return whenAllowed({ session, ...context }, 'edit', async (): Promise<SplitOfText> => {
    const detail = await session.transactionDetail(transactionId)
    const whole = detail === null ? null : splittable(detail)
    if (whole === null)
      return { kind: 'problem', problem: 'This entry cannot be split: it is no spending and no income.' }
    const read = readSplit(text, { minor: whole.minor, currency: whole.currency }, categories)
    return read.kind === 'problem' ? read : { kind: 'split', parts: read.minors }
  }).then((result) =>
    result.kind === 'forbidden' ? { ...result, problem: 'You may look at this ledger, but not change it.' } : result,
  )
}

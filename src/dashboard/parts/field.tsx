import type { ComponentChildren } from 'preact'

/** What a control needs to be known by its label and its problem. */
export type FieldIds = {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: 'true'
}

/** A labelled control with a hint and, when something is wrong with it, the problem beside it. */
export function Field({
  id,
  label,
  hint,
  problem = null,
  children,
}: {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly problem?: string | null
  readonly children: (ids: FieldIds) => ComponentChildren
}) {
  const described = [hint === undefined ? '' : `${id}-hint`, problem === null ? '' : `${id}-problem`].filter(Boolean)
  const ids: FieldIds = {
    id,
    ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
    ...(problem === null ? {} : { 'aria-invalid': 'true' as const }),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(ids)}
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem === null ? null : (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  )
}

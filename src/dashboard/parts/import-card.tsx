import { useEffect, useState } from 'preact/hooks'
import { failureText, read, write } from '../api/client.ts'
import { follow } from '../api/follow.ts'
import type { Import, ImportState } from '../api/shapes.ts'
import { ledgerChanged } from '../state/live.ts'
import { say } from '../state/toasts.ts'
import { Icon } from './icon.tsx'
import { ImportAnswer } from './import-answer.tsx'
import { ImportSummaryView } from './import-summary.tsx'

const STATE_NAMES: Readonly<Record<ImportState, string>> = {
  reading: 'Reading…',
  'needs-password': 'Locked',
  'needs-account': 'Which account?',
  preview: 'Ready to import',
  importing: 'Importing…',
  done: 'Imported',
  cancelled: 'Cancelled',
  undone: 'Taken back',
  failed: 'Could not be read',
}

/** States in which the server is at work and says how far it is. */
const MOVING: readonly ImportState[] = ['reading', 'importing']

/** One file: where it stands, what it would bring, and what can be done about it. */
export function ImportCard({ start }: { readonly start: Import }) {
  const [current, setCurrent] = useState(start)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => setCurrent(start), [start])
  const isMoving = MOVING.includes(current.state)
  useEffect(() => {
    if (!isMoving) return
    const refresh = (): void =>
      void read<Import>(`/imports/${start.id}`).then((outcome) => outcome.kind === 'done' && setCurrent(outcome.value))
    return follow(
      `/imports/${start.id}/events`,
      ({ data }) => {
        const value = JSON.parse(data) as Import
        setCurrent(value)
        if (value.state === 'done') ledgerChanged()
      },
      refresh,
    )
  }, [isMoving, start.id])

  const act = async (verb: 'commit' | 'cancel' | 'undo'): Promise<void> => {
    setBusy(true)
    // What does not add up is shown above the button, whose words say so.
    const query = verb === 'commit' && hasProblems(current) ? '?acceptProblems=true' : ''
    const outcome = await write<Import>('POST', `/imports/${current.id}/${verb}${query}`)
    setBusy(false)
    if (outcome.kind !== 'done') return say(failureText(outcome))
    setCurrent(outcome.value)
    if (verb === 'undo') {
      ledgerChanged()
      say('The import is taken back: the ledger is as if the file had never come.')
    }
  }

  return (
    <article class="panel import" aria-label={current.file}>
      <header class="import-head">
        <Icon name="file" />
        <h3>{current.file}</h3>
        <span class={current.state === 'done' ? 'tag good' : 'tag'} role="status">
          {STATE_NAMES[current.state]}
        </span>
      </header>
      {isMoving ? <Progress progress={current.progress} label={STATE_NAMES[current.state]} /> : null}
      {current.problem === null || current.problem === '' ? null : <p class="notice">{current.problem}</p>}
      {current.state === 'needs-password' || current.state === 'needs-account' ? (
        <ImportAnswer key={current.state} upload={current} onAnswered={setCurrent} />
      ) : null}
      {current.summaries.map((summary, index) => (
        <ImportSummaryView key={`${summary.section ?? ''}${summary.accountTail}${index}`} summary={summary} />
      ))}
      <div class="form-buttons">
        {current.state === 'preview' ? (
          <button type="button" class="button primary" disabled={isBusy} onClick={() => void act('commit')}>
            {importLabel(current)}
          </button>
        ) : null}
        {['preview', 'needs-password', 'needs-account'].includes(current.state) ? (
          <button type="button" class="button" disabled={isBusy} onClick={() => void act('cancel')}>
            Cancel
          </button>
        ) : null}
        {current.state === 'done' ? (
          <button type="button" class="button" disabled={isBusy} onClick={() => void act('undo')}>
            Undo import
          </button>
        ) : null}
      </div>
    </article>
  )
}

function importLabel({ summaries }: Pick<Import, 'summaries'>): string {
  const count = summaries.reduce((sum, summary) => sum + summary.new, 0)
  const what = count === 0 ? 'Import' : count === 1 ? 'Import 1 new entry' : `Import ${count} new entries`
  return hasProblems({ summaries }) ? `${what} all the same` : what
}

function hasProblems({ summaries }: Pick<Import, 'summaries'>): boolean {
  return summaries.some(({ problems }) => problems.length > 0)
}

function Progress({ progress, label }: { readonly progress: Import['progress']; readonly label: string }) {
  if (progress === null || progress.total === 0) return <progress aria-label={label} />
  return <progress aria-label={label} value={progress.done} max={progress.total} />
}

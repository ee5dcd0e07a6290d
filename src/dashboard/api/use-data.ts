import { useEffect, useState } from 'preact/hooks'
import { ledgerVersion } from '../state/live.ts'
import { failureText, read } from './client.ts'

/** Data on its way, there, or not to be had. `isFresh` is false while what is shown is being asked for again. */
export type Load<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: Value; readonly isFresh: boolean }
  | { readonly kind: 'failed'; readonly why: string; readonly status: number | null }

/** What was read last, by address, so that going back shows it at once. In memory only, and emptied at sign-out. */
const known = new Map<string, unknown>()

/** Forgets everything that was read. */
export function forgetData(): void {
  known.clear()
}

/**
 * The answer to GET `path`, asked for again whenever the ledger changes or `path` does; null asks nothing. What was shown stays until
 * the new answer is there.
 */
export function useData<Value>(path: string | null): { load: Load<Value>; reload: () => void } {
  const version = ledgerVersion.value
  const [again, setAgain] = useState(0)
  const [state, setState] = useState<{ path: string | null; load: Load<Value> }>(() => ({ path, load: startOf(path) }))
  useEffect(() => {
    if (path === null) return
    let isCurrent = true
    setState((before) => ({ path, load: stale(before.path === path ? before.load : startOf<Value>(path)) }))
    void read<Value>(path).then((outcome) => {
      if (!isCurrent) return
      if (outcome.kind === 'done') {
        known.set(path, outcome.value)
        setState({ path, load: { kind: 'ready', value: outcome.value, isFresh: true } })
        return
      }
      const status = outcome.kind === 'refused' ? outcome.problem.status : null
      setState(({ load }) => {
        // Without an answer, what was known is better than nothing; the bar on top says that we are offline.
        const keeps = load.kind === 'ready' && outcome.kind === 'unreachable'
        return { path, load: keeps ? load : { kind: 'failed', why: failureText(outcome), status } }
      })
    })
    return () => {
      isCurrent = false
    }
  }, [path, version, again])
  const load = state.path === path ? state.load : startOf<Value>(path)
  return { load, reload: () => setAgain((count) => count + 1) }
}

function startOf<Value>(path: string | null): Load<Value> {
  if (path === null || !known.has(path)) return { kind: 'loading' }
  return { kind: 'ready', value: known.get(path) as Value, isFresh: false }
}

function stale<Value>(load: Load<Value>): Load<Value> {
  return load.kind === 'ready' ? { ...load, isFresh: false } : { kind: 'loading' }
}

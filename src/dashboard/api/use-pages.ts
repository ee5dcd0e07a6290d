import { useEffect, useRef, useState } from 'preact/hooks'
import { ledgerVersion } from '../state/live.ts'
import { failureText, read } from './client.ts'
import type { Page } from './shapes.ts'

const PAGE_LENGTH = 50
/** After a change of the ledger no more pages than these are asked for again. */
const REFRESHED_MAX = 6

type Shown<Item> = { readonly path: string; readonly pages: readonly Page<Item>[]; readonly failure: string | null }

/** A list in pages: what is loaded so far, and how to get more. A change of the ledger loads what is shown again. */
export function usePages<Item>(path: string): {
  readonly items: readonly Item[]
  readonly isLoading: boolean
  readonly hasMore: boolean
  readonly failure: string | null
  readonly more: () => void
  readonly reload: () => void
} {
  const version = ledgerVersion.value
  const [again, setAgain] = useState(0)
  const [isLoading, setLoading] = useState(true)
  const [shown, setShown] = useState<Shown<Item>>({ path, pages: [], failure: null })
  const isAsking = useRef(false)
  const current = shown.path === path ? shown : { path, pages: [], failure: null }

  useEffect(() => {
    let isCurrent = true
    setLoading(true)
    const wanted = Math.min(REFRESHED_MAX, Math.max(1, shown.path === path ? shown.pages.length : 1))
    void readPages<Item>(path, wanted).then(({ pages, failure }) => {
      if (!isCurrent) return
      setLoading(false)
      setShown((before) => ({ path, pages: failure !== null && before.path === path ? before.pages : pages, failure }))
    })
    return () => {
      isCurrent = false
    }
  }, [path, version, again])

  const next = current.pages.at(-1)?.next ?? null
  const more = (): void => {
    if (next === null || isAsking.current) return
    isAsking.current = true
    setLoading(true)
    void read<Page<Item>>(pagePath(path, next)).then((outcome) => {
      isAsking.current = false
      setLoading(false)
      setShown((before) => {
        if (before.path !== path || before.pages.at(-1)?.next !== next) return before
        if (outcome.kind !== 'done') return { ...before, failure: failureText(outcome) }
        return { path, pages: [...before.pages, outcome.value], failure: null }
      })
    })
  }
  return {
    items: current.pages.flatMap(({ items }) => items),
    isLoading: isLoading || shown.path !== path,
    hasMore: next !== null,
    failure: current.failure,
    more,
    reload: () => setAgain((count) => count + 1),
  }
}

async function readPages<Item>(path: string, wanted: number): Promise<{ pages: Page<Item>[]; failure: string | null }> {
  const pages: Page<Item>[] = []
  let cursor: string | null = null
  do {
    const outcome: Awaited<ReturnType<typeof read<Page<Item>>>> = await read<Page<Item>>(pagePath(path, cursor))
    if (outcome.kind !== 'done') return { pages, failure: failureText(outcome) }
    pages.push(outcome.value)
    cursor = outcome.value.next
  } while (cursor !== null && pages.length < wanted)
  return { pages, failure: null }
}

function pagePath(path: string, cursor: string | null): string {
  const separator = path.endsWith('?') ? '' : '&'
  return `${path}${separator}limit=${PAGE_LENGTH}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
}

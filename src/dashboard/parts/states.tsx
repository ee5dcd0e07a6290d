import type { ComponentChildren } from 'preact'
import type { Load } from '../api/use-data.ts'
import { Icon, type IconName } from './icon.tsx'

/** Shows data when it is there, and before that grey shapes of its height; a failure comes with a way to try again. */
export function Loaded<Value>({
  of: { load, reload },
  rows = 4,
  children,
}: {
  readonly of: { readonly load: Load<Value>; readonly reload: () => void }
  readonly rows?: number
  readonly children: (value: Value) => ComponentChildren
}) {
  switch (load.kind) {
    case 'loading':
      return <Skeleton rows={rows} />
    case 'failed':
      return (
        <div class="failure" role="alert">
          <Icon name="alert" />
          <p>{load.why}</p>
          <button type="button" class="button" onClick={reload}>
            Try again
          </button>
        </div>
      )
    case 'ready':
      return <>{children(load.value)}</>
  }
}

/** Grey lines where text will stand. */
export function Skeleton({ rows }: { readonly rows: number }) {
  return (
    <div class="skeleton">
      <span class="unseen" role="status">
        Loading
      </span>
      {Array.from({ length: rows }, (_, index) => (
        <div class="skeleton-row" key={index} aria-hidden="true" />
      ))}
    </div>
  )
}

/** What stands where nothing is yet, and how something gets there. */
export function Empty({
  icon,
  title,
  children,
}: {
  readonly icon: IconName
  readonly title: string
  readonly children?: ComponentChildren
}) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} />
      </span>
      <p class="empty-title">{title}</p>
      {children}
    </div>
  )
}

import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

let isFirst = true

/**
 * A page with its title. A change of page sets the keyboard's focus to the title, so that a screen reader says where one is; the first
 * page leaves it where the browser has it.
 */
export function Page({
  title,
  actions,
  back,
  children,
}: {
  readonly title: string
  readonly actions?: ComponentChildren
  readonly back?: { readonly to: string; readonly label: string }
  readonly children: ComponentChildren
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo(0, 0)
    if (!isFirst && document.querySelector('main :focus') === null) heading.current?.focus({ preventScroll: true })
    isFirst = false
  }, [])
  useEffect(() => {
    document.title = `${title} · Expense tracker`
  }, [title])
  return (
    <main id="content" class="page">
      <header class="page-head">
        <div>
          {back === undefined ? null : (
            <a class="back" href={back.to}>
              {back.label}
            </a>
          )}
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
        </div>
        {actions === undefined ? null : <div class="page-actions">{actions}</div>}
      </header>
      {children}
    </main>
  )
}

/** A panel with a heading and, at its right, a way to more. */
export function Panel({
  title,
  more,
  children,
}: {
  readonly title: string
  readonly more?: ComponentChildren
  readonly children: ComponentChildren
}) {
  return (
    <section class="panel" aria-label={title}>
      <header class="panel-head">
        <h2>{title}</h2>
        {more}
      </header>
      {children}
    </section>
  )
}

import type { Html } from './html.ts'
import { html } from './html.ts'
import { button, type Keyboard } from './screen.ts'

/** A row with the button that takes a change of rules or categories back. */
export function undoRow(changeId: string): Keyboard {
  return [[button('Undo', { kind: 'undo-settings', changeId })]]
}

/** `3 entries changed.` */
export function entriesText(count: number): Html {
  return count === 0 ? html`No entry changed.` : html`${count} ${count === 1 ? 'entry' : 'entries'} changed.`
}

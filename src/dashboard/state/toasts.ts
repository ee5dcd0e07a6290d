import { signal } from '@preact/signals'

/** A short message at the edge of the page, with at most one thing to do about it. */
export type Toast = {
  readonly id: number
  readonly text: string
  readonly action: { readonly label: string; readonly act: () => void } | null
}

/** Long enough to read it and reach the button (WCAG 2.2.1: what it offers can be done elsewhere too). */
const SHOWN_MS = 8_000

export const toasts = signal<readonly Toast[]>([])
let lastId = 0

/** Shows a message for a while; a newer one stands in its place. */
export function say(text: string, action: Toast['action'] = null): void {
  lastId += 1
  const toast = { id: lastId, text, action }
  toasts.value = [toast]
  setTimeout(() => dismiss(toast.id), SHOWN_MS)
}

/** Takes a message away. */
export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

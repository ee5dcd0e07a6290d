import { signal } from '@preact/signals'

/** Where we are: the path without a slash at its end, and what stands behind the question mark. */
export type Place = { readonly path: string; readonly query: URLSearchParams }

export const place = signal<Place>(readPlace())

function readPlace(): Place {
  const { pathname, search } = window.location
  return { path: pathname.replace(/(.)\/$/, '$1'), query: new URLSearchParams(search) }
}

/** Goes to an address of the dashboard; `replace` leaves no step to come back to. */
export function go(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  place.value = readPlace()
}

/** Changes the query and stays on the page; null takes a name out. */
export function setQuery(changes: Readonly<Record<string, string | null>>, options = { replace: true }): void {
  const query = new URLSearchParams(place.peek().query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  go(`${place.peek().path}${text === '' ? '' : `?${text}`}`, options)
}

/** Follows the browser's own steps and clicks on our links, which then need no loading. */
export function startRouter(): void {
  window.addEventListener('popstate', () => {
    place.value = readPlace()
  })
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if (link.origin !== location.origin || link.target !== '' || link.hasAttribute('download')) return
    // The chat page and the pages of the API are no pages of ours.
    if (/^\/(demo|api)(\/|$)/.test(link.pathname) || link.hash !== '') return
    event.preventDefault()
    go(`${link.pathname}${link.search}`)
  })
}

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id)
}

/** A new element with properties (attributes where the name has a dash or is unknown) and children (nodes or texts). */
export function element(tag, properties = {}, children = []) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue
    if (name in made && !name.includes('-')) made[name] = value
    else made.setAttribute(name, value)
  }
  made.append(...children.filter((child) => child !== null))
  return made
}

/** An icon of the page's own set; it says nothing to screen readers. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
  use.setAttribute('href', `/demo/assets/icons.svg#${name}`)
  svg.append(use)
  return svg
}

const TOAST_MS = 5000

/** Shows a short note for some seconds; screen readers hear it. */
export function toast(text) {
  const note = element('p', { className: 'toast', textContent: text })
  byId('toasts').append(note)
  setTimeout(() => note.remove(), TOAST_MS)
}

/** Shows a text that must be closed by hand. */
export function showAlert(text) {
  byId('alert-text').textContent = text
  byId('alert').showModal()
}

/** A size in bytes for people. */
export function formatSize(bytes) {
  if (bytes < 1024) return `${bytes} B`
  const kilobytes = bytes / 1024
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

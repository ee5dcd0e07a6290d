import { renderMessage } from './bubble.js'
import { byId, element, toast } from './dom.js'
import { createFollowing } from './following.js'
import { createPresses } from './presses.js'

const FLASH_MS = 1500
const SILENT_MS = 500
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })

/** The list of messages: shows, replaces and removes them, and runs their buttons. */
export function createConversation({ botName, onReply, onCommand }) {
  const list = byId('messages')
  const messages = new Map()
  const following = createFollowing(list, byId('scroll'))
  const presses = createPresses((id) => messages.has(id) && place(messages.get(id)))
  const actions = { reply: onReply, jump: (id) => jumpTo(list, id), command: onCommand, press: presses.press }
  const render = (message) => renderMessage(message, botName(), actions, presses.isBusy)

  const place = (message) => {
    const made = render(message)
    const before = elementOf(list, message.id)
    messages.set(message.id, message)
    if (before === null) {
      insertByAge(list, made, message.id)
      return markDays(list)
    }
    const focused = before.contains(document.activeElement) ? document.activeElement.dataset.key : undefined
    before.replaceWith(made)
    if (focused !== undefined) made.querySelector(`[data-key="${focused}"]`)?.focus()
  }
  return {
    isEmpty: () => messages.size === 0,
    oldestId: () => Math.min(...messages.keys()),
    showAnswer: presses.showAnswer,
    /** Shows a message that is new or changed. */
    show(message) {
      const isNew = !messages.has(message.id)
      place(message)
      if (isNew) following.take(message.mine)
    },
    remove(id) {
      messages.delete(id)
      elementOf(list, id)?.remove()
      markDays(list)
    },
    /** Puts the whole chat in place, silently for screen readers. */
    replaceAll(all) {
      list.setAttribute('aria-live', 'off')
      messages.clear()
      for (const message of all) messages.set(message.id, message)
      list.replaceChildren(...all.map(render))
      markDays(list)
      following.toBottom()
      setTimeout(() => list.setAttribute('aria-live', 'polite'), SILENT_MS)
    },
    /** Puts earlier messages above. */
    prepend(earlier) {
      following.keepPlace(() => {
        for (const message of earlier) messages.set(message.id, message)
        list.prepend(...earlier.map(render))
        markDays(list)
      })
    },
  }
}

function elementOf(list, id) {
  return list.querySelector(`[data-id="${id}"]`)
}

function insertByAge(list, made, id) {
  const next = [...list.querySelectorAll('[data-id]')].find((one) => Number(one.dataset.id) > id) ?? null
  list.insertBefore(made, next)
}

/** Puts the day above the first message of each day; marks that are right already stay, so that nothing is read twice. */
function markDays(list) {
  let previous = ''
  for (const one of list.querySelectorAll('[data-id]')) {
    const day = dayFormat.format(new Date(Number(one.dataset.date) * 1000))
    const above = one.previousElementSibling
    const mark = above?.classList.contains('day') ? above : null
    if (day === previous) mark?.remove()
    else if (mark === null) one.before(element('p', { className: 'day', textContent: day }))
    else if (mark.textContent !== day) mark.textContent = day
    previous = day
  }
  for (const mark of list.querySelectorAll('.day')) {
    if (mark.nextElementSibling?.dataset.id === undefined) mark.remove()
  }
}

function jumpTo(list, id) {
  const target = elementOf(list, id)
  if (target === null) return toast('That message is further up; show earlier messages first.')
  target.scrollIntoView({ block: 'center' })
  target.classList.add('flash')
  setTimeout(() => target.classList.remove('flash'), FLASH_MS)
}

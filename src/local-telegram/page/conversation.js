import { act } from './api.js'
import { renderMessage } from './bubble.js'
import { byId, element, showAlert, toast } from './dom.js'

const NEAR_BOTTOM_PX = 120
const BOT_ANSWERS_WITHIN_MS = 15_000
const FLASH_MS = 1500
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })

/** The list of messages: shows, replaces and removes them, follows the newest, and runs the inline buttons. */
export function createConversation({ botName, onReply, onCommand }) {
  const list = byId('messages')
  const scroll = byId('scroll')
  const messages = new Map()
  const busy = new Map()
  const earlyAnswers = new Map()
  let unread = 0

  const isNearBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_BOTTOM_PX
  const toBottom = () => {
    scroll.scrollTop = scroll.scrollHeight
    unread = 0
    showJump()
  }
  const showJump = () => {
    byId('to-bottom').hidden = isNearBottom()
    byId('unread').textContent = unread === 0 ? '' : String(unread)
  }
  const elementOf = (id) => list.querySelector(`[data-id="${id}"]`)
  const jump = (id) => {
    const target = elementOf(id)
    if (target === null) return toast('That message is further up; show earlier messages first.')
    target.scrollIntoView({ block: 'center' })
    target.classList.add('flash')
    setTimeout(() => target.classList.remove('flash'), FLASH_MS)
  }
  const keyOf = (id, row, column) => `${id} ${row} ${column}`
  const isBusy = (id, row, column) => [...busy.values()].includes(keyOf(id, row, column))
  const refresh = (id) => messages.has(id) && place(messages.get(id))

  const press = async (id, row, column) => {
    if (isBusy(id, row, column)) return
    const waiting = `press ${keyOf(id, row, column)}`
    busy.set(waiting, keyOf(id, row, column))
    refresh(id)
    try {
      const { id: queryId } = await act('tap', { messageId: id, row, column })
      busy.set(queryId, keyOf(id, row, column))
      if (earlyAnswers.has(queryId)) showAnswer(earlyAnswers.get(queryId))
      setTimeout(() => {
        if (busy.delete(queryId)) toast('The bot has not answered.')
        refresh(id)
      }, BOT_ANSWERS_WITHIN_MS)
    } catch (error) {
      toast(error.message)
    }
    busy.delete(waiting)
    refresh(id)
  }
  const showAnswer = (answer) => {
    const key = busy.get(answer.id)
    if (key === undefined) return void earlyAnswers.set(answer.id, answer)
    busy.delete(answer.id)
    refresh(Number(key.split(' ')[0]))
    if (answer.text !== '' && answer.showAlert) showAlert(answer.text)
    else if (answer.text !== '') toast(answer.text)
  }
  const render = (message) => {
    const actions = { reply: onReply, jump, command: onCommand, press }
    return renderMessage(message, botName(), actions, isBusy)
  }
  const place = (message) => {
    const made = render(message)
    const before = elementOf(message.id)
    messages.set(message.id, message)
    if (before === null) return void insert(made, message)
    const focused = before.contains(document.activeElement) ? document.activeElement.dataset.key : undefined
    before.replaceWith(made)
    if (focused !== undefined) made.querySelector(`[data-key="${focused}"]`)?.focus()
  }
  const insert = (made, message) => {
    const next = [...list.querySelectorAll('[data-id]')].find((one) => Number(one.dataset.id) > message.id) ?? null
    list.insertBefore(made, next)
    markDays()
  }
  const markDays = () => {
    for (const mark of list.querySelectorAll('.day')) mark.remove()
    let previous = ''
    for (const one of list.querySelectorAll('[data-id]')) {
      const day = dayFormat.format(new Date(Number(one.dataset.date) * 1000))
      if (day !== previous) one.before(element('p', { className: 'day', textContent: day }))
      previous = day
    }
  }
  scroll.addEventListener('scroll', () => {
    if (isNearBottom()) unread = 0
    showJump()
  })
  byId('to-bottom').addEventListener('click', toBottom)
  // A picture that arrives late must not push the newest message out of sight.
  let follow = true
  let lastTop = 0
  const sizes = new ResizeObserver(() => follow && toBottom())
  sizes.observe(list)
  sizes.observe(scroll)
  scroll.addEventListener('scroll', () => {
    // Content that grows leaves the place as it is; only the person moves it up.
    if (isNearBottom()) follow = true
    else if (scroll.scrollTop < lastTop) follow = false
    lastTop = scroll.scrollTop
  })

  return {
    isEmpty: () => messages.size === 0,
    oldestId: () => Math.min(...messages.keys()),
    newestIsMine: () => [...messages.values()].at(-1)?.mine ?? false,
    /** Shows a message that is new or changed. */
    show(message) {
      const isNew = !messages.has(message.id)
      const wasNear = isNearBottom()
      place(message)
      if (!isNew) return
      if (wasNear || message.mine) toBottom()
      else {
        unread += 1
        showJump()
      }
    },
    remove(id) {
      messages.delete(id)
      elementOf(id)?.remove()
      markDays()
    },
    showAnswer,
    /** Puts the whole chat in place, silently for screen readers. */
    replaceAll(all) {
      list.setAttribute('aria-live', 'off')
      messages.clear()
      for (const message of all) messages.set(message.id, message)
      list.replaceChildren(...all.map(render))
      markDays()
      toBottom()
      setTimeout(() => list.setAttribute('aria-live', 'polite'), 500)
    },
    /** Puts earlier messages above and keeps what is read in its place. */
    prepend(earlier) {
      const heightBefore = scroll.scrollHeight
      const topBefore = scroll.scrollTop
      follow = false
      for (const message of earlier) messages.set(message.id, message)
      list.prepend(...earlier.map(render))
      markDays()
      scroll.scrollTop = topBefore + scroll.scrollHeight - heightBefore
    },
  }
}

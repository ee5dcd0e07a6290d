import { act } from './api.js'
import { createAttachment } from './attachment.js'
import { createCommandMenu } from './commands.js'
import { byId, toast } from './dom.js'

const TEXT_HEIGHT_MAX_PX = 160

/** Where the person writes: text, replies, files, commands. */
export function createComposer() {
  const text = byId('text')
  let isSending = false

  const refresh = () => {
    text.style.height = 'auto'
    text.style.height = `${Math.min(text.scrollHeight + 2, TEXT_HEIGHT_MAX_PX)}px`
    const isReady = (text.value.trim() !== '' || attachment.isThere()) && !isSending
    byId('send').setAttribute('aria-disabled', String(!isReady))
  }
  const attachment = createAttachment((isThere) => {
    text.placeholder = isThere ? 'Caption' : 'Message'
    refresh()
    if (isThere) text.focus()
  })
  const reply = createReply(text)
  const menu = createCommandMenu(text, (command) => {
    text.value = ''
    refresh()
    void sendNow(command)
  })
  const send = async () => {
    if (isSending || (text.value.trim() === '' && !attachment.isThere())) return
    isSending = true
    refresh()
    try {
      if (attachment.isThere()) await attachment.send(text.value.trim(), reply.id())
      else await act('send', { text: text.value, replyTo: reply.id() })
      text.value = ''
      attachment.clear()
      reply.set(null)
    } catch (error) {
      toast(error.message)
    }
    isSending = false
    refresh()
  }
  const takeKey = (event) => {
    if (menu.takesKey(event)) return
    if (event.key === 'Escape') reply.set(null)
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  }
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  text.addEventListener('keydown', takeKey)
  text.addEventListener('input', () => {
    refresh()
    menu.filter()
  })
  refresh()
  return {
    setReply: reply.set,
    setCommands: menu.setCommands,
    sendNow,
    /** Puts a text in place to be looked at before it is sent. */
    fill(value) {
      text.value = value
      refresh()
      text.focus()
    },
  }
}

/** Sends a text at once, past the composer; with a name it looks forwarded. */
async function sendNow(text, forwardFrom = null) {
  try {
    await act('send', { text, ...(forwardFrom === null ? {} : { forwardFrom }) })
  } catch (error) {
    toast(error.message)
  }
}

/** The message that the next one replies to. */
function createReply(text) {
  let id = null
  const set = (message) => {
    id = message?.id ?? null
    byId('reply').hidden = message === null
    if (message === null) return
    byId('reply-name').textContent = message.mine ? 'Reply to yourself' : 'Reply to the bot'
    const media = message.photo === null ? (message.document?.name ?? '') : 'Photo'
    byId('reply-text').textContent = message.text || media
    text.focus()
  }
  byId('reply-cancel').addEventListener('click', () => set(null))
  return { id: () => id, set }
}

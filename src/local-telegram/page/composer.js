import { act, upload } from './api.js'
import { createCommandMenu } from './commands.js'
import { byId, formatSize, toast } from './dom.js'

/** Where the person writes: text, replies, files, commands. */
export function createComposer() {
  const text = byId('text')
  let replyTo = null
  let file = null
  let isSending = false

  const resize = () => {
    text.style.height = 'auto'
    text.style.height = `${Math.min(text.scrollHeight + 2, 160)}px`
    const isReady = (text.value.trim() !== '' || file !== null) && !isSending
    byId('send').setAttribute('aria-disabled', String(!isReady))
  }
  const setReply = (message) => {
    replyTo = message?.id ?? null
    byId('reply').hidden = message === null
    byId('reply-name').textContent = message === null ? '' : message.mine ? 'Reply to yourself' : 'Reply to the bot'
    byId('reply-text').textContent = message?.text || (message?.photo ? 'Photo' : (message?.document?.name ?? ''))
    if (message !== null) text.focus()
  }
  const setFile = (chosen) => {
    file = chosen
    const picture = byId('attachment-picture')
    if (picture.src !== '') URL.revokeObjectURL(picture.src)
    const isPicture = chosen !== null && ['image/png', 'image/jpeg'].includes(chosen.type)
    picture.hidden = !isPicture
    if (isPicture) picture.src = URL.createObjectURL(chosen)
    else picture.removeAttribute('src')
    byId('attachment').hidden = chosen === null
    byId('attachment-icon').toggleAttribute('hidden', isPicture)
    byId('attachment-as').hidden = !isPicture
    byId('attachment-name').textContent = chosen?.name ?? ''
    byId('attachment-size').textContent = chosen === null ? '' : formatSize(chosen.size)
    byId('attachment-progress').hidden = true
    byId('file').value = ''
    text.placeholder = chosen === null ? 'Message' : 'Caption'
    resize()
    if (chosen !== null) text.focus()
  }
  const sendFile = async () => {
    const progress = byId('attachment-progress')
    progress.hidden = false
    const isPhoto = !byId('attachment-as').hidden && !byId('attachment-file').checked
    const parameters = { caption: text.value.trim(), as: isPhoto ? 'photo' : 'document' }
    await upload(file, replyTo === null ? parameters : { ...parameters, replyTo }, (part) => {
      progress.value = part
    })
  }
  const send = async () => {
    if (isSending || (text.value.trim() === '' && file === null)) return
    isSending = true
    try {
      if (file === null) await act('send', { text: text.value, replyTo })
      else await sendFile()
      text.value = ''
      setFile(null)
      setReply(null)
    } catch (error) {
      toast(error.message)
      byId('attachment-progress').hidden = true
    }
    isSending = false
    resize()
  }
  const sendNow = (value, forwardFrom = null) =>
    act('send', { text: value, ...(forwardFrom === null ? {} : { forwardFrom }) }).catch((error) =>
      toast(error.message),
    )

  const menu = createCommandMenu(text, (command) => {
    text.value = ''
    resize()
    void sendNow(command)
  })
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  text.addEventListener('input', () => {
    resize()
    menu.filter()
  })
  text.addEventListener('keydown', (event) => {
    if (menu.takesKey(event)) return
    if (event.key === 'Escape' && replyTo !== null) setReply(null)
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  })
  byId('reply-cancel').addEventListener('click', () => setReply(null))
  byId('attachment-cancel').addEventListener('click', () => setFile(null))
  byId('attach').addEventListener('click', () => byId('file').click())
  byId('file').addEventListener('change', (event) => setFile(event.target.files[0] ?? null))
  text.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.files[0]
    if (pasted === undefined) return
    event.preventDefault()
    setFile(pasted)
  })
  takeDrops(setFile)
  resize()
  return {
    setReply,
    setCommands: menu.setCommands,
    sendNow,
    /** Puts a text in place to be looked at before it is sent. */
    fill(value) {
      text.value = value
      resize()
      text.focus()
    },
  }
}

function takeDrops(setFile) {
  const drop = byId('drop')
  const hasFile = (event) => event.dataTransfer?.types.includes('Files') ?? false
  document.addEventListener('dragover', (event) => {
    if (!hasFile(event)) return
    event.preventDefault()
    drop.hidden = false
  })
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drop.hidden = true
  })
  document.addEventListener('drop', (event) => {
    drop.hidden = true
    const dropped = event.dataTransfer?.files[0]
    if (dropped === undefined) return
    event.preventDefault()
    setFile(dropped)
  })
}

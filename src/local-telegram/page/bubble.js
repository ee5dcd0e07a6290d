import { address } from './api.js'
import { byId, element, formatSize, icon, toast } from './dom.js'
import { link, renderText } from './entities.js'

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** One message as an element. `actions`: reply, jump, command, press; `isBusy` tells which buttons wait for the bot. */
export function renderMessage(message, botName, actions, isBusy) {
  const parts = [
    message.forwardedFrom === null ? null : forwarded(message.forwardedFrom),
    message.replyTo === null ? null : quote(message.replyTo, actions.jump),
    message.photo === null ? null : photo(message, botName),
    message.document === null ? null : documentLink(message.document),
    message.text === ''
      ? null
      : element('div', { className: 'text' }, renderText(message.text, message.entities, actions.command)),
    meta(message),
  ]
  const author = element('span', { className: 'visually-hidden', textContent: message.mine ? 'You: ' : `${botName}: ` })
  const body = element('div', { className: message.photo === null ? 'body' : 'body with-photo' }, [
    element('div', { className: 'bubble' }, [author, ...parts]),
    keyboard(message, actions.press, isBusy),
  ])
  const reply = element(
    'button',
    { type: 'button', className: 'tool reply-button', 'aria-label': 'Reply to this message' },
    [icon('reply')],
  )
  reply.dataset.key = 'reply'
  reply.addEventListener('click', () => actions.reply(message))
  const article = element('article', { className: `message ${message.mine ? 'mine' : 'theirs'}` }, [body, reply])
  article.dataset.id = String(message.id)
  article.dataset.date = String(message.date)
  return article
}

function forwarded(name) {
  return element('p', { className: 'forwarded' }, [icon('forward'), `Forwarded from ${name}`])
}

function quote(replyTo, jump) {
  const button = element(
    'button',
    { type: 'button', className: 'quote', 'aria-label': `In reply to: ${replyTo.text}` },
    [element('strong', { textContent: replyTo.name }), element('span', { textContent: replyTo.text.split('\n')[0] })],
  )
  button.addEventListener('click', () => jump(replyTo.id))
  return button
}

function photo(message, botName) {
  const { fileId, width, height } = message.photo
  const source = address(`files/${encodeURIComponent(fileId)}`)
  const alt = message.text.split('\n')[0] || `Picture from ${message.mine ? 'you' : botName}`
  const button = element('button', { type: 'button', className: 'photo', 'aria-label': `${alt} — open in full size` }, [
    element('img', { src: source, alt }),
  ])
  // The place is kept before the picture is there, so that nothing jumps.
  button.firstChild.style.aspectRatio = `${width} / ${height}`
  button.dataset.key = 'photo'
  button.addEventListener('click', () => {
    byId('viewer-picture').src = source
    byId('viewer-picture').alt = alt
    byId('viewer').showModal()
  })
  return button
}

function documentLink({ fileId, name, size }) {
  const href = address(`files/${encodeURIComponent(fileId)}`)
  return element('a', { className: 'document', href, download: name }, [
    element('span', { className: 'tile' }, [icon('file')]),
    element('span', {}, [
      element('strong', { textContent: name }),
      element('small', { textContent: `${formatSize(size)} · download` }),
    ]),
  ])
}

function meta(message) {
  const date = new Date(message.date * 1000)
  return element('div', { className: 'meta' }, [
    message.reactions.length === 0
      ? null
      : element('span', { className: 'reactions', textContent: message.reactions.join(' ') }),
    message.edited ? element('span', { textContent: 'edited' }) : null,
    element('time', { dateTime: date.toISOString(), textContent: clock.format(date) }),
  ])
}

function keyboard(message, press, isBusy) {
  if (message.keyboard.length === 0) return null
  const rows = message.keyboard.map((row, rowIndex) =>
    element(
      'div',
      {},
      row.map((button, column) => {
        const key = renderKey(button, () => press(message.id, rowIndex, column))
        key.dataset.key = `key ${rowIndex} ${column}`
        if (button.style !== null) key.dataset.style = button.style
        if (isBusy(message.id, rowIndex, column)) key.setAttribute('aria-busy', 'true')
        return key
      }),
    ),
  )
  return element('div', { className: 'keyboard', role: 'group', 'aria-label': 'Buttons of this message' }, rows)
}

function renderKey(button, press) {
  if (button.kind === 'link') return link(button.value, [button.text, icon('link')], { className: 'key' })
  const key = element('button', { type: 'button', className: 'key' }, [button.text])
  if (button.kind === 'disabled') key.setAttribute('aria-disabled', 'true')
  if (button.kind === 'callback') key.addEventListener('click', press)
  if (button.kind === 'copy') {
    key.append(icon('copy'))
    key.addEventListener('click', () => {
      navigator.clipboard.writeText(button.value).then(
        () => toast('Copied'),
        () => toast(`Copy by hand: ${button.value}`),
      )
    })
  }
  return key
}

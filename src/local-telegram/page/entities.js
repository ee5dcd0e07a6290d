import { element } from './dom.js'

/** A text with its entities as DOM nodes: text only ever becomes text nodes, links only lead to safe schemes. */
export function renderText(text, entities, onCommand) {
  const sorted = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length)
  return renderRange(text, sorted, 0, text.length, onCommand)
}

function renderRange(text, entities, start, end, onCommand) {
  const nodes = []
  let position = start
  let rest = entities
  while (rest.length > 0) {
    const [entity, ...others] = rest
    const entityEnd = Math.min(entity.offset + entity.length, end)
    if (entity.offset > position) nodes.push(text.slice(position, entity.offset))
    const inside = others.filter((one) => one.offset < entityEnd)
    const content = renderRange(text, inside, entity.offset, entityEnd, onCommand)
    nodes.push(wrap(entity, content, text.slice(entity.offset, entityEnd), onCommand))
    // A block ends its line by itself; the line end behind it would show as an empty line.
    const endsLine = BLOCKS.has(entity.type) && text.charAt(entityEnd) === '\n'
    position = endsLine ? entityEnd + 1 : entityEnd
    rest = others.filter((one) => one.offset >= entityEnd)
  }
  if (position < end) nodes.push(text.slice(position, end))
  return nodes
}

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote'])

function wrap(entity, content, source, onCommand) {
  const tag = TAGS[entity.type]
  if (tag !== undefined) return element(tag, {}, content)
  switch (entity.type) {
    case 'expandable_blockquote':
      return element('blockquote', {}, content)
    case 'spoiler':
      return spoiler(content)
    case 'bot_command': {
      const button = element('button', { type: 'button', className: 'command' }, content)
      button.addEventListener('click', () => onCommand(source))
      return button
    }
    case 'url':
      return link(/^https?:/i.test(source) ? source : `https://${source}`, content)
    case 'text_link':
      return link(entity.url, content)
    case 'email':
      return link(`mailto:${source}`, content)
    case 'date_time':
      return element('time', { dateTime: new Date(entity.unix_time * 1000).toISOString() }, content)
    default:
      return element('span', {}, content)
  }
}

/** A link that opens beside the chat and tells the other site nothing; other schemes stay text. */
export function link(url, content, properties = {}) {
  if (!/^(?:https?:|mailto:|tel:|tg:)/i.test(url)) return element('span', properties, content)
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', ...properties }, content)
}

function spoiler(content) {
  const hidden = element('span', { 'aria-hidden': 'true' }, content)
  const button = element('button', { type: 'button', className: 'spoiler', 'aria-label': 'Show the hidden text' }, [
    hidden,
  ])
  button.setAttribute('aria-expanded', 'false')
  button.addEventListener('click', () => {
    button.setAttribute('aria-expanded', 'true')
    button.removeAttribute('aria-label')
    hidden.removeAttribute('aria-hidden')
  })
  return button
}

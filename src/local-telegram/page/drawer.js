import { byId, element } from './dom.js'

const NARROW = matchMedia('(max-width: 60rem)')
const ALL = ''

/** The drawer with sample alerts; `fill` puts one in the composer, `send` sends it (with a name: as forwarded). */
export function createDrawer({ fill, send }) {
  const drawer = byId('drawer')
  const bank = byId('bank')
  let samples = []
  let opener = byId('drawer-toggle')

  const close = () => {
    drawer.hidden = true
    byId('chat').inert = false
    byId('drawer-toggle').setAttribute('aria-expanded', 'false')
    opener.focus()
  }
  const open = (from) => {
    opener = from
    drawer.hidden = false
    byId('drawer-toggle').setAttribute('aria-expanded', 'true')
    // On a phone the drawer covers the chat, so nothing behind it may take the focus.
    byId('chat').inert = NARROW.matches
    bank.focus()
  }
  const leave = () => {
    if (NARROW.matches) close()
  }
  const show = () => {
    const fitting = samples.filter((one) => bank.value === ALL || one.bank === bank.value)
    const items = fitting.map((sample) => renderSample(sample, bank.value === ALL, choose))
    byId('samples').replaceChildren(
      ...(items.length > 0 ? items : [element('li', { textContent: 'There are no samples.' })]),
    )
  }
  const choose = (sample, isSent) => {
    leave()
    if (!isSent) return fill(sample.text)
    send(sample.text, byId('as-forward').checked ? sample.bank : null)
  }
  byId('drawer-toggle').addEventListener('click', (event) => (drawer.hidden ? open(event.currentTarget) : close()))
  byId('drawer-close').addEventListener('click', close)
  drawer.addEventListener('keydown', (event) => event.key === 'Escape' && close())
  NARROW.addEventListener('change', () => {
    byId('chat').inert = NARROW.matches && !drawer.hidden
  })
  bank.addEventListener('change', show)
  return {
    open,
    setSamples(next) {
      samples = next
      const banks = [...new Set(next.map((one) => one.bank))]
      const chosen = bank.value
      bank.replaceChildren(
        element('option', { value: ALL, textContent: 'All banks' }),
        ...banks.map((name) => element('option', { value: name, textContent: name })),
      )
      bank.value = banks.includes(chosen) ? chosen : ALL
      show()
    },
  }
}

function renderSample(sample, withBank, choose) {
  const place = element('button', { type: 'button', className: 'secondary', textContent: 'Edit first' })
  const send = element('button', { type: 'button', className: 'primary', textContent: 'Send' })
  const name = `${sample.bank}, ${sample.title}`
  place.setAttribute('aria-label', `Edit first: ${name}`)
  send.setAttribute('aria-label', `Send: ${name}`)
  place.addEventListener('click', () => choose(sample, false))
  send.addEventListener('click', () => choose(sample, true))
  return element('li', {}, [
    element('h3', {}, [sample.title, withBank ? element('small', { textContent: ` · ${sample.bank}` }) : null]),
    element('pre', { textContent: sample.text, tabIndex: 0 }),
    element('div', {}, [place, send]),
  ])
}

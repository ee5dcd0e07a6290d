import { byId, element, toast } from './dom.js'

/** The list of the bot's commands above the text; opened by its button or by typing a slash. */
export function createCommandMenu(text, choose) {
  const list = byId('commands')
  const toggle = byId('command-toggle')
  let commands = []
  let shown = []
  let selected = 0

  const close = () => {
    list.hidden = true
    toggle.setAttribute('aria-expanded', 'false')
    text.removeAttribute('aria-activedescendant')
  }
  const select = (index) => {
    selected = (index + shown.length) % shown.length
    for (const [place, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(place === selected))
    }
    list.children[selected].scrollIntoView({ block: 'nearest' })
    text.setAttribute('aria-activedescendant', list.children[selected].id)
  }
  const pick = (index) => {
    const command = shown[index]
    close()
    text.focus()
    choose(`/${command.command}`)
  }
  const open = (fitting) => {
    shown = fitting
    if (shown.length === 0) return close()
    list.replaceChildren(...shown.map(renderItem))
    for (const [place, item] of [...list.children].entries()) item.addEventListener('click', () => pick(place))
    list.hidden = false
    toggle.setAttribute('aria-expanded', 'true')
    select(0)
  }
  toggle.addEventListener('click', () => {
    if (!list.hidden) return close()
    if (commands.length === 0) return toast('The bot has no commands yet.')
    open(commands)
    text.focus()
  })
  document.addEventListener('click', (event) => {
    if (!byId('composer').contains(event.target)) close()
  })
  return {
    setCommands(next) {
      commands = next
    },
    /** Shows the commands that begin with what is typed. */
    filter() {
      const typed = /^\/([a-z0-9_]*)$/i.exec(text.value)?.[1]
      if (typed === undefined) close()
      else open(commands.filter((one) => one.command.startsWith(typed.toLowerCase())))
    },
    /** Handles a key while the list is open; true when the key is used up. */
    takesKey(event) {
      if (list.hidden) return false
      const steps = { ArrowDown: 1, ArrowUp: -1 }
      if (event.key in steps) select(selected + steps[event.key])
      else if (event.key === 'Escape') close()
      else if (event.key === 'Enter' && !event.shiftKey) pick(selected)
      else if (event.key === 'Tab' && !event.shiftKey) {
        text.value = `/${shown[selected].command} `
        close()
      } else return false
      event.preventDefault()
      return true
    },
  }
}

function renderItem(command, place) {
  return element('div', { id: `command-${place}`, role: 'option' }, [
    element('strong', { textContent: `/${command.command}` }),
    element('span', { textContent: command.description }),
  ])
}

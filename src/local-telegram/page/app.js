import { address, readState } from './api.js'
import { createComposer } from './composer.js'
import { createConversation } from './conversation.js'
import { byId, toast } from './dom.js'
import { createDrawer } from './drawer.js'
import { startTheme } from './theme.js'

const ACTION_SHOWN_MS = 5000
const REOPEN_AFTER_MS = 2000
const GOOD_NEWS_MS = 3000
const ACTIONS = { typing: 'is typing…', upload_photo: 'is sending a picture…', upload_document: 'is sending a file…' }

startTheme()
let profile = { name: 'The bot', description: '', commands: [] }
let typingTimer = 0
const composer = createComposer()
const conversation = createConversation({
  botName: () => profile.name,
  onReply: composer.setReply,
  onCommand: (command) => void composer.sendNow(command),
})
const drawer = createDrawer({ fill: composer.fill, send: (text, from) => void composer.sendNow(text, from) })

function showProfile(next) {
  profile = next
  byId('bot-name').textContent = profile.name
  document.title = `${profile.name} — Local Telegram`
  byId('avatar').textContent = [...profile.name][0]?.toUpperCase() ?? ''
  byId('empty-description').textContent = profile.description || profile.shortDescription
  composer.setCommands(profile.commands)
}

function showEmptiness() {
  byId('empty').hidden = !conversation.isEmpty()
}

function showTyping(action) {
  byId('typing-text').textContent = `${profile.name} ${ACTIONS[action] ?? 'is working…'}`
  byId('typing').hidden = false
  byId('scroll').scrollTop = byId('scroll').scrollHeight
  clearTimeout(typingTimer)
  typingTimer = setTimeout(hideTyping, ACTION_SHOWN_MS)
}

function hideTyping() {
  byId('typing').hidden = true
}

function showBanner(text, isGood = false) {
  byId('banner').textContent = text
  byId('banner').classList.toggle('good', isGood)
  byId('banner').hidden = text === ''
}

async function load() {
  const state = await readState()
  showProfile(state.profile)
  conversation.replaceAll(state.messages)
  byId('earlier').hidden = !state.hasEarlier
  drawer.setSamples(state.samples)
  showEmptiness()
  return state.position
}

function listen(position) {
  const source = new EventSource(address('events', { after: position }))
  let wasLost = false
  const on = (name, handle) => source.addEventListener(name, (event) => handle(JSON.parse(event.data)))
  source.addEventListener('open', () => {
    if (!wasLost) return
    wasLost = false
    showBanner('Connected again.', true)
    setTimeout(() => showBanner(''), GOOD_NEWS_MS)
  })
  source.addEventListener('error', () => {
    wasLost = true
    showBanner('Connection lost. Is the program still running? Trying again…')
    if (source.readyState === EventSource.CLOSED) setTimeout(start, REOPEN_AFTER_MS)
  })
  on('message', (message) => {
    if (!message.mine) hideTyping()
    conversation.show(message)
    showEmptiness()
  })
  on('deleted', ({ id }) => {
    conversation.remove(id)
    showEmptiness()
  })
  on('action', ({ action }) => showTyping(action))
  on('answer', conversation.showAnswer)
  on('profile', showProfile)
  on('reload', () => void load().catch((error) => toast(error.message)))
}

async function start() {
  try {
    const position = await load()
    showBanner('')
    listen(position)
  } catch {
    showBanner('No connection to the local server. Trying again…')
    setTimeout(start, REOPEN_AFTER_MS)
  }
}

// As with Telegram's own links, `?start=CODE` in the address gives the Start button its code.
const startCode = new URLSearchParams(location.search).get('start') ?? ''
byId('start').addEventListener('click', () => composer.sendNow(`/start ${startCode}`.trim()))
byId('empty-try').addEventListener('click', (event) => drawer.open(event.currentTarget))
byId('earlier').addEventListener('click', async () => {
  try {
    const state = await readState(conversation.oldestId())
    conversation.prepend(state.messages)
    byId('earlier').hidden = !state.hasEarlier
  } catch (error) {
    toast(error.message)
  }
})
byId('viewer').addEventListener('click', (event) => event.target === byId('viewer') && byId('viewer').close())
void start()

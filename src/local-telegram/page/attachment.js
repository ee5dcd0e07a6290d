import { upload } from './api.js'
import { byId, formatSize } from './dom.js'

/** The file that waits to be sent: chosen, pasted or dropped. `changed` is called when one comes or goes. */
export function createAttachment(changed) {
  let file = null
  const picture = byId('attachment-picture')
  const progress = byId('attachment-progress')

  const set = (chosen) => {
    file = chosen
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
    progress.hidden = true
    byId('file').value = ''
    changed(chosen !== null)
  }
  byId('attachment-cancel').addEventListener('click', () => set(null))
  byId('attach').addEventListener('click', () => byId('file').click())
  byId('file').addEventListener('change', (event) => set(event.target.files[0] ?? null))
  byId('text').addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.files[0]
    if (pasted === undefined) return
    event.preventDefault()
    set(pasted)
  })
  takeDrops(set)
  return {
    isThere: () => file !== null,
    clear: () => set(null),
    /** Uploads the file with its caption and shows how far it is. */
    async send(caption, replyTo) {
      progress.value = 0
      progress.hidden = false
      const isPhoto = !byId('attachment-as').hidden && !byId('attachment-file').checked
      const parameters = { caption, as: isPhoto ? 'photo' : 'document' }
      try {
        await upload(file, replyTo === null ? parameters : { ...parameters, replyTo }, (part) => {
          progress.value = part
        })
      } finally {
        progress.hidden = true
      }
    },
  }
}

function takeDrops(set) {
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
    set(dropped)
  })
}

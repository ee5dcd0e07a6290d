const userParameter = new URLSearchParams(location.search).get('user')

/** An address of the server for this page's person. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams(parameters)
  if (userParameter !== null) query.set('user', userParameter)
  const text = query.toString()
  return `/demo/${path}${text === '' ? '' : `?${text}`}`
}

/** The chat as it is now, or the messages before one of them. */
export async function readState(before = null) {
  const response = await fetch(address('state', before === null ? {} : { before }))
  if (!response.ok) throw new Error('the chat could not be read')
  return response.json()
}

/** Does something as this page's person; throws with the server's reason. */
export async function act(action, body) {
  let response
  try {
    response = await fetch(address(`api/${action}`), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-local-telegram': 'page' },
      body: JSON.stringify(body),
    })
  } catch {
    throw new Error('No connection to the local server.')
  }
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

/** Uploads a file and reports how far it is, from 0 to 1. */
export function upload(file, parameters, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address('api/upload', { name: file.name, ...parameters }))
    request.setRequestHeader('x-local-telegram', 'page')
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onload = () => {
      if (request.status === 200) resolve()
      else reject(new Error(request.status === 413 ? 'The file is larger than 50 MB.' : 'The file was not taken.'))
    }
    request.onerror = () => reject(new Error('No connection to the local server.'))
    request.send(file)
  })
}

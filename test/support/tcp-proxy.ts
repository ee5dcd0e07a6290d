import { connect, createServer, type Server, type Socket } from 'node:net'

/** What happens to the bytes from now on. `pass`: nothing; `silent`: they vanish, both ends stay open (half-open). */
export type ProxyMode = 'pass' | 'silent'

/** A TCP relay on loopback with faults. Direction `up` is toward the target. */
export type TcpProxy = {
  readonly port: number
  /** The same URL, through the proxy. */
  through(url: string): string
  setMode(mode: ProxyMode): void
  /** Delays every chunk, both ways. */
  setDelayMs(milliseconds: number): void
  /** Cuts every connection when `count` more bytes have gone in `direction`; the bytes before the cut arrive. */
  cutAfterBytes(direction: 'up' | 'down', count: number): void
  /** Cuts the connection that carries `text` toward the target: before it arrives, or after, so that no answer returns. */
  cutAtText(text: string, when: 'before' | 'after'): void
  /** Connections accepted so far. */
  readonly accepted: number
  /** Resets all open connections. */
  cutAll(): void
  close(): Promise<void>
}

type Faults = {
  mode: ProxyMode
  delayMs: number
  bytesLeft: { up: number; down: number }
  textCut: { text: string; when: 'before' | 'after' } | null
  accepted: number
}

/** Starts a proxy to `target` (host and port taken from a URL). */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const faults: Faults = {
    mode: 'pass',
    delayMs: 0,
    bytesLeft: { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY },
    textCut: null,
    accepted: 0,
  }
  const server = createServer((near) => {
    faults.accepted += 1
    const far = connect(Number(port), hostname)
    const pair = [near, far] as const
    for (const socket of pair) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('close', () => sockets.delete(socket))
      // Broken connections are what this is for.
      socket.on('error', () => {})
    }
    relay(near, far, 'up', faults)
    relay(far, near, 'down', faults)
  })
  const ownPort = await listenOnLoopback(server)
  const cutAll = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port: ownPort,
    through: (url) => {
      const address = new URL(url)
      address.host = `127.0.0.1:${ownPort}`
      return address.href
    },
    setMode: (mode) => {
      faults.mode = mode
    },
    setDelayMs: (milliseconds) => {
      faults.delayMs = milliseconds
    },
    cutAfterBytes: (direction, count) => {
      faults.bytesLeft[direction] = count
    },
    cutAtText: (text, when) => {
      faults.textCut = { text, when }
    },
    get accepted() {
      return faults.accepted
    },
    cutAll,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cutAll()
      }),
  }
}

function relay(from: Socket, to: Socket, direction: 'up' | 'down', faults: Faults): void {
  const cut = () => {
    from.resetAndDestroy()
    to.resetAndDestroy()
  }
  // After a cut that lets the last bytes arrive, the target must be able to read them: an orderly end, not a reset.
  const cutAfterDelivery = (chunk: Buffer) => {
    to.end(chunk)
    from.resetAndDestroy()
  }
  const pass = (chunk: Buffer) => {
    if (faults.mode === 'silent' || to.destroyed) return
    const { textCut } = faults
    if (direction === 'up' && textCut !== null && chunk.includes(textCut.text)) {
      faults.textCut = null
      if (textCut.when === 'before') cut()
      else cutAfterDelivery(chunk)
      return
    }
    if (chunk.length > faults.bytesLeft[direction]) {
      const last = chunk.subarray(0, faults.bytesLeft[direction])
      faults.bytesLeft[direction] = Number.POSITIVE_INFINITY
      cutAfterDelivery(last)
      return
    }
    faults.bytesLeft[direction] -= chunk.length
    to.write(chunk)
  }
  from.on('data', (chunk: Buffer) => {
    if (faults.delayMs > 0) setTimeout(pass, faults.delayMs, chunk)
    else pass(chunk)
  })
  from.on('end', () => {
    if (faults.mode === 'pass') to.end()
  })
  from.on('close', () => {
    if (faults.mode === 'pass') to.destroy()
  })
}

function listenOnLoopback(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
    })
  })
}

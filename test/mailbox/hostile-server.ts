import { readFileSync } from 'node:fs'
import { createServer, type TLSSocket } from 'node:tls'

/**
 * A process of IMAP servers over TLS that misbehave, one port for each way; started by itself so that its memory is not
 * ours. Writes the ports as JSON. `healthy` serves one mail.
 */

/** What a server does with a line; `greet` at the beginning. */
type Script = {
  readonly greet?: (socket: TLSSocket) => void
  /** True: it was answered here. */
  readonly answer?: (socket: TLSSocket, tag: string, command: string) => boolean
}

const MAIL = 'From: GeNS@gtbank.com\r\nSubject: hello\r\n\r\nhello\r\n'
const CHUNK = 'x'.repeat(65_536)

const say = (socket: TLSSocket, text: string) => socket.destroyed || socket.write(`${text}\r\n`)

/** Writes a piece again and again, as fast as the other side takes it. */
function flood(socket: TLSSocket, piece: string | (() => string)): void {
  const more = () => {
    while (!socket.destroyed && socket.write(typeof piece === 'string' ? piece : piece()));
  }
  socket.on('drain', more)
  more()
}

/** A script that does something of its own at one command, and is healthy otherwise. */
function at(command: RegExp, act: (socket: TLSSocket, tag: string) => void): Script {
  return {
    answer: (socket, tag, line) => {
      if (!command.test(line)) return false
      act(socket, tag)
      return true
    },
  }
}

const silent = () => {}

const SCRIPTS: Readonly<Record<string, Script>> = {
  healthy: {},
  'endless greeting': { greet: (socket) => flood(socket, CHUNK) },
  'no greeting': { greet: silent },
  'close at once': { greet: (socket) => void socket.destroy() },
  'garbage greeting': { greet: (socket) => void socket.write(Buffer.from([0, 255, 13, 10, 7, 200, 13, 10])) },
  'BYE greeting': { greet: (socket) => void say(socket, '* BYE not today') },
  'greeting byte by byte': {
    greet: (socket) => {
      const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write('*')), 50)
    },
  },
  'no answer to the login': at(/^(?:LOGIN|AUTHENTICATE)/iu, silent),
  'no answer to anything': { answer: () => true },
  'wrong tags': { answer: (socket) => say(socket, 'WRONG OK done') || true },
  'thousands of capabilities': at(/^CAPABILITY/iu, (socket, tag) => {
    const names = Array.from({ length: 200_000 }, (_, number) => `X${number}`)
    say(socket, `* CAPABILITY IMAP4rev1 ${names.join(' ')}`)
    say(socket, `${tag} OK done`)
  }),
  'no UIDVALIDITY': at(/^EXAMINE/iu, (socket, tag) => {
    say(socket, '* 1 EXISTS')
    say(socket, `${tag} OK [READ-ONLY] done`)
  }),
  'a UIDVALIDITY that is no number': at(/^EXAMINE/iu, (socket, tag) => {
    say(socket, '* 1 EXISTS\r\n* OK [UIDVALIDITY never] \r\n* OK [UIDNEXT 2]')
    say(socket, `${tag} OK [READ-ONLY] done`)
  }),
  'no INBOX': at(/^EXAMINE/iu, (socket, tag) => void say(socket, `${tag} NO [NONEXISTENT] no such folder`)),
  'endless search': at(/^UID SEARCH/iu, (socket) => {
    socket.write('* SEARCH')
    let uid = 0
    flood(socket, () => ` ${++uid}`.repeat(1_000))
  }),
  'UIDs that are none': at(/^UID SEARCH/iu, (socket, tag) => {
    say(socket, '* SEARCH -1 0 99999999999999999999 abc 1.5')
    say(socket, `${tag} OK done`)
  }),
  'no answer to a search': at(/^UID SEARCH/iu, silent),
  'a literal of gigabytes': at(/^UID FETCH .*BODY/iu, (socket) => {
    say(socket, '* 1 FETCH (UID 1 BODY[] {4294967296}')
    flood(socket, CHUNK)
  }),
  'a literal longer than its size': at(/^UID FETCH .*BODY/iu, (socket) => {
    say(socket, `* 1 FETCH (UID 1 BODY[] {104857600}`)
    flood(socket, CHUNK)
  }),
  'a literal cut short': at(/^UID FETCH .*BODY/iu, (socket) => {
    socket.end('* 1 FETCH (UID 1 BODY[] {500}\r\nFrom: GeNS')
  }),
  'another mail than was asked for': at(/^UID FETCH .*BODY/iu, (socket, tag) => {
    say(socket, `* 9 FETCH (UID 9 INTERNALDATE "01-Oct-2026 10:00:00 +0000" BODY[] {${MAIL.length}}\r\n${MAIL})`)
    say(socket, `${tag} OK done`)
  }),
  'endless parentheses': at(/^UID FETCH/iu, (socket) => {
    socket.write('* 1 FETCH ')
    flood(socket, '('.repeat(4_096))
  }),
  'a flood of news': at(/^UID FETCH/iu, (socket) => flood(socket, () => '* 5 EXISTS\r\n'.repeat(2_000))),
  'a flood of news beside a mail': at(/^UID FETCH .*BODY/iu, (socket) => {
    flood(socket, () => '* 5 EXISTS\r\n* OK still here\r\n'.repeat(1_000))
  }),
  'BYE in the middle': at(/^UID FETCH .*BODY/iu, (socket) => {
    say(socket, '* 1 FETCH (UID 1\r\n* BYE overloaded')
    socket.end()
  }),
}

const certificates = new URL('./certificates/', import.meta.url)
const tls = {
  cert: readFileSync(new URL('server.crt', certificates)),
  key: readFileSync(new URL('server.key', certificates)),
}

function serve(script: Script): Promise<number> {
  const server = createServer(tls, (socket) => {
    socket.on('error', () => {})
    let rest = ''
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const [, tag = '', command = ''] = /^(\S+) (.*)$/u.exec(rest.slice(0, end)) ?? []
        rest = rest.slice(end + 2)
        if (script.answer?.(socket, tag, command) !== true) behave(socket, tag, command)
      }
    })
    if (script.greet === undefined) say(socket, '* OK ready')
    else script.greet(socket)
  })
  // A client that gives up in the middle of the handshake is none of our business.
  server.on('tlsClientError', () => {})
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** A small IMAP server with one mail. */
function behave(socket: TLSSocket, tag: string, command: string): void {
  const answers: readonly (readonly [RegExp, string])[] = [
    [/^CAPABILITY/iu, '* CAPABILITY IMAP4rev1'],
    [/^EXAMINE/iu, '* 1 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n* OK [UIDNEXT 2] next'],
    [/^UID SEARCH/iu, '* SEARCH 1'],
    [/^UID FETCH .*SIZE/iu, `* 1 FETCH (UID 1 RFC822.SIZE ${MAIL.length})`],
    [
      /^UID FETCH .*BODY/iu,
      `* 1 FETCH (UID 1 INTERNALDATE "01-Oct-2026 10:00:00 +0000" BODY[] {${MAIL.length}}\r\n${MAIL})`,
    ],
  ]
  const found = answers.find(([pattern]) => pattern.test(command))
  if (found !== undefined) say(socket, found[1])
  say(socket, `${tag} OK done`)
}

const ports: Record<string, number> = {}
for (const [name, script] of Object.entries(SCRIPTS)) ports[name] = await serve(script)
process.stdout.write(`${JSON.stringify(ports)}\n`)

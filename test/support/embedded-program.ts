// Run by embedded-process.ts: uses the embedded server of a folder until its standard input ends.
import { once } from 'node:events'
import { startEmbeddedPostgres } from '../../src/db/embedded/start.ts'

try {
  const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' })
  process.stdout.write(`${JSON.stringify(server)}\n`)
  process.stdin.resume()
  await once(process.stdin, 'end')
  await server.release()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run as lint } from 'dockerfilelint'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { SETTINGS } from '../../src/config.ts'
import { debianPart, titleWith } from '../support/debian-part.ts'

function read(name: string): string {
  return readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
}

/** The npm packages of a kind, from package.json. */
function packages(kind: string): string[] {
  return Object.keys(JSON.parse(read('package.json'))[kind])
}

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile')

  it('deletes exactly the optional packages, whose work the image and DATABASE_URL do', () => {
    const removal = /rm -rf((?:[^\n]*\\\n)*[^\n]*)/.exec(dockerfile)?.[1] ?? ''
    const removed = removal.match(/node_modules\/[^\s\\]+/g)?.map((path) => path.slice('node_modules/'.length)) ?? []
    const isRemoved = (name: string): boolean => removed.includes(name) || removed.includes(name.split('/')[0] ?? '')
    expect(packages('optionalDependencies').filter((name) => !isRemoved(name))).toEqual([])
    expect(packages('dependencies').filter(isRemoved)).toEqual([])
    expect(dockerfile).not.toMatch(/^RUN.*--omit=optional/m)
  })

  it('runs as a user without rights', () => {
    expect(dockerfile.match(/^USER .*$/gm)).toEqual(['USER 10001:10001'])
  })

  it('copies nothing that .dockerignore keeps outside', () => {
    const allowed = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map((match) => match[1])
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      (match) => match[1]?.split(' ') ?? [],
    )
    expect(new Set(copied)).toEqual(new Set(allowed))
  })

  it('follows the rules of the linter', () => {
    expect(lint('.', dockerfile).map(({ rule, line }) => `${line}: ${rule}`)).toEqual([])
  })

  it('starts the program as npm start does', () => {
    const command = /^CMD (.+)$/m.exec(dockerfile)?.[1] ?? '[]'
    expect(JSON.parse(command).join(' ')).toBe(JSON.parse(read('package.json')).scripts.start)
  })
})

describe('docker-compose.yml', () => {
  it('sets only names that the program knows and holds no secret', () => {
    const compose = read('docker-compose.yml')
    const app = compose.slice(compose.indexOf('  app:'), compose.indexOf('  database:\n    image'))
    const names = [...app.matchAll(/^ {6}([A-Z_]+): /gm)].map((match) => match[1] ?? '')
    const known: string[] = SETTINGS.map((setting) => setting.name)
    expect(names).toContain('DATABASE_URL')
    expect(names.filter((name) => !known.includes(name))).toEqual([])
    expect([...compose.matchAll(/PASSWORD: (.*)$/gm)].map((match) => match[1])).toEqual([
      expect.stringMatching(/^\$\{POSTGRES_PASSWORD:\?/),
      // Grafana is open to this machine only, and asks for a new password at the first sign-in.
      '${GRAFANA_PASSWORD' + ':-}',
    ])
  })

  it('mounts what is there, read-only', () => {
    const mounts = [...read('docker-compose.yml').matchAll(/^ {6}- (\.\/[^:]+):[^:]+(:ro)?$/gm)]
    expect(mounts).toHaveLength(5)
    for (const [, path = '', mode] of mounts) {
      expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).toBe(true)
      expect(mode).toBe(':ro')
    }
  })

  const part = debianPart('docker-compose', '/usr/bin/docker-compose')
  it.skipIf(part.kind === 'absent')(
    titleWith(part, 'docker-compose', 'is understood by Compose, with everything in it'),
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'expense-tracker-compose-'))
      try {
        cpSync(new URL('../../docker-compose.yml', import.meta.url), join(folder, 'docker-compose.yml'))
        writeFileSync(join(folder, '.env'), 'POSTGRES_PASSWORD=invented\n')
        const services = (...options: string[]): string[] => {
          const text = execFileSync('/usr/bin/docker-compose', [...options, 'config'], {
            cwd: folder,
            encoding: 'utf8',
          })
          return Object.keys(parseYaml(text).services).toSorted()
        }
        expect(services('--profile', 'observability')).toEqual([
          'app',
          'collector',
          'database',
          'grafana',
          'prometheus',
          'tempo',
        ])
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )

  it('binds the port to this machine only', () => {
    expect(read('docker-compose.yml').match(/^ {6}- \S+:8080$/gm)).toEqual([
      '      - 127.0.0.1:${PORT' + ':-8080}:8080',
    ])
  })
})

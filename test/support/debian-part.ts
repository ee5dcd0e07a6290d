import { existsSync } from 'node:fs'

/** A program of Debian's that some tests use: there it is, or it is absent and those tests are skipped. */
export type DebianPart = { readonly kind: 'present'; readonly path: string } | { readonly kind: 'absent' }

/**
 * Looks for the program of the Debian package `name` at `path`. In CI (`CI=true`) every package is installed, so an absent
 * one throws: a machine that quietly skips tests would look green.
 */
export function debianPart(
  name: string,
  path: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): DebianPart {
  if (existsSync(path)) return { kind: 'present', path }
  if (environment.CI === 'true') throw new Error(`${path} is missing: CI must install the Debian package ${name}`)
  return { kind: 'absent' }
}

/**
 * The title of tests that need `part`, for `describe.skipIf(part.kind === 'absent')(titleWith(…))`: says in the report
 * which package would have made them run.
 */
export function titleWith(part: DebianPart, name: string, title: string): string {
  return part.kind === 'present' ? title : `${title} (needs the Debian package ${name})`
}

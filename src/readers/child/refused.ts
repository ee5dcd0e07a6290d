import type { Refusal } from '../../domain/statement.ts'

/** Stops the reading of a file from anywhere inside it; caught in one place and told to the caller as a value. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly reason: Refusal

  constructor(reason: Refusal, what: string) {
    super(what)
    this.reason = reason
  }
}

/** A file that opens with a password only; `isWrong` when one was given. */
export class Locked extends Error {
  override readonly name = 'Locked'
  readonly isWrong: boolean

  constructor(isWrong: boolean) {
    super('the file is locked')
    this.isWrong = isWrong
  }
}

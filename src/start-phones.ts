import type { Parse } from './actions/context.ts'
import { createSmsJudge } from './actions/judge-sms.ts'
import type { Storage } from './db/open.ts'
import { createSmsDoor, type SmsRequestReading } from './delivery/sms-door.ts'
import { systemClock } from './domain/calendar.ts'
import type { Clock } from './domain/ports.ts'
import type { BankIndex } from './formats/bank-index.ts'
import { readSms } from './sources/sms/read-sms.ts'
import { readContent, type SmsRequest } from './sources/sms/request-fields.ts'
import { checkSignature } from './sources/sms/signature.ts'
import type { Logger } from './telemetry/logger.ts'
import type { Tracing } from './telemetry/tracing.ts'
import type { ReceiveSms } from './web/sms-hook.ts'

/** What takes in the SMS that phones post: into the inbox, from where the worker takes them like messages of the chat. */
export function createReceiveSms(parts: {
  readonly storage: Pick<Storage, 'phoneDoor' | 'inbox' | 'ids'>
  readonly banks: BankIndex
  readonly parse: Parse
  readonly logger: Logger
  readonly tracing: Pick<Tracing, 'begin'>
  readonly clock?: Clock
}): ReceiveSms {
  const { storage, banks, parse, logger, clock = systemClock } = parts
  const door = createSmsDoor<SmsRequest>({
    phones: storage.phoneDoor,
    inbox: storage.inbox,
    read: (request, signingKey) => readRequest(request, signingKey, clock),
    judge: createSmsJudge(parse, banks.banks, () => clock.now()),
    ids: storage.ids,
    clock,
    logger,
    trace: () => parts.tracing.begin('receive sms', null),
  })
  return door.receive
}

async function readRequest(request: SmsRequest, signingKey: string | null, clock: Clock): Promise<SmsRequestReading> {
  const content = await readContent(request)
  if (signingKey === null) return readSms(content)
  const verdict = checkSignature(request, content, signingKey, clock.now())
  return verdict.kind === 'signed' ? readSms(content) : { ...verdict, kind: 'unsigned' }
}

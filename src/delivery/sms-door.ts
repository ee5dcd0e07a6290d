import type { PhonePlace, PostedSms } from '../domain/phone.ts'
import type { Clock, Identifiers, IncomingUpdate, Logger } from '../domain/ports.ts'
import { createTokenBucket } from './token-bucket.ts'

/** An SMS as an app posted it; see the reader of requests. */
type ReadSms = Pick<PostedSms, 'text' | 'sender' | 'sentAt' | 'channel'> & {
  /** Whether `sentAt` stays the same when the app posts the message again. */
  readonly isTimed: boolean
}

/** What a request says, once it is read and its signature is checked. */
export type SmsRequestReading =
  | { readonly kind: 'messages'; readonly messages: readonly ReadSms[] }
  | { readonly kind: 'nothing'; readonly what: string }
  | { readonly kind: 'problem' | 'unsigned'; readonly field: string; readonly what: string }

/** Whether a message is kept. A one-time code is nobody's business here, nor is what speaks of no money. */
export type SmsJudgement = 'keep' | 'one-time-code' | 'no-money'

/** What became of a post to a phone's address. */
export type SmsReceipt =
  /** All that is kept is stored. */
  | { readonly kind: 'taken'; readonly kept: number; readonly dropped: number }
  | { readonly kind: 'nothing'; readonly what: string }
  | { readonly kind: 'problem' | 'unsigned'; readonly field: string; readonly what: string }
  /** No phone has this address, or not any more. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  /** Nothing is stored: the app shall post it again. */
  | { readonly kind: 'failed' }

/** The beginning of what belongs to a post. */
type UpdateTrace = { readonly traceParent: string | null; end(outcome: string, isFailed: boolean): void }

/** Takes in what phones post. */
export type SmsDoor<Request> = { receive(secret: string, request: Request): Promise<SmsReceipt> }

/** Telegram's bots have ids of their own: this one stands for all phones. */
const PHONES_BOT_ID = 0n
/** A phone that was off for a week sends all of it at once. */
const PHONE_LIMITS = { burst: 400, perSecond: 2 }
/** Wrong addresses of all the world together; a known one is never held up by them. */
const STRANGER_LIMITS = { burst: 120, perSecond: 2 }
const KNOWN_MAX = 1_000
/** A message without a time of its own, posted again within the same ten minutes, is the same one. */
const UNTIMED_SECONDS = 600

/**
 * The only way in for posts of phones: finds the phone by its secret, reads, drops what is not kept, and stores the rest in the
 * inbox, where a message that was posted before is known by phone, sender, time and text. Nothing is worked on here.
 */
export function createSmsDoor<Request>(options: {
  readonly phones: {
    find(secret: string): Promise<PhonePlace | null>
    heard(place: PhonePlace, at: Temporal.Instant, dropped: number): Promise<void>
  }
  readonly inbox: { add(updates: readonly IncomingUpdate[]): Promise<void> }
  readonly read: (request: Request, signingKey: string | null) => Promise<SmsRequestReading>
  readonly judge: (message: ReadSms) => SmsJudgement
  readonly ids: Pick<Identifiers, 'fingerprint'>
  readonly clock: Clock
  readonly logger: Logger
  /** Begins the trace of a post. */
  readonly trace: () => UpdateTrace
}): SmsDoor<Request> {
  const { phones, inbox, clock, logger } = options
  const perPhone = createTokenBucket(PHONE_LIMITS, clock)
  const strangers = createTokenBucket(STRANGER_LIMITS, clock)
  const known = new Set<string>()

  const find = async (secret: string): Promise<PhonePlace | SmsReceipt> => {
    if (!/^[\w-]{32}$/.test(secret)) return { kind: 'unknown' }
    const waitSeconds = known.has(secret) ? 0 : strangers.take('all')
    if (waitSeconds > 0) return { kind: 'busy', retryAfterSeconds: waitSeconds }
    const place = await phones.find(secret)
    if (place === null) known.delete(secret)
    else if (known.size < KNOWN_MAX) known.add(secret)
    return place ?? { kind: 'unknown' }
  }

  const store = async (place: PhonePlace, messages: readonly ReadSms[]): Promise<void> => {
    const trace = options.trace()
    try {
      const { traceParent } = trace
      await inbox.add(messages.map((message) => ({ ...toUpdate(place, message, options), traceParent })))
      trace.end('stored', false)
    } catch (error) {
      trace.end('failed', true)
      throw error
    }
  }

  const take = async (place: PhonePlace, request: Request): Promise<SmsReceipt> => {
    const retryAfterSeconds = perPhone.take(place.phoneId)
    if (retryAfterSeconds > 0) return { kind: 'busy', retryAfterSeconds }
    const reading = await options.read(request, place.signingKey)
    if (reading.kind !== 'messages') return reading
    const kept = reading.messages.filter((message) => options.judge(message) === 'keep')
    const dropped = reading.messages.length - kept.length
    if (kept.length > 0) await store(place, kept)
    await phones.heard(place, clock.now(), dropped).catch((error: unknown) => {
      // The messages are stored; that the phone was heard of is said by its next post.
      logger.warn({ error }, 'could not note that a phone posted')
    })
    return { kind: 'taken', kept: kept.length, dropped }
  }

  return {
    receive: async (secret, request) => {
      try {
        const place = await find(secret)
        return 'kind' in place ? place : await take(place, request)
      } catch (error) {
        logger.error({ error }, 'could not store a posted message; the phone sends it again')
        return { kind: 'failed' }
      }
    },
  }
}

/** The message as an update of the ledger's owner, so that it is worked on in turn with what they write. */
function toUpdate(
  { ledgerId, phoneId, chatId }: PhonePlace,
  { isTimed, ...message }: ReadSms,
  { ids, clock }: { ids: Pick<Identifiers, 'fingerprint'>; clock: Clock },
): IncomingUpdate {
  const { sender, text, sentAt } = message
  const slot = Math.floor(clock.now().epochMilliseconds / 1_000 / UNTIMED_SECONDS)
  const time = isTimed ? sentAt : `about ${slot}`
  const key = ids.fingerprint(JSON.stringify(['posted sms', phoneId, sender, time, text]))
  const posted: PostedSms = { ledgerId, phoneId, ...message, deliveryKey: key, isTimed }
  return {
    botId: PHONES_BOT_ID,
    // 63 bits of a keyed hash.
    updateId: BigInt(`0x${key.slice(0, 16)}`) >> 1n,
    senderId: chatId,
    body: JSON.stringify({ sms: posted }),
  }
}

import type { Phone, PostedSms, SmsDelivery } from '../domain/phone.ts'
import type { Ledger } from '../domain/ports.ts'
import type { IncomingMessage } from '../pipeline/incoming.ts'
import { messageId } from '../pipeline/ingest.ts'
import type { Trace } from '../pipeline/trace.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import { foldDeliveries } from './sms-deliveries.ts'

/** An SMS out of the inbox, with when it arrived there. */
export type ArrivedSms = { readonly sms: PostedSms; readonly arrivedAt: Temporal.Instant }

/** What became of SMS: a trace for each that is no repetition, and the phones whose first real alert this was. */
export type SmsTaking = {
  readonly kind: 'taken'
  readonly traces: readonly Trace[]
  readonly connected: readonly Phone[]
}

/**
 * Takes SMS that phones posted into the ledger, each once: however often an app repeats it, however many apps, SIMs and phones
 * deliver it. A message counts from when it was sent, as far as the phone says.
 */
export function takeSms(context: ActionContext, arrived: readonly ArrivedSms[]): Promise<SmsTaking | Forbidden> {
  return whenAllowed(context, 'ingest', async (): Promise<SmsTaking> => {
    const { session, ids } = context
    const ledger = await session.lockLedger()
    const phones = new Map((await session.phones()).map((phone) => [phone.id, phone]))
    const own = arrived.filter(({ sms }) => sms.ledgerId === ledger.id && phones.has(sms.phoneId))
    const deliveries = own.map((one) => toDelivery(one, ledger, ids))
    const known = await session.smsDeliveries([...new Set(deliveries.map(({ fingerprint }) => fingerprint))])
    const { isNew, kept } = foldDeliveries(deliveries, known)
    const messages = own.flatMap(({ sms }, index) => {
      const delivery = deliveries[index] as SmsDelivery
      return isNew[index] ? [toMessage(sms, delivery)] : []
    })
    const traces = messages.length === 0 ? [] : await context.pipeline.run(messages, pipelinePorts(context))
    await session.addSmsDeliveries(kept)
    return { kind: 'taken', traces, connected: await connect(context, deliveries, traces, phones) }
  })
}

/** A phone is connected when a message of it was read as an alert. */
async function connect(
  { session, clock }: ActionContext,
  deliveries: readonly SmsDelivery[],
  traces: readonly Trace[],
  phones: ReadonlyMap<string, Phone>,
): Promise<Phone[]> {
  const alerts = new Set(traces.filter(({ alerts: found }) => found.length > 0).map((trace) => trace.messageId))
  const ids = new Set(deliveries.filter((delivery) => alerts.has(delivery.messageId)).map(({ phoneId }) => phoneId))
  const connected = [...ids].flatMap((id) => phones.get(id) ?? []).filter(({ connectedAt }) => connectedAt === null)
  for (const phone of connected) await session.putPhone({ ...phone, connectedAt: clock.now() })
  return connected
}

/** When a phone says that it was sent; its clock may be wrong, so nothing was sent after it arrived. */
function sentAt({ sms, arrivedAt }: ArrivedSms, { timeZone }: Ledger): Temporal.Instant {
  if (sms.sentAt === null) return arrivedAt
  const stated = sms.sentAt.endsWith('Z')
    ? Temporal.Instant.from(sms.sentAt)
    : Temporal.PlainDateTime.from(sms.sentAt).toZonedDateTime(timeZone).toInstant()
  return Temporal.Instant.compare(stated, arrivedAt) > 0 ? arrivedAt : stated
}

function toDelivery(arrived: ArrivedSms, ledger: Ledger, ids: ActionContext['ids']): SmsDelivery {
  const { sms, arrivedAt } = arrived
  const id = ids.id('sms delivery', sms.deliveryKey)
  return {
    id,
    phoneId: sms.phoneId,
    channel: sms.channel,
    fingerprint: ids.fingerprint(`posted sms\n${sms.text.replace(/\s+/gu, ' ').trim()}`),
    sentAt: sentAt(arrived, ledger),
    isTimed: sms.isTimed,
    deliveredAt: arrivedAt,
    messageId: messageId(originOf(sms.phoneId, id), ids),
  }
}

function originOf(phoneId: string, deliveryId: string): string {
  return `sms:${phoneId}:${deliveryId}`
}

function toMessage({ phoneId, sender, text }: PostedSms, delivery: SmsDelivery): IncomingMessage {
  return {
    origin: originOf(phoneId, delivery.id),
    source: 'sms',
    sender,
    subject: null,
    text,
    receivedAt: delivery.sentAt,
    authenticity: 'vouched',
    readings: null,
  }
}

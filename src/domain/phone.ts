/** What kind of phone it is: which app forwards its messages. */
export const PHONE_KINDS = ['android', 'iphone'] as const
export type PhoneKind = (typeof PHONE_KINDS)[number]

/** Apps whose settings we know word by word. `tasker` stands for MacroDroid and Automate too. */
export const PHONE_APPS = ['sms-gate', 'sms-to-url', 'sms-forwarder', 'tasker', 'httpsms', 'shortcuts'] as const
export type PhoneApp = (typeof PHONE_APPS)[number]

/** A phone that posts its SMS to us. Its address is derived from its id and the installation's key, and kept as a hash. */
export type Phone = {
  readonly id: string
  readonly name: string
  readonly kind: PhoneKind
  /** Whether what it posts must be signed. */
  readonly isSigned: boolean
  readonly addedAt: Temporal.Instant
  /** Null while it may post. */
  readonly revokedAt: Temporal.Instant | null
  /** When the first real alert came; null until then. */
  readonly connectedAt: Temporal.Instant | null
  /** When it posted last, whatever it was. */
  readonly heardAt: Temporal.Instant | null
  /** Messages that were not kept: one-time codes, and what speaks of no money. */
  readonly dropped: number
}

/** What the holder of a phone's address can do with it. */
export type PhoneKeys = {
  /** The last part of the address: 192 bits. */
  readonly secret: string
  /** What an app signs with, where it can. */
  readonly signingKey: string
}

/** An SMS as a phone posted it and as it waits in the inbox. */
export type PostedSms = {
  readonly ledgerId: string
  readonly phoneId: string
  readonly text: string
  readonly sender: string | null
  /**
   * When the phone says that it was sent or received: an instant, or a wall time of the ledger's zone where it names no
   * zone; null when it does not say.
   */
  readonly sentAt: string | null
  /** Whether `sentAt` stays the same when the app posts the message again. */
  readonly isTimed: boolean
  /** App and SIM it came by: one SMS comes once by each. */
  readonly channel: string
  /** Keyed hash of phone, sender, time and text: the same for the same delivery. */
  readonly deliveryKey: string
}

/** One delivery of an SMS. The same SMS may be delivered by several apps, SIMs and phones; then all have one `messageId`. */
export type SmsDelivery = {
  /** Derived from the delivery key. */
  readonly id: string
  readonly phoneId: string
  readonly channel: string
  /** Keyed hash of the text. */
  readonly fingerprint: string
  /** When it was sent, as far as the phone says, else when it was delivered here. */
  readonly sentAt: Temporal.Instant
  readonly isTimed: boolean
  readonly deliveredAt: Temporal.Instant
  readonly messageId: string
}

/** When the alerts of a phone came, oldest first. */
export type PhoneArrivals = { readonly phoneId: string; readonly deliveredAt: readonly Temporal.Instant[] }

/** What phones ask of storage, on one ledger. */
export type PhoneStore = {
  /** The ledger's phones, first added first, those that may not post any more included. */
  phones(): Promise<readonly Phone[]>
  addPhone(phone: Pick<Phone, 'id' | 'name' | 'kind' | 'addedAt'>): Promise<void>
  /** Keeps name, revocation, signing and first alert of a phone; false when there is none. */
  putPhone(phone: Pick<Phone, 'id' | 'name' | 'revokedAt' | 'isSigned' | 'connectedAt'>): Promise<boolean>
  /** The keys that belong to an id of this ledger, whether or not there is such a phone. */
  phoneKeys(id: string): Promise<PhoneKeys>
  /** Deliveries of texts with these fingerprints, in no order. */
  smsDeliveries(fingerprints: readonly string[]): Promise<readonly SmsDelivery[]>
  /** Keeps deliveries; one that is kept already stays as it is. */
  addSmsDeliveries(deliveries: readonly SmsDelivery[]): Promise<void>
  /** Per phone, when SMS were delivered since an instant. */
  smsArrivals(since: Temporal.Instant): Promise<readonly PhoneArrivals[]>
  /** Per phone, how many SMS were ever kept, and when the last came. */
  smsCounts(): Promise<readonly SmsCount[]>
}

export type SmsCount = { readonly phoneId: string; readonly count: number; readonly lastAt: Temporal.Instant }

/** A phone that may post, as the door finds it by its secret. */
export type PhonePlace = {
  readonly ledgerId: string
  readonly phoneId: string
  /** The chat of the ledger's owner, who is told. */
  readonly chatId: bigint
  /** Null when what it posts need not be signed. */
  readonly signingKey: string | null
}

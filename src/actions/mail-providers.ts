/** A mail provider that people know by name: its server, and how its password for programs looks. */
export type MailProvider = {
  readonly id: 'gmail' | 'yahoo' | 'icloud' | 'zoho' | 'outlook' | 'custom'
  readonly name: string
  /** Domains of its addresses; every domain below `yahoo` (yahoo.com, yahoo.co.uk) is named by pattern. */
  readonly domains: RegExp | null
  /** Null: programs cannot log in with a password, or the person says where. */
  readonly host: string | null
  /** What its app passwords look like without the spaces they are shown with. */
  readonly password: RegExp | null
}

/** Source: the help pages of each provider about IMAP and app passwords, 2026. */
export const MAIL_PROVIDERS: readonly MailProvider[] = [
  {
    id: 'gmail',
    name: 'Gmail',
    domains: /^(?:gmail|googlemail)\.com$/u,
    host: 'imap.gmail.com',
    password: /^[a-z]{16}$/iu,
  },
  {
    id: 'yahoo',
    name: 'Yahoo',
    domains: /^(?:yahoo(?:\.[a-z]{2,3}){1,2}|ymail\.com|rocketmail\.com)$/u,
    host: 'imap.mail.yahoo.com',
    password: /^[a-z]{16}$/iu,
  },
  {
    id: 'icloud',
    name: 'iCloud',
    domains: /^(?:icloud|me|mac)\.com$/u,
    host: 'imap.mail.me.com',
    password: /^[a-z]{4}(?:-?[a-z]{4}){3}$/iu,
  },
  {
    id: 'zoho',
    name: 'Zoho',
    domains: /^(?:zoho|zohomail)\.com$/u,
    host: 'imap.zoho.com',
    password: /^[a-z0-9]{12}$/iu,
  },
  {
    id: 'outlook',
    name: 'Outlook',
    domains: /^(?:(?:outlook|hotmail|live)(?:\.[a-z]{2,3}){1,2}|msn\.com)$/u,
    host: null,
    password: null,
  },
  { id: 'custom', name: 'Another', domains: null, host: null, password: null },
]

/** The provider of an address; null when its domain is none that we know. */
export function providerOf(address: string): MailProvider | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return MAIL_PROVIDERS.find(({ domains }) => domains?.test(domain)) ?? null
}

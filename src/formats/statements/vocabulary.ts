import type { StatementField } from '../bank-format.ts'
import { OTHER_HEADINGS } from './headings-by-language.ts'
import { words } from './plain-text.ts'

/** What a column of a statement can hold. */
export type ColumnField = StatementField

/**
 * Headings by field, as `words` leaves them, best first: where two columns want one field, the earlier heading gets it. A
 * heading may stand under several fields; what the column holds decides.
 */
const HEADINGS: Readonly<Record<ColumnField, string>> = {
  date:
    'transaction date|trans date|transdate|txn date|tran date|trx date|trans time|transaction time|date of transaction|transaction date and time|' +
    'completion time|date time|datetime|date and time|date|operation date|fecha operacion|fecha de operacion|f operacion|data operazione|data operacao|' +
    'date operation|date d operation|date de l operation|transactiedatum|transaktionsdag|data operacji|booking date|booked date|date booked|entry date|' +
    'posting date|posted date|post date|date posted|post dt|buchungstag|buchungsdatum|buchung|boekdatum|boekingsdatum|bokforingsdag|fecha contable|' +
    'date comptable|date de comptabilisation|data contabile|data ksiegowania|completed date|date completed|processed date|process date|settled date|' +
    'fecha|datum|data|dato|dt|tarih|tanggal|islem tarihi|date utc|created|created on|created at|created date|timestamp|time stamp|data lancamento|data mov|' +
    'data do lancamento|data movimento|data mov|payment date|day|transaktionsdatum|rekening datum|started date|time completed',
  valueDate:
    'value date|valuedate|value dt|val date|val dt|valuta|valutadatum|wert|wertstellung|wertstellungsdatum|wertstellungstag|fecha valor|f valor|' +
    'data valor|date valeur|date de valeur|data valuta|rentedatum|interest date|effective date|settlement date|started date|posting date|posted date|' +
    'post date|booking date|date posted|entry date|transaction date|buchungstag|process date|processed date|data waluty|valor',
  time: 'time|trans time|transaction time|time of transaction|uhrzeit|zeit|hora|heure|tijd|ora|time of day',
  narration:
    'description|transaction description|narration|payment type and details|type and details|transaction type and details|date and description|narrative|transaction narration|transaction details|transaction detail|details|particulars|transaction particulars|' +
    'remarks|transaction remarks|remark|description 1|descriptions|details of transaction|description of transaction|original description|verwendungszweck|' +
    'concepto|descripcion|concept|descricao|historico|lancamento|libelle|libelle operation|libelle de l operation|omschrijving|name description|naam omschrijving|' +
    'descrizione|descrizione operazione|causale|opis|opis operacji|opis transakcji|beskrivning|text|tekst|aciklama|uraian|keterangan|memo|notes|note|payment reference|purpose|' +
    'purpose of payment|transaction|transactions|operation|operacion|movimiento|detalle|detalles|mededelingen|omschrijving 1|notifications|buchungstext|' +
    'buchungsdetails|payment details|statement description|title|tytul|nature de l operation|information|item|activity|merchant description|subject',
  counterparty:
    'counterparty name|counter party|counterparty|payee|payee name|payer payee|to from|from to|sender receiver|sender recipient|beneficiary|beneficiary name|beneficiary payer|' +
    'merchant|merchant name|partner name|name|recipient|recipient name|target name|sender name|auftraggeber empfanger|beguenstigter zahlungspflichtiger|' +
    'begunstigter zahlungspflichtiger|begunstigter auftraggeber|name zahlungsbeteiligter|zahlungsempfanger|zahlungspflichtige r|zahlungsempfanger in|' +
    'zahlungsempfanger|naam tegenpartij|contrepartie|beneficiario|ordenante beneficiario|other party|party|payor|paid to|nadawca odbiorca',
  reference:
    'transaction reference|reference|reference number|reference no|ref no|ref|ref number|refno|transaction ref|trans ref|txn ref|tran ref|transaction id|transaction no|txn id|trans id|receipt no|receipt number|' +
    'receipt|reference id|transaction number|session id|utr|utr number|rrn|ref no cheque no|chq ref no|chq ref number|cheque ref no|cheque no ref no|ref cheque no|' +
    'kundenreferenz|end to end referenz|identificador|referencia|numero de documento|num documento|n documento|documento|docto|document no|doc no|document number|' +
    'transferwise id|instrument id|instrument no|instrument number|transaction code|id|chq no|cheque no|cheque number|chqno|check number|check no|check or slip|chq|cheque|' +
    'ref chq no|tran id|bank reference|customer reference|fitid|trace number|payment id|journal no|voucher no|serial number',
  debit:
    'debit|debits|dr|withdrawal|withdrawals|withdrawal amount|withdrawal amt|debit amount|debit amt|money out|paid out|amount debited|amount out|payments|payment|outgoing|outflow|' +
    'withdrawn|withdraw|payments out|payment out|spent|out|dr amount|withdrawal dr|withdrawals dr|debit dr|dr debit|soll|lastschrift|belastung|cargo|cargos|debito|' +
    'debitos|valor debito|saida|saidas|sortie|sorties|addebiti|addebito|uscite|uscita|dare|af|uttag|egreso|egresos|salida|salidas|retiro|retiros|money sent|debit value|payments debit|charges debit|' +
    'expense|expenses|total debit|obciazenia|borc|cheques debits|withdrawals debits|withdrawals and debits|debits out|out debit|paid out debit',
  credit:
    'credit|credits|cr|deposit|deposits|deposit amount|deposit amt|credit amount|credit amt|money in|paid in|amount credited|amount in|receipts|receipt amount|incoming|inflow|lodgement|' +
    'lodgements|lodgment|lodgments|payments in|payment in|received|in|cr amount|deposit cr|deposits cr|credit cr|cr credit|haben|gutschrift|abono|abonos|credito|' +
    'creditos|valor credito|entrada|entradas|entree|entrees|accrediti|accredito|entrate|entrata|avere|bij|insattning|ingreso|ingresos|deposito|depositos|money received|credit value|' +
    'income|total credit|uznania|alacak|deposits credits|deposits and credits|credits in|in credit|paid in credit',
  amount:
    'amount|transaction amount|trans amount|txn amount|tran amount|amt|debit credit|credit debit|debit credit amount|money in out|net amount|betrag|umsatz|importe|valor|montant|montant de l operation|' +
    'importo|bedrag|kwota|kwota operacji|belopp|belob|value|sum|net|gross|amount of transaction|tutar|jumlah|transaction value|total amount|amount credit debit|importe movimiento|valor r|withdrawal deposit|paid in out',
  side:
    'dr cr|cr dr|debit credit|credit debit|d c|c d|dc|cd|af bij|bij af|soll haben|s h|type|transaction type|trans type|txn type|tran type|credit debit indicator|debit credit indicator|indicator|sign|direction|' +
    'dr cr indicator|details|dr cr type|entry type|tipo|mutation|drcr|crdr|d or c|flow|balance dr cr',
  balance:
    'balance|running balance|running bal|closing balance|balance after|balance after transaction|balance after txn|ledger balance|book balance|bal|saldo|saldo despues|saldo posterior|saldo contable|saldo na mutatie|saldo nach buchung|' +
    'saldo na trn|resulting balance|solde|kontostand|account balance|current balance|balance amount|new balance|end balance|saldos|saldo po operacji|bakiye|outstanding balance|available balance|disponible|' +
    'saldo disponible|saldo contabile|avail balance|net balance|available bal|post balance|total balance|wallet balance|cleared balance|balance r|saldo r',
  currency:
    'currency|ccy|curr|currency code|wahrung|waehrung|divisa|moneda|moeda|devise|valuta|munt|waluta|transaction currency|account currency|cur|para birimi|mata uang',
  fee: 'fee|fees|charges|charge|commission|total fees|transaction fee|service charge|fee amount|frais|gebuhr|gebuhren|comision',
  status: 'status|state|transaction status|trans status|txn status|estado|statut|payment status|durum',
  kind:
    'category|transaction type|transaction category|type|trans type|txn type|tran type|channel|umsatzart|buchungstext|buchungsart|mutatiesoort|transaktionstyp|tipo|tipo de movimiento|payment type|transaction channel|type of transaction|' +
    'service|product type|mode|subcategory|tipologia|rodzaj operacji|parent category|details|payment method',
  account:
    'account number|account no|account|auftragskonto|iban|iban auftragskonto|rekening|iban bban|rekeningnummer|cuenta|konto|numero de cuenta|a c no|acct no|card number|card no|account iban|from account|own account|konto iban|compte',
  ignored:
    's no|sno|sl no|s n|sn|sr no|serial no|no|nr|nr crt|n|number|volgnr|row|index|sol|branch|originating branch|branch code|branch name|location|sort code|bic|swift|account name|account type|emoji|address|local amount|local currency|exchange rate|original amount|' +
    'original currency|foreign amount|foreign currency|tag|tags|info|code|teller|product|balance type|user|posted by|init br|time zone|timezone|beneficiary account|beneficiary bank|bank|bank name|category code|month|year|week',
}

type Candidate = { readonly field: ColumnField; readonly rank: number }

const BY_HEADING = new Map<string, Candidate[]>()
for (const [field, headings] of Object.entries(HEADINGS) as [ColumnField, string][]) {
  ;[headings, OTHER_HEADINGS[field] ?? '']
    .join('|')
    .split('|')
    .forEach((heading, rank) => {
      const known = BY_HEADING.get(heading) ?? []
      if (heading !== '' && !known.some((candidate) => candidate.field === field))
        BY_HEADING.set(heading, [...known, { field, rank }])
    })
}

/** Words that a heading has beside its meaning: currencies, and what every column may say of itself. */
const ASIDE =
  /\b(?:in )?(?:ngn|naira|usd|eur|euro|gbp|kes|ksh|kshs|ghs|zar|inr|rs|rupees|brl|chf|cad|aud|ugx|tzs|tshs|lcy|acy|n)\b|\b(?:the|of|local|amount in|account currency|gross)\b/gu

/** The fields a heading may stand for, likeliest first; none for words that are no heading. */
export function headingFields(heading: string): readonly Candidate[] {
  const plain = words(heading)
  if (plain === '' || plain.length > 60) return []
  const exact = BY_HEADING.get(plain)
  if (exact !== undefined) return exact
  const stripped = [/\b(?:ngn|usd|eur|gbp|kes|ghs|zar|inr)$/u, ASIDE].map((aside) =>
    plain.replace(aside, ' ').replace(/\s+/gu, ' ').trim(),
  )
  const known = stripped.map((heading) => BY_HEADING.get(heading)).find((found) => found !== undefined)
  return known ?? containedHeading(stripped.at(-1) ?? plain)
}

/** Ranks of headings that a longer text only contains begin here. */
export const CONTAINED_RANK = 100

/** Headings of two words and more inside a longer one: `Foreign transaction amount in total`. */
function containedHeading(plain: string): readonly Candidate[] {
  const parts = plain.split(' ')
  if (parts.length > 7 || /\b(?:foreign|original|local|fremd|abweichend|exchange|rate|count)\b/u.test(plain)) return []
  for (let length = parts.length - 1; length >= 1; length--) {
    for (let at = 0; at + length <= parts.length; at++) {
      const part = parts.slice(at, at + length).join(' ')
      const found = length === 1 && !STRONG.has(part) ? undefined : BY_HEADING.get(part)
      if (found !== undefined) return found.map(({ field, rank }) => ({ field, rank: rank + CONTAINED_RANK }))
    }
  }
  return []
}

/** Single words that make a heading of whatever stands around them. */
const STRONG: ReadonlySet<string> = new Set(
  'date datum fecha data narration description particulars remarks debit credit withdrawal withdrawals deposit deposits lodgement amount balance saldo betrag importe solde kontostand montant'.split(
    ' ',
  ),
)

const OPENING =
  /^(?:opening (?:ledger |book |available |cleared )?bal(?:ance)?|balance b f|balance bf|bal b f|b f|balance b fwd|(?:balance )?brought (?:forward|fwd|down)(?: balance)?|beginning balance|previous (?:statement )?balance|start(?:ing)? balance|balance forward|balance (?:at|from) (?:start|previous)|saldo (?:anterior|inicial|iniziale|do dia anterior)|(?:ancien )?solde (?:initial|precedent|anterieur|crediteur au|debiteur au)|ancien solde|anfangssaldo|alter (?:konto)?saldo|alter kontostand|beginsaldo|vorig saldo|openingsaldo|ingaende saldo|saldo poczatkowe|saldo inicial del periodo|initial balance|open bal|previous bal)\b/u
const CLOSING =
  /^(?:closing (?:ledger |book |available |cleared )?bal(?:ance)?|balance c f|balance cf|balance c fwd|bal c f|c f|(?:balance )?carried (?:forward|fwd|down)|ending balance|end balance|final balance|new balance|statement balance|neuer (?:konto)?saldo|neuer kontostand|endsaldo|nieuw saldo|eindsaldo|saldo (?:final|finale|al|do dia|atual|actual|koncowe)|nouveau solde|solde (?:final|nouveau|au)|utgaende saldo|kontostand(?: am| vom)?|cash book balance|balance as (?:of|at)|available balance|current balance|ledger balance|book balance|cleared balance|uncleared balance|balance at (?:end|close))\b/u
const TOTAL =
  /^(?:(?:grand|sub|page|period|statement|transaction)? ?totals?\b|summe|gesamt(?:summe)?|totaal|totale|total (?:de|des|dos)|suma|turnover|sum of|cumulative)\b/u

/** What a row without a day of its own, or without an amount, states about the whole; null for others. */
export function summaryKind(text: string): 'opening' | 'closing' | 'total' | null {
  const plain = words(text)
  if (OPENING.test(plain)) return 'opening'
  if (CLOSING.test(plain)) return 'closing'
  return TOTAL.test(plain) ? 'total' : null
}

const NOT_DONE =
  /\b(?:failed|failure|fail|declined|rejected|pending|cancelled|canceled|reverted|unsuccessful|denied|expired|in progress|processing|on hold|blocked|void|voided|abgelehnt|vorgemerkt|rechazado|rechazada|pendiente|recusado|pendente|refuse|en attente|initiated|authorised|authorized|uncleared)\b/u

/** Whether a status says that no money moved, or not yet. */
export function isNotDone(status: string): boolean {
  return (
    NOT_DONE.test(words(status)) && !/\b(?:completed|success|successful|settled|posted|booked)\b/u.test(words(status))
  )
}

import type { StatementField } from '../bank-format.ts'

/** Headings of further languages by field, as `words` leaves them. Where two columns want one field, the earlier heading gets it. */
export const OTHER_HEADINGS: Readonly<Partial<Record<StatementField, string>>> = {
  date:
    'kuupaev|tehingu kuupaev|paivamaara|kirjauspaiva|paiva|bogfort|bogforingsdato|dato bogfort|bokfort dato|bokforingsdato|bokfort|datum zauctovani|datum provedeni|' +
    'datum provedeni transakce|datum operacie|konyveles datuma|konyvelesi datum|tranzakcio datuma|datum|data tranzactiei|data tranzactie|data inregistrarii|datums|darijuma datums|' +
    'operacijos data|data operacii|ngay|ngay giao dich|tgl|tanggal transaksi|tarikh|hari|дата|дата операции|дата операції|дата проводки|ημερομηνια|日付|取引日|交易日期|日期|交易时间|التاريخ|تاريخ',
  valueDate:
    'arvopaiva|valutering|valuteringsdag|rentedato|rente dato|datum valuty|erteknap|data valutei|ngay hieu luc|дата валютирования|valor tarihi|data di valuta|valutadag',
  narration:
    'selgitus|viesti|selitys|tapahtuma|tekst|posteringstekst|forklaring|beskrivelse|popis|popis transakce|poznamka|zprava pro prijemce|kozlemeny|megnevezes|detalii|descriere|explicatii|' +
    'tytulem|tytul operacji|paskirtis|mokejimo paskirtis|maksajuma merkis|noi dung|dien giai|mo ta|uraian transaksi|deskripsi|описание|описание операции|назначение платежа|назначення платежу|αιτιολογια|περιγραφη|' +
    '摘要|交易摘要|备注|お取扱内容|内容|الوصف|البيان|islem aciklamasi|islem',
  counterparty:
    'saaja maksja nimi|saaja nimi|saaja maksaja|saaja|maksaja|modtager|mottaker|nazev protiuctu|nazev protistrany|partner neve|nume beneficiar|moketojas gavejas|sanemejs maksatajs|контрагент|получатель|对方户名|' +
    'odbiorca|nadawca|kontrahent|nadawca odbiorca nazwa|tegenpartij',
  reference:
    'arhiveerimistunnus|viitenumber|arkistointitunnus|numer referencyjny|referencni cislo|cislo transakce|id transakce|referinta|so tham chieu|ma giao dich|no ref|流水号|交易流水号|dekont no|fis no',
  debit:
    'deebet|ut fra konto|ut av konto|ut|udgift|vydaje|terheles|debitari|nurasymas|debets|ghi no|tien ra|расход|списание|χρεωση|支出|借方|お支払金額|مدين|giden|cikan|keluar|suma debit|plati',
  credit:
    'kreedit|inn pa konto|inn|indtaegt|prijmy|jovairas|creditari|ghi co|tien vao|приход|зачисление|поступление|πιστωση|收入|贷方|お預り金額|دائن|gelen|giren|masuk|suma credit|incasari',
  amount:
    'summa|maara|beløp|belop|belob|beloeb|castka|suma|objem|osszeg|sumy|so tien|сумма|сума|сумма операции|ποσο|金额|交易金额|金額|المبلغ|islem tutari|nominal|mutasi',
  side: 'deebet kreedit|deebet kreedit d c|d k|dk|debitas kreditas|debets kredits|借贷标志|收支|debet kredit|db cr|wn ma',
  balance:
    'jaak|saldo parast|tilin saldo|zustatek|zostatok|egyenleg|sold|sold final|likutis|atlikums|so du|остаток|баланс|залишок|υπολοιπο|余额|残高|账户余额|الرصيد|kalan bakiye|saldo akhir|saldo koncowe|kontosaldo',
  currency: 'valuuta|valutta|mena|deviza|moneda|valiuta|valuta|doviz|doviz cinsi|loai tien|валюта|币种|通貨|العملة',
  fee: 'teenustasu|gebyr|poplatek|dij|comision|комиссия|手续费',
  kind: 'typ operacji|typ transakcji|typ transakce|kategoria|kategorie|tapahtumalaji|liik|tip|тип операции|islem tipi|jenis transaksi',
  account:
    'kliendi konto|oma tili|rachunek zleceniodawcy|moj rachunek|cislo uctu|vlastni ucet|szamlaszam|cont|hesap no|hesap numarasi|счет|номер счета|账号|口座番号',
  ignored:
    'dokumendi number|saaja maksja konto|rachunek zrodlowy|rachunek docelowy|adres nadawcy odbiorcy|cislo protiuctu|kod banky|sort code|account name',
}

/** Currencies of the countries whose banks use a language, the likeliest first, by words that only its headings have. */
const CURRENCIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(?:tarih|tutar|bakiye|islem|aciklama)\b/u, ['TRY']],
  [/\b(?:kwota|ksiegowania|tytulem|rachunek)\b/u, ['PLN']],
  [/\b(?:belopp|bokforingsdag|insattning|uttag)\b/u, ['SEK', 'EUR']],
  [/\b(?:belob|beloeb|bogfort|posteringstekst)\b/u, ['DKK']],
  [/\b(?:inn pa konto|ut fra konto|forklaring|rentedato)\b/u, ['NOK']],
  [/\b(?:castka|zustatek|protiuctu)\b/u, ['CZK', 'EUR']],
  [/\b(?:osszeg|egyenleg|kozlemeny)\b/u, ['HUF', 'EUR']],
  [/\b(?:tranzactiei|descriere|sold final)\b/u, ['RON', 'EUR']],
  [/\b(?:keterangan|tanggal|mutasi)\b/u, ['IDR', 'MYR']],
  [/\b(?:so tien|so du|ngay giao dich)\b/u, ['VND']],
  [/\b(?:betrag|buchungstag|buchungsdatum|verwendungszweck|wertstellung)\b/u, ['EUR', 'CHF']],
  [/\b(?:bedrag|boekdatum|af bij|omschrijving)\b/u, ['EUR']],
  [/\b(?:importo|causale|addebiti|accrediti)\b/u, ['EUR', 'CHF']],
  [/\b(?:kuupaev|selgitus|kirjauspaiva|paivamaara)\b/u, ['EUR']],
  [/(?:金额|余额)/u, ['CNY']],
  [/残高/u, ['JPY']],
]

/** What a table with these headings is likely in; the ledger's own currency where the language fits it. Null where none tells. */
export function currencyOfLanguage(headings: string, own: string): string | null {
  const likely = CURRENCIES.find(([pattern]) => pattern.test(headings))?.[1]
  if (likely === undefined) return null
  return likely.includes(own) ? own : (likely[0] ?? null)
}

import type { WordList } from './word-list.ts'

/** Serbian, Croatian, Bosnian and Slovene, in Latin letters. */
export const southSlavic = {
  language: 'sr',
  out: 'placanje|kupovina|kupnja|isplata|podizanje|podizanje gotovine|terecenje|odliv|placeno|nakup|dvig|iznos placanja|transakcija kartice|poslali ste',
  in: 'uplata|priliv|odobrenje|primljeno|primili ste|priliv na racun|zarada|placa|povrat|nakazilo',
  'out-weak': 'transakcija',
  balance: 'raspolozivo|raspolozivo stanje|stanje|stanje racuna|novo stanje|raspoloziva sredstva|razpolozljivo stanje',
  fee: 'naknada|provizija',
  limit: 'limit|kurs|tecaj',
  amount: 'iznos|znesek',
  account: 'kartica|karticom|racun|racuna|kartice|kartico',
  date: 'datum|dana|dne',
  holder: 'vas|vasa|vase|vasoj|vasem',
  hard: 'kod|lozinka|odbijena|odbijeno|zavrnjena|neuspesna|neuspjesna|nedovoljno|na cekanju|zahtev|zahtjev|otkazana|dospeva|dospijeva|racun za|kredit do|ponuda|osvojite|kliknite|bice|bit ce|nije',
  not: 'nije|ne',
} as const satisfies WordList

/** Bulgarian, in its own and in Latin letters. */
export const bulgarian = {
  language: 'bg',
  out: 'плащане|покупка|теглене|плащане с карта|изходящ превод|удържани|задължаване|преведохте|платихте|plashtane|pokupka|teglene|zadalzhavane',
  in: 'постъпление|получен превод|захранване|заверяване|входящ превод|получихте|заплата|postaplenie|poluchen prevod|zahranvane|zaveryavane|poluchihte',
  balance: 'наличност|разполагаема наличност|салдо|разполагаемо|nalichnost|razpolagaema nalichnost|saldo|razpolagaemo',
  fee: 'такса|taksa',
  amount: 'сума|suma',
  account: 'карта|сметка|karta|smetka',
  date: 'дата|на|data',
  hard: 'код|отказана|отхвърлена|неуспешна|недостатъчна|заявка|падеж|вноска|оферта|спечелете|kod|otkazana|neuspeshna|nedostatachna|vnoska|padezh',
  not: 'не|ne',
} as const satisfies WordList

/** Albanian. */
export const albanian = {
  language: 'sq',
  out: 'blerje|pagese|terheqje|debituar|u debitua',
  in: 'kredituar|u kreditua|arketim|depozitim|pranuat',
  balance: 'gjendja|balanca|gjendje|disponueshme',
  fee: 'komision',
  amount: 'shuma',
  account: 'karta|llogaria|llogari|karten',
  date: 'date|data',
  hard: 'kodi|refuzuar|refuzua|deshtoi|pamjaftueshme|kerkese|oferte',
  not: 'nuk',
} as const satisfies WordList

/** Finnish. */
export const finnish = {
  language: 'fi',
  out: 'korttiosto|osto|maksu|nosto|veloitus|maksoit|lahetit|kateisnosto|korttimaksu|tilisiirto saajalle|veloitettu',
  in: 'saapunut|talletus|hyvitys|sait|vastaanotit|saapuva maksu|palkka|saapunut maksu|hyvitetty|pano',
  balance: 'kaytettavissa|saldo|tilin saldo|kaytettavissa oleva saldo',
  fee: 'palvelumaksu|kulu',
  amount: 'summa|maara',
  account: 'tili|kortti|kortilla|tilin|tilille|tililta',
  date: 'pvm|klo',
  hard: 'koodi|hylatty|epaonnistui|hylattiin|eraantyy|lasku|erapaiva|pyynto|tarjous|laina|odottaa|veloitetaan|ei',
  not: 'ei',
} as const satisfies WordList

/** Estonian, Latvian and Lithuanian. */
export const baltic = {
  language: 'lt',
  out: 'kaarditehing|ost|valjaminev makse|makse|sularaha valjavott|pirkums|maksajums|izejosais maksajums|skaidras naudas iznemsana|pirkimas|mokejimas|nurasyta|grynuju isemimas|atsiskaitymas kortele',
  in: 'laekumine|laekus|sissetulev makse|ienakosais maksajums|ieskaitits|sanemts|gauta|iskaityta|iplaukos|gautas mokejimas|gautas pavedimas',
  balance: 'saldo|jaak|kontojaak|vaba jaak|atlikums|pieejamais atlikums|likutis|saskaitos likutis|pieejams',
  fee: 'teenustasu|komisija|mokestis',
  amount: 'summa|suma',
  account: 'konto|kaart|kaardiga|karte|konts|kontam|kortele|saskaita|saskaitos',
  date: 'kuupaev|datums|data',
  hard: 'kood|kods|kodas|tagasi lukatud|noraidits|atmesta|nepakanka|nav|nepietiek|arve|rekins|saskaita apmoketi|taotlus|pieprasijums|prasymas|laen|aizdevums|paskola',
  not: 'ei|nav|ne',
} as const satisfies WordList

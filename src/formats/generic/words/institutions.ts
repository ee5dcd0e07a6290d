/**
 * Banks and payment systems by the currency they keep accounts in, where its mark alone already says which it is. A message that
 * names one is likelier to be from one; none of these settles a currency.
 */
export const INSTITUTIONS: Readonly<Record<string, string>> = {
  EUR: 'bizum|wero|sepa|iban|revolut|n26|commerzbank|sparkasse|dkb|deutsche bank|volksbank|postbank|comdirect|rabobank|abn amro|bunq|tikkie|kbc|belfius|bnp paribas|credit agricole|societe generale|boursorama|la banque postale|caixabank|bbva|sabadell|bankinter|mb way|millennium bcp|caixa geral|novo banco|intesa sanpaolo|unicredit|postepay|bancomat|satispay|aib|bank of ireland|erste|raiffeisen|nordea|eurobank|piraeus|alpha bank|lhv|milano|lisboa|dublin|athens|vienna|wien',
  GBP: 'monzo|starling|revolut|barclays|natwest|lloyds|halifax|santander uk|nationwide|hsbc uk|first direct|sainsbury s|london|manchester|faster payment|sort code',
  ZAR: 'fnb|absa|nedbank|capitec|standard bank|investec|tymebank|discovery bank|shoprite|checkers|pick n pay|woolworths|johannesburg|sandton|cape town|durban',
  GHS: 'gcb|ecobank ghana|mtn momo|vodafone cash|telecel|airteltigo|accra|kumasi|ghana|fidelity bank ghana|calbank',
  RWF: 'kigali|bank of kigali|rwanda|airtel rw',
  MZN: 'm pesa|mpesa|e mola|emola|bci|maputo|mocambique|millennium bim',
  AOA: 'bfa|luanda|multicaixa|angola',
  KZT: 'kaspi|halyk|jusan|forte|almaty|алматы|казахстан|каспи|халык',
  RUB: 'сбербанк|сбер|тинькофф|т банк|альфа банк|втб|мир|sberbank|tinkoff|vtb|alfa bank|ozon|wildberries|яндекс|сбп|ecmc',
  UAH: 'monobank|privatbank|приватбанк|монобанк|kyiv|київ|kiev|ощадбанк|nova poshta|rozetka|silpo|atb',
  TRY: 'garanti|isbank|is bankasi|akbank|yapi kredi|ziraat|halkbank|vakifbank|denizbank|enpara|papara|istanbul|ankara|izmir|troy',
  PLN: 'mbank|pko|pekao|santander|millennium|blik|warszawa|krakow|biedronka|zabka',
  CZK: 'csob|ceska sporitelna|komercni banka|moneta|praha|brno|air bank',
  HUF: 'otp|otp bank|k h|erste|raiffeisen|budapest|mbh',
  IDR: 'bca|mandiri|bri|bni|ovo|gopay|shopeepay|linkaja|jakarta|bank jago|seabank|indomaret|alfamart|tokopedia|qris',
  MYR: 'maybank|cimb|public bank|rhb|hong leong|duitnow|touch n go|kuala lumpur|malaysia',
  VND: 'vietcombank|vcb|techcombank|tcb|bidv|vietinbank|acb|vpbank|tpbank|sacombank|agribank|shopee|napas',
  THB: 'scb|kbank|kasikorn|bangkok|krungthai|กรุงไทย|กสิกร|กรุงเทพ|ไทยพาณิชย์|พร้อมเพย์|ธนาคาร',
  KRW: '카카오뱅크|국민|신한|하나|우리|토스|농협|기업|web발신|현대카드|삼성카드|롯데카드',
  GEL: 'bog|tbc|tbilisi',
  CRC: 'sinpe|costa rica|san jose|bcr',
  GTQ: 'banrural|guatemala',
  PYG: 'itau py|paraguay|asuncion|ueno',
  RSD: 'beograd|intesa|raiffeisen|srbija|otp srbija|yettel',
}

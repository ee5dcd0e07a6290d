import type { StatementBank } from './institution.ts'

const bank = (
  id: string,
  name: string,
  currency: string,
  timeZone: string,
  names: readonly string[],
  codes: readonly string[] = [],
): StatementBank => ({ id, name, currency, timeZone, statements: { evidence: 'inferred', names, codes } })

const LONDON = 'Europe/London'
const BERLIN = 'Europe/Berlin'
const NEW_YORK = 'America/New_York'
const NAIROBI = 'Africa/Nairobi'
const JOHANNESBURG = 'Africa/Johannesburg'
const KOLKATA = 'Asia/Kolkata'
const ACCRA = 'Africa/Accra'

/**
 * Institutions abroad that have no bank file: how statements name them, what they write in where a file does not say, and
 * the first letters of their BIC. Enough to name the account; their layouts are the generic reader's.
 */
export const WORLD_BANKS: readonly StatementBank[] = [
  bank('gb-barclays', 'Barclays', 'GBP', LONDON, ['Barclays Bank', 'Barclays'], ['BARCGB', 'BUKBGB']),
  bank('gb-hsbc', 'HSBC', 'GBP', LONDON, ['HSBC UK', 'HSBC'], ['HBUKGB', 'MIDLGB']),
  bank('gb-lloyds', 'Lloyds Bank', 'GBP', LONDON, ['Lloyds Bank', 'Lloyds'], ['LOYDGB']),
  bank('gb-natwest', 'NatWest', 'GBP', LONDON, ['NatWest', 'National Westminster Bank'], ['NWBKGB']),
  bank('gb-santander', 'Santander UK', 'GBP', LONDON, ['Santander UK'], ['ABBYGB']),
  bank('gb-monzo', 'Monzo', 'GBP', LONDON, ['Monzo Bank', 'Monzo'], ['MONZGB']),
  bank('gb-starling', 'Starling Bank', 'GBP', LONDON, ['Starling Bank', 'Starling'], ['SRLGGB']),
  bank('gb-nationwide', 'Nationwide', 'GBP', LONDON, ['Nationwide Building Society', 'Nationwide'], ['NAIAGB']),
  bank('gb-revolut', 'Revolut', 'GBP', LONDON, ['Revolut Ltd', 'Revolut Bank', 'Revolut'], ['REVOGB', 'REVOLT']),
  bank('gb-wise', 'Wise', 'GBP', LONDON, ['Wise Payments', 'TransferWise', 'wise.com'], ['TRWIGB', 'TRWIBE']),
  bank(
    'us-chase',
    'Chase',
    'USD',
    NEW_YORK,
    ['JPMorgan Chase', 'Chase Bank', 'chase.com', 'Chase'],
    ['CHASUS', '021000021'],
  ),
  bank('us-bank-of-america', 'Bank of America', 'USD', NEW_YORK, ['Bank of America'], ['BOFAUS', '026009593']),
  bank('us-wells-fargo', 'Wells Fargo', 'USD', NEW_YORK, ['Wells Fargo'], ['WFBIUS', '121000248']),
  bank('us-citibank', 'Citibank', 'USD', NEW_YORK, ['Citibank', 'Citi'], ['CITIUS', '021000089']),
  bank('us-capital-one', 'Capital One', 'USD', NEW_YORK, ['Capital One'], ['HIBKUS', '031176110']),
  bank('us-us-bank', 'U.S. Bank', 'USD', NEW_YORK, ['U.S. Bank', 'US Bank'], ['USBKUS']),
  bank('us-pnc', 'PNC Bank', 'USD', NEW_YORK, ['PNC Bank'], ['PNCCUS']),
  bank('us-paypal', 'PayPal', 'USD', NEW_YORK, ['PayPal']),
  bank('de-deutsche-bank', 'Deutsche Bank', 'EUR', BERLIN, ['Deutsche Bank'], ['DEUTDE']),
  bank('de-commerzbank', 'Commerzbank', 'EUR', BERLIN, ['Commerzbank'], ['COBADE']),
  bank('de-n26', 'N26', 'EUR', BERLIN, ['N26 Bank', 'N26'], ['NTSBDE']),
  bank('de-dkb', 'DKB', 'EUR', BERLIN, ['Deutsche Kreditbank', 'DKB'], ['BYLADE']),
  bank('de-comdirect', 'comdirect', 'EUR', BERLIN, ['comdirect']),
  bank('de-ing', 'ING', 'EUR', BERLIN, ['ING-DiBa', 'ING'], ['INGDDE', 'INGBNL']),
  bank('de-sparkasse', 'Sparkasse', 'EUR', BERLIN, ['Sparkasse']),
  bank('nl-abn-amro', 'ABN AMRO', 'EUR', 'Europe/Amsterdam', ['ABN AMRO'], ['ABNANL']),
  bank('nl-rabobank', 'Rabobank', 'EUR', 'Europe/Amsterdam', ['Rabobank'], ['RABONL']),
  bank('nl-bunq', 'bunq', 'EUR', 'Europe/Amsterdam', ['bunq'], ['BUNQNL']),
  bank('fr-bnp-paribas', 'BNP Paribas', 'EUR', 'Europe/Paris', ['BNP Paribas'], ['BNPAFR']),
  bank('fr-societe-generale', 'Société Générale', 'EUR', 'Europe/Paris', ['Societe Generale'], ['SOGEFR']),
  bank('fr-credit-agricole', 'Crédit Agricole', 'EUR', 'Europe/Paris', ['Credit Agricole'], ['AGRIFR']),
  bank('fr-la-banque-postale', 'La Banque Postale', 'EUR', 'Europe/Paris', ['La Banque Postale'], ['PSSTFR']),
  bank('fr-boursorama', 'BoursoBank', 'EUR', 'Europe/Paris', ['Boursorama', 'BoursoBank'], ['BOUSFR']),
  bank('es-bbva', 'BBVA', 'EUR', 'Europe/Madrid', ['BBVA', 'Banco Bilbao Vizcaya'], ['BBVAES']),
  bank('es-santander', 'Santander', 'EUR', 'Europe/Madrid', ['Banco Santander', 'Santander'], ['BSCHES']),
  bank('es-caixabank', 'CaixaBank', 'EUR', 'Europe/Madrid', ['CaixaBank'], ['CAIXES']),
  bank('it-intesa', 'Intesa Sanpaolo', 'EUR', 'Europe/Rome', ['Intesa Sanpaolo'], ['BCITIT']),
  bank('it-unicredit', 'UniCredit', 'EUR', 'Europe/Rome', ['UniCredit'], ['UNCRIT']),
  bank('ch-ubs', 'UBS', 'CHF', 'Europe/Zurich', ['UBS Switzerland', 'UBS'], ['UBSWCH']),
  bank('ch-postfinance', 'PostFinance', 'CHF', 'Europe/Zurich', ['PostFinance'], ['POFICH']),
  bank(
    'ch-zkb',
    'Zürcher Kantonalbank',
    'CHF',
    'Europe/Zurich',
    ['Zuercher Kantonalbank', 'Zurcher Kantonalbank'],
    ['ZKBKCH'],
  ),
  bank('ch-raiffeisen', 'Raiffeisen', 'CHF', 'Europe/Zurich', ['Raiffeisen'], ['RAIFCH']),
  bank('br-nubank', 'Nubank', 'BRL', 'America/Sao_Paulo', ['Nubank', 'Nu Pagamentos']),
  bank('br-itau', 'Itaú', 'BRL', 'America/Sao_Paulo', ['Itau Unibanco', 'Itau'], ['ITAUBR']),
  bank('br-bradesco', 'Bradesco', 'BRL', 'America/Sao_Paulo', ['Bradesco'], ['BBDEBR']),
  bank('in-hdfc-bank', 'HDFC Bank', 'INR', KOLKATA, ['HDFC Bank', 'HDFC'], ['HDFCIN']),
  bank('in-sbi', 'State Bank of India', 'INR', KOLKATA, ['State Bank of India', 'SBIN'], ['SBININ']),
  bank('in-icici-bank', 'ICICI Bank', 'INR', KOLKATA, ['ICICI Bank', 'ICICI'], ['ICICIN']),
  bank('in-axis-bank', 'Axis Bank', 'INR', KOLKATA, ['Axis Bank'], ['AXISIN']),
  bank('in-kotak', 'Kotak Mahindra Bank', 'INR', KOLKATA, ['Kotak Mahindra Bank', 'Kotak'], ['KKBKIN']),
  bank('ke-m-pesa', 'M-PESA', 'KES', NAIROBI, ['M-PESA Statement', 'Safaricom', 'M-PESA', 'MPESA']),
  bank('ke-equity-bank', 'Equity Bank', 'KES', NAIROBI, ['Equity Bank'], ['EQBLKE']),
  bank('ke-kcb', 'KCB', 'KES', NAIROBI, ['KCB Bank', 'Kenya Commercial Bank', 'KCB'], ['KCBLKE']),
  bank(
    'ke-co-operative-bank',
    'Co-operative Bank of Kenya',
    'KES',
    NAIROBI,
    ['Co-operative Bank of Kenya'],
    ['KCOOKE'],
  ),
  bank('ke-absa', 'Absa Bank Kenya', 'KES', NAIROBI, ['Absa Bank Kenya'], ['BARCKE']),
  bank('za-fnb', 'FNB', 'ZAR', JOHANNESBURG, ['First National Bank', 'FNB'], ['FIRNZA']),
  bank('za-capitec', 'Capitec Bank', 'ZAR', JOHANNESBURG, ['Capitec Bank', 'Capitec'], ['CABLZA']),
  bank(
    'za-standard-bank',
    'Standard Bank',
    'ZAR',
    JOHANNESBURG,
    ['Standard Bank of South Africa', 'Standard Bank'],
    ['SBZAZA'],
  ),
  bank('za-nedbank', 'Nedbank', 'ZAR', JOHANNESBURG, ['Nedbank'], ['NEDSZA']),
  bank('za-absa', 'Absa', 'ZAR', JOHANNESBURG, ['Absa Bank', 'Absa'], ['ABSAZA']),
  bank('gh-gcb-bank', 'GCB Bank', 'GHS', ACCRA, ['GCB Bank', 'Ghana Commercial Bank'], ['GHCBGH']),
  bank('gh-ecobank', 'Ecobank Ghana', 'GHS', ACCRA, ['Ecobank Ghana'], ['ECOCGH']),
  bank('gh-mtn-momo', 'MTN MoMo', 'GHS', ACCRA, ['MTN Mobile Money', 'MobileMoney Limited']),
]

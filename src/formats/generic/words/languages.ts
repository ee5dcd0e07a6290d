/** The language that goes with a currency mark, where one language does: evidence for reading the words beside it. */
export const LANGUAGE_OF_MARK: ReadonlyMap<string, string> = new Map(
  Object.entries({
    fr: 'xof xaf fcfa cfa mad dh dzd da tnd dt cdf gnf fg mga ar',
    es: 'cop clp ars pen s/ s/. dop rd$ crc ₡ gtq uyu $u bob bs. pyg gs. ₲ ves mxn',
    pt: 'brl r$ mzn mt aoa kz',
    ro: 'ron lei mdl',
    ar: 'ج.م جم جنيه ريال دينار درهم د.ك د.ل',
    fa: 'ریال irr تومان',
    sw: 'tzs tsh',
    am: 'ብር',
    id: 'idr rp rm',
    vi: 'vnd vnđ đ',
    th: 'thb บาท บ.',
    zh: '元 人民币',
    ja: '円',
    ko: '원',
    tr: 'tl try ₺',
    ru: 'руб р rub ₽ грн ₴ uah ₸ kzt byn uzs',
    pl: 'pln zł zl',
    cs: 'czk kč kc',
    hu: 'huf ft',
    he: '₪ ש"ח',
    bg: 'bgn лв',
    az: 'azn',
    mn: 'mnt',
    sr: 'rsd bam din',
    ka: 'gel',
    hy: 'amd',
    sq: 'all',
    sv: 'sek nok dkk kr',
  }).flatMap(([language, marks]) =>
    marks.split(' ').flatMap((mark) => (mark === '' ? [] : [[mark, language] as const])),
  ),
)

/** The currency of a country whose language is spoken in no other: for messages that print no currency at all. */
export const CURRENCY_OF_LANGUAGE: Readonly<Record<string, string>> = {
  ko: 'KRW',
  ja: 'JPY',
  th: 'THB',
  vi: 'VND',
  he: 'ILS',
  fa: 'IRR',
  am: 'ETB',
}

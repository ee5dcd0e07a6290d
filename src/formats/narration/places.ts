/** Nigerian towns, areas and states that card terminals print behind a merchant's name, in capitals, longest match first. */
const TOWNS: ReadonlySet<string> = new Set(
  (
    'ABA|ABAKALIKI|ABEOKUTA|ABRAKA|ABUJA|ADO EKITI|ADO-EKITI|AFIKPO|AGBARA|AGBOR|AGEGE|AGIDINGBI|AJAH|AJEGUNLE|AKOKA|AKURE|AKUTE|ALABA|ALAGBADO|ALAUSA|ALIMOSHO|' +
    'AMUWO|AMUWO ODOFIN|ANTHONY|APAPA|APO|ARIARIA|ASABA|ASOKORO|AUCHI|AWKA|AWOYAYA|BADAGRY|BANANA ISLAND|BARIGA|BAUCHI|BENIN|BENIN CITY|BERGER|BIRNIN KEBBI|BODIJA|' +
    'BONNY|BWARI|CALABAR|CHALLENGE|DAMATURU|DAURA|DUTSE|EBUTE METTA|EBUTE-METTA|EDE|EFFURUN|EGBEDA|EKET|EKPOMA|ELEME|ENUGU|EPE|FESTAC|FUNTUA|GARKI|GBAGADA|GBOKO|' +
    'GOMBE|GUSAU|GWAGWALADA|GWARINPA|GWARIMPA|IBADAN|IBA|IBAFO|IDIMU|IFAKO|IFE|IFO|IGANDO|IGANMU|IJAIYE|IJEBU ODE|IJEBU-ODE|IJEGUN|IJU|IKEJA|IKEJA GRA|IKENNE|IKEJA CITY|' +
    'IKORODU|IKOTUN|IKOT EKPENE|IKOYI|ILE IFE|ILE-IFE|ILESA|ILESHA|ILORIN|ILUPEJU|IPAJA|ISEYIN|ISOLO|IWO|JABI|JALINGO|JEBBA|JIBOWU|JOS|KADUNA|KAFANCHAN|KANO|KATSINA|' +
    'KEBBI|KEFFI|KETU|KUBWA|KUJE|LAFIA|LAGOS|LAGOS ISLAND|LEKKI|LEKKI PHASE 1|LOKOJA|LUGBE|MAGBORO|MAGODO|MAIDUGURI|MAITAMA|MAKURDI|MARARABA|MARYLAND|MASAKA|MILE 2|' +
    'MINNA|MOWE|MUBI|MUSHIN|NASARAWA|NEW BUSSA|NNEWI|NSUKKA|NYANYA|OBALENDE|OBUDU|OGBA|OGBOMOSO|OGBOMOSHO|OGOJA|OGUDU|OJO|OJODU|OJOTA|OJUELEGBA|OKE IRA|OKENE|OKIGWE|' +
    'OKOKOMAIKO|ONDO|ONIKAN|ONIPANU|ONITSHA|OREGUN|ORLU|ORON|OSHODI|OSOGBO|OSHOGBO|OSUN|OTA|OTTA|OTUKPO|OWERRI|OWO|OWORONSOKI|OYIGBO|OYINGBO|OYO|PALMGROVE|PORT HARCOURT|' +
    'PORTHARCOURT|POTISKUM|PHC|PH|RUMUOKORO|SABO|SAGAMU|SHAGAMU|SANGO|SANGO OTA|SAPELE|SATELLITE TOWN|SHOMOLU|SOMOLU|SOKOTO|SULEJA|SURULERE|TRANS AMADI|TRANS-AMADI|UGHELLI|UMUAHIA|' +
    'UROMI|UTAKO|UYO|VICTORIA ISLAND|VICTORIA ISL|VI|V I|WARRI|WUSE|WUSE 2|WUSE II|WUKARI|YABA|YENAGOA|YOLA|ZARIA|ZUBA'
  ).split('|'),
)

/** State and country codes as terminals print them, and the two glued together (`OYNG`, `LANG`). */
const STATES =
  'AB AD AK AN BA BE BO BY CR DE EB ED EK EN FC FCT GO IM JI KD KN KO KE KT KW LA LAG NA NI NS OG ON OS OY PL RI RV SO TA YO ZA ABJ'
const COUNTRIES =
  'NG NGA NIGERIA US USA GB GBR UK IE IRL NL NLD LU LUX DE DEU FR FRA CN CHN HK SG AE ARE ZA ZAF GH GHA KE KEN CA CAN SE CY EE'
const NIGERIA: ReadonlySet<string> = new Set(['NG', 'NGA', 'NIGERIA'])
const STATE_CODES: ReadonlySet<string> = new Set(STATES.split(' '))
const COUNTRY_CODES: ReadonlySet<string> = new Set(COUNTRIES.split(' '))

function isGluedStateAndCountry(word: string): boolean {
  return word.length <= 5 && word.endsWith('NG') && STATE_CODES.has(word.slice(0, -2))
}

/**
 * The merchant's name in what a terminal prints: trailing terminal numbers, country, state and town are taken off, never
 * the whole. White space is already collapsed.
 */
export function withoutPlace(printed: string): string {
  let words = printed.split(' ').filter((word) => word !== '')
  const drop = (count: number): void => {
    words = words.slice(0, words.length - count)
  }
  const last = (): string => (words.at(-1) ?? '').toUpperCase().replace(/[-,.]+$/u, '')
  while (words.length > 1 && (last() === '' || /^\d{4,}$/u.test(last()))) drop(1)
  if (words.length > 1 && COUNTRY_CODES.has(last())) {
    const isAbroad = !NIGERIA.has(last())
    drop(1)
    if (isAbroad) return joined(words)
  }
  while (words.length > 1 && isGluedStateAndCountry(last())) drop(1)
  while (words.length > 2 && STATE_CODES.has(last())) drop(1)
  if (words.length === 2 && STATE_CODES.has(last())) drop(1)
  for (const count of [3, 2, 1]) {
    if (words.length <= count) continue
    const town = words
      .slice(-count)
      .join(' ')
      .toUpperCase()
      .replace(/[-,.]+$/u, '')
    if (!TOWNS.has(town)) continue
    drop(count)
    break
  }
  return joined(words)
}

function joined(words: readonly string[]): string {
  return words.join(' ').replace(/[\s,;:/|-]{1,20}$/u, '')
}

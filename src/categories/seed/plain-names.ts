/**
 * Brands that are also ordinary words, family names or banks: they count only as a whole name ("BOLT", "TOTAL LEKKI" at a till),
 * never inside somebody's name or a longer one.
 */
export const PLAIN_NAMES: Readonly<Record<string, string>> = {
  'transport.ride': 'BOLT|RIDA',
  'transport.fuel': 'TOTAL|SHELL|MRS|FORTE|TEXACO|CHEVRON|BP|AP|RANO|HEYDEN',
  'transport.travel': 'LIBRA|GIG|GUO|ASKY|HILTON|DANA|DELTA|IBIS|MARRIOTT',
  'phone.airtime': 'MTN|GLO|AIRTEL|9MOBILE|ETISALAT',
  'phone.broadband': 'SMILE|SWIFT|LEGEND',
  'food.groceries': 'GAME|ROBAN|SAHAD|GOODIES|SPAR|SUPERSAVER|ICELAND',
  'food.eating-out': 'KILIMANJARO|CILANTRO|GENESIS|SUBWAY|STEERS|NKOYO',
  'fun.games': 'STEAM',
  'fun.outings': 'GENESIS DELUX',
  'fun.betting': 'STAKE',
  'work.software': 'ZOOM|SLACK|NOTION|RENDER|WIX|GOOGLE|CLAUDE|CURSOR',
  'saving.investment': 'BAMBOO|TROVE|CHAKA|RISE|STASH',
  'debt.repayment': 'CARBON|BRANCH|FAIRMONEY|FAIR MONEY|MIGO',
  'personal.shopping': 'SLOT|WISH|TARGET|APPLE',
  'personal.clothing': 'NEXT|H M|MAX|GUESS|GAP',
  freelance: 'WISE|GREY',
  'health.hospital': 'NORDICA|LIFEBRIDGE',
}

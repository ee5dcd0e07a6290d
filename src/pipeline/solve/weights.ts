/**
 * How much each sign speaks for two alerts being one event, or two legs one transfer: natural logarithms of "how much
 * oftener among pairs that are than among pairs that are not", rounded, and zero for what says nothing. Sums are compared
 * with the thresholds below; docs/decisions/0021 says where they come from.
 */
export const SAME_EVENT = {
  /** Two channels of one account tell of one amount near one day: nearly always one event. */
  prior: 1,
  equalBalance: 8,
  /** A statement's balances follow its own order, which late postings change. */
  otherBalance: -2,
  equalReference: 7,
  sameMinute: 4,
  fewMinutes: 2.5,
  sameHour: -0.5,
  otherHour: -4,
  /** Where one of the two states no time of day. */
  sameDay: 2.5,
  /** By days that the bank's books are behind: weekends and card settlement. */
  daysLate: [2.5, 0.3, -0.3, -0.8, -1.5, -2],
  /** By days that the books are ahead: around midnight only. */
  daysEarly: [2.5, -0.5],
  /** The message states no time and came this near, on that day, or within three days. */
  receivedAtOnce: 3,
  receivedThatDay: 1.5,
  receivedLater: 0,
  sameNames: 3,
  someWords: 1.5,
  otherPeople: -3,
  otherWords: -1,
  /** An amount that people do not repeat: not in whole hundreds. */
  tellingAmount: 1,
  sameRail: 0.5,
  otherRail: -1.5,
  equalText: 3,
} as const

/** A typed entry and an alert of equal money, at most a day apart. */
export const TYPED = {
  sameAccount: 3,
  /** The entry went to the account that entries go to; nobody said that it belongs there. */
  defaultAccount: 0.75,
  atOnce: 1.5,
  otherDay: -0.5,
  /** The alert was there already when somebody typed it. */
  alertFirst: -1.5,
  sameNames: 2,
  /** Two names of people: never joined without a question. */
  otherPeopleMax: 1,
} as const

/** Another partner this near to the chosen one, and left alone, makes the choice doubtful. */
export const DOUBT_MARGIN = 1

/** From here on two alerts are one event. */
export const SAME_FROM = 2
/** From here on it is asked; below they are two. */
export const ASK_FROM = 0.5

export const TRANSFER = {
  equalAmount: 1,
  listedCharge: 0,
  equalReference: 6,
  sameNames: 5,
  /** Two names that share a surname: accounts of one family. */
  kin: 1,
  /** One text names somebody, the other nobody. */
  oneSidedName: -0.5,
  ownWords: 3,
  namesOtherBank: 2.5,
  namesOtherAccount: 5,
  /** A number that is not the other account's; it may be a reference. */
  namesStranger: -5,
  atOnce: 4,
  withinHour: 2.5,
  withinHalfDay: -0.5,
  withinDays: -2,
  sameDay: 2,
  nextDay: -0.5,
  laterDays: -2,
  bothSayTransfer: 0.5,
  tellingAmount: 1,
} as const

/** From here on two legs are one transfer. */
export const TRANSFER_FROM = 4

export const REVERSAL = {
  words: 4,
  perhapsWords: 2,
  /** A shorter number in both texts. */
  sameNumber: 1.5,
  equalReference: 4,
  sameWords: 3,
  someWords: 1,
  otherWords: -3,
  restoresBalance: 2,
  /** By days from the payment to its return; further apart they are never folded. */
  withinDays: [
    { days: 1, weight: 2 },
    { days: 3, weight: 1 },
    { days: 7, weight: 0 },
    { days: 14, weight: -1 },
    { days: 30, weight: -2 },
  ],
  /** Of several payments the latest before the return is it: for each doubling of the minutes between. */
  minutesDoubled: -0.05,
  /** The same for each row between two rows of one file that state no time, up to a number of rows. */
  rowBetween: -0.005,
  rowsMax: 100,
} as const

/** From here on a payment and what returns it are folded. */
export const REVERSAL_FROM = 3

import type { PageText } from './pdf-writer.ts'

/** The rows that every page of these tests prints: day, signed minor units, words, and the balance behind it. */
export type PageRow = {
  readonly day: string
  readonly minor: number
  readonly words: readonly string[]
  readonly balance: number
}

const MOVES: readonly (readonly [day: string, minor: number, ...words: string[]])[] = [
  ['2026-03-02', -450_000, 'POS COFFEE HOUSE', 'LAGOS'],
  ['2026-03-03', -1_250_000, 'RENT MARCH'],
  ['2026-03-05', 25_000_000, 'SALARY ACME', 'WIDGETS LIMITED', 'MARCH 2026'],
  ['2026-03-05', -99_900, 'STREAMING'],
  ['2026-03-11', -1_234_556, 'ELECTRICITY BILL', '0311-77'],
  ['2026-03-27', -6_000_000, 'ATM CASH'],
]

export const OPENING = 10_000_000
export const ROWS: readonly PageRow[] = MOVES.map(([day, minor, ...words], index) => ({
  day,
  minor,
  words,
  balance: OPENING + MOVES.slice(0, index + 1).reduce((sum, [, move]) => sum + move, 0),
}))
export const CLOSING = ROWS.at(-1)?.balance ?? 0

/** `1,234.56`. */
function printed(minor: number): string {
  return (Math.abs(minor) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })
}

const signed = (minor: number): string => `${minor < 0 ? '-' : ''}${printed(minor)}`
const dayOf = (day: string): string => day.slice(8)
const MONTHS = 'Jan Feb Mar'.split(' ')
const monthOf = (day: string): string => MONTHS[Number(day.slice(5, 7)) - 1] ?? ''

/** Texts of a page from lines of [x, text]; a negative x is a right edge. */
function lines(start: number, step: number, rows: readonly (readonly (readonly [number, string])[])[]): PageText[] {
  return rows.flatMap((row, index) =>
    row.map(([x, text]) => ({ x: Math.abs(x), y: start + index * step, text, isRight: x < 0 })),
  )
}

/** Mobile money: newest first, days and times over two lines, debits with a minus, a summary table in front. */
export function mobileMoney(): PageText[][] {
  const head = lines(40, 12, [
    [[40, 'M-PESA FULL STATEMENT']],
    [
      [40, 'Customer Name:'],
      [160, 'A B'],
    ],
    [
      [40, 'Mobile Number:'],
      [160, '0722123456'],
    ],
    [
      [40, 'Statement Period:'],
      [160, '01 Mar 2026 - 31 Mar 2026'],
    ],
    [
      [40, 'TRANSACTION TYPE'],
      [-330, 'PAID IN'],
      [-420, 'PAID OUT'],
    ],
    [
      [40, 'SEND MONEY:'],
      [-330, '0.00'],
      [-420, '12,500.00'],
    ],
    [
      [40, 'TOTAL:'],
      [-330, printed(25_000_000)],
      [-420, '90,344.56'],
    ],
    [[40, 'DETAILED STATEMENT']],
    [
      [40, 'Receipt No.'],
      [100, 'Completion Time'],
      [190, 'Details'],
      [310, 'Transaction Status'],
      [-455, 'Paid In'],
      [-520, 'Withdrawn'],
      [-590, 'Balance'],
    ],
  ])
  let y = 160
  const body = ROWS.toReversed().flatMap(({ day, minor, words, balance }, index): PageText[] => {
    const height = Math.max(words.length, 2)
    const texts = [
      { x: 40, y, text: `UC${index}KLM99X` },
      { x: 100, y, text: day },
      { x: 100, y: y + 9, text: `1${index}:05:00` },
      ...words.map((text, at) => ({ x: 190, y: y + at * 9, text })),
      { x: 310, y, text: 'Completed' },
      { x: minor < 0 ? 520 : 455, y, text: signed(minor), isRight: true },
      { x: 590, y, text: printed(balance), isRight: true },
    ]
    y += height * 9 + 6
    return texts
  })
  return [[...head, ...body, { x: 40, y: 760, text: 'Page 1 of 1' }]]
}

/** Indian bank: the block and the header on every page, values below their labels in a summary at the end. */
export function repeatedBlocks(): PageText[][] {
  const pages = [ROWS.slice(0, 3), ROWS.slice(3)]
  return pages.map((rows, number) => {
    const head = lines(40, 12, [
      [
        [40, 'HDFC BANK LTD'],
        [-590, `Page No .: ${number + 1}`],
      ],
      [
        [40, 'MR A B'],
        [330, 'Account Branch : MG ROAD'],
      ],
      [
        [40, 'JOINT HOLDERS :'],
        [330, 'Account No : 50100012345678 PRIME'],
      ],
      [
        [40, 'From : 01/03/2026 To : 31/03/2026'],
        [330, 'Currency : INR'],
      ],
      [
        [40, 'Date'],
        [95, 'Narration'],
        [250, 'Chq./Ref.No.'],
        [335, 'Value Dt'],
        [385, 'Withdrawal Amt.'],
        [465, 'Deposit Amt.'],
        [-600, 'Closing Balance'],
      ],
    ])
    let y = 110
    const body = rows.flatMap(({ day, minor, words, balance }, index): PageText[] => {
      const date = `${dayOf(day)}/03/26`
      const texts = [
        { x: 40, y, text: date },
        ...words.map((text, at) => ({ x: 95, y: y + at * 9, text })),
        { x: 250, y, text: `00000${number}${index}1234` },
        { x: 335, y, text: date },
        { x: minor < 0 ? 457 : 522, y, text: printed(minor), isRight: true },
        { x: 600, y, text: printed(balance), isRight: true },
      ]
      y += words.length * 9 + 3
      return texts
    })
    const foot = lines(600, 12, [
      [[40, 'STATEMENT SUMMARY :-']],
      [
        [40, 'Opening Balance'],
        [150, 'Dr Count'],
        [210, 'Cr Count'],
        [280, 'Debits'],
        [360, 'Credits'],
        [450, 'Closing Bal'],
      ],
      [
        [40, printed(OPENING)],
        [150, '5'],
        [210, '1'],
        [280, '90,344.56'],
        [360, printed(25_000_000)],
        [450, printed(CLOSING)],
      ],
      [[40, '*Closing balance includes funds earmarked for hold and uncleared funds']],
    ])
    return [...head, ...body, ...(number === 1 ? foot : [])]
  })
}

/** British bank: a day once, a balance only behind the last entry of a day, brought and carried forward. */
export function dayOnce(): PageText[][] {
  const head = lines(40, 12, [
    [[40, 'HSBC UK']],
    [
      [40, '1 March to 31 March 2026'],
      [330, 'Sortcode 40-11-22'],
      [450, 'Account Number 12345670'],
    ],
    [
      [40, 'Date'],
      [100, 'Payment type and details'],
      [-420, 'Paid out'],
      [-500, 'Paid in'],
      [-580, 'Balance'],
    ],
    [
      [40, '01 Mar 26'],
      [100, 'BALANCE BROUGHT FORWARD'],
      [-580, printed(OPENING)],
    ],
  ])
  let y = 90
  const body = ROWS.flatMap(({ day, minor, words, balance }, index): PageText[] => {
    const isFirst = ROWS[index - 1]?.day !== day
    const isLast = ROWS[index + 1]?.day !== day
    const texts = [
      ...(isFirst ? [{ x: 40, y, text: `${dayOf(day)} ${monthOf(day)} 26` }] : []),
      { x: 100, y, text: words.join(' ') },
      { x: minor < 0 ? 420 : 500, y, text: printed(minor), isRight: true },
      ...(isLast ? [{ x: 580, y, text: printed(balance), isRight: true }] : []),
    ]
    y += 12
    return texts
  })
  const foot = lines(y, 12, [
    [
      [40, '31 Mar 26'],
      [100, 'BALANCE CARRIED FORWARD'],
      [-580, printed(CLOSING)],
    ],
  ])
  return [[...head, ...body, ...foot]]
}

/** Cells centred in their rows: the narration begins above the line with the day. */
export function centredRows(): PageText[][] {
  const head = lines(40, 12, [
    [[40, 'EQUITY BANK KENYA LIMITED']],
    [
      [40, 'Account Number:'],
      [160, '0123456789012'],
      [330, 'Currency:'],
      [400, 'KES'],
    ],
    [
      [40, 'Transaction'],
      [120, 'Value'],
      [-420, 'Money Out'],
      [-500, 'Money In'],
      [-580, 'Balance'],
    ],
    [
      [40, 'Date'],
      [120, 'Date'],
      [200, 'Particulars'],
    ],
  ])
  let y = 100
  const body = ROWS.flatMap(({ day, minor, words, balance }): PageText[] => {
    const middle = y + ((words.length - 1) * 9) / 2
    const date = `${dayOf(day)}-03-2026`
    const texts = [
      { x: 40, y: middle, text: date },
      { x: 120, y: middle, text: date },
      ...words.map((text, at) => ({ x: 200, y: y + at * 9, text })),
      { x: minor < 0 ? 420 : 500, y: middle, text: printed(minor), isRight: true },
      { x: 580, y: middle, text: printed(balance), isRight: true },
    ]
    y += words.length * 9 + 12
    return texts
  })
  return [[...head, ...body]]
}

/** American bank: no years in the rows, one signed column, the month in words above. */
export function withoutYears(): PageText[][] {
  const head = lines(40, 12, [
    [
      [40, 'JPMorgan Chase Bank, N.A.'],
      [400, 'February 28, 2026 through March 31, 2026'],
    ],
    [
      [330, 'Account Number:'],
      [450, '000000123456789'],
    ],
    [[40, 'CHECKING SUMMARY']],
    [
      [40, 'Beginning Balance'],
      [-400, `$${printed(OPENING)}`],
    ],
    [
      [40, 'Ending Balance'],
      [-400, `$${printed(CLOSING)}`],
    ],
    [[40, 'TRANSACTION DETAIL']],
    [
      [40, 'DATE'],
      [100, 'DESCRIPTION'],
      [-480, 'AMOUNT'],
      [-580, 'BALANCE'],
    ],
    [
      [100, 'Beginning Balance'],
      [-580, `$${printed(OPENING)}`],
    ],
  ])
  let y = 140
  const body = ROWS.flatMap(({ day, minor, words, balance }): PageText[] => {
    const texts = [
      { x: 40, y, text: `03/${dayOf(day)}` },
      ...words.map((text, at) => ({ x: 100, y: y + at * 9, text })),
      { x: 480, y, text: signed(minor), isRight: true },
      { x: 580, y, text: printed(balance), isRight: true },
    ]
    y += words.length * 9 + 4
    return texts
  })
  const foot = lines(y, 12, [
    [
      [100, 'Ending Balance'],
      [-580, `$${printed(CLOSING)}`],
    ],
  ])
  return [[...head, ...body, ...foot]]
}

/** Columns that collapsed: each line is one text with single spaces; only the balance tells debit from credit. */
export function collapsedLines(): PageText[][] {
  const texts = [
    'UNITY BANK PLC',
    'ACCOUNT NUMBER: 0012345678',
    'Opening Balance: 100,000.00',
    'Date Description Debit Credit Balance',
    ...ROWS.map(
      ({ day, minor, words, balance }) =>
        `${dayOf(day)}-${monthOf(day)}-2026 ${words.join(' ')} ${printed(minor)} ${printed(balance)}`,
    ),
    `Closing Balance: ${printed(CLOSING)}`,
  ]
  return [texts.map((text, index) => ({ x: 40, y: 40 + index * 11, text }))]
}

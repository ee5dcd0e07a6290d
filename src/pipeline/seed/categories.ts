/** A category every new ledger starts with. `parent` is the key of its parent; the tree has two levels. */
export type SeedCategory = {
  readonly key: string
  readonly kind: 'income' | 'expense'
  readonly name: string
  readonly icon: string
  readonly parent: string | null
}

type Branch = readonly [
  key: string,
  icon: string,
  name: string,
  children?: readonly (readonly [key: string, icon: string, name: string])[],
]

const EXPENSES: readonly Branch[] = [
  [
    'food',
    '🍲',
    'Food',
    [
      ['groceries', '🛒', 'Groceries'],
      ['eating-out', '🍛', 'Eating out'],
      ['drinks', '🥤', 'Drinks and snacks'],
    ],
  ],
  [
    'home',
    '🏠',
    'Home',
    [
      ['rent', '🔑', 'Rent'],
      ['electricity', '💡', 'Electricity'],
      ['generator', '⛽', 'Generator fuel'],
      ['gas', '🔥', 'Cooking gas'],
      ['water', '🚰', 'Water'],
      ['waste', '🗑️', 'Waste and security dues'],
      ['repairs', '🔧', 'Repairs'],
      ['furniture', '🛋️', 'Furniture and appliances'],
    ],
  ],
  [
    'transport',
    '🚌',
    'Transport',
    [
      ['ride', '🚕', 'Ride hailing'],
      ['public', '🚐', 'Bus, keke, okada'],
      ['fuel', '⛽', 'Car fuel'],
      ['car', '🚗', 'Car repairs and papers'],
      ['travel', '✈️', 'Flights and long trips'],
    ],
  ],
  [
    'phone',
    '📱',
    'Phone and internet',
    [
      ['airtime', '📞', 'Airtime'],
      ['data', '🌐', 'Data'],
      ['broadband', '📡', 'Broadband'],
    ],
  ],
  [
    'family',
    '👪',
    'Family',
    [
      ['support', '🤝', 'Family support'],
      ['children', '🧒', 'Children'],
      ['school', '🎒', 'School fees'],
      ['celebrations', '🎉', 'Celebrations and gifts'],
      ['friends', '👥', 'Friends'],
    ],
  ],
  [
    'faith',
    '🙏',
    'Faith and giving',
    [
      ['tithe', '⛪', 'Tithe and offering'],
      ['zakat', '🕌', 'Zakat and sadaqah'],
      ['charity', '💝', 'Charity'],
    ],
  ],
  [
    'health',
    '🩺',
    'Health',
    [
      ['pharmacy', '💊', 'Pharmacy'],
      ['hospital', '🏥', 'Hospital and tests'],
      ['insurance', '🛡️', 'Health insurance'],
      ['fitness', '🏋️', 'Fitness'],
    ],
  ],
  [
    'personal',
    '🧴',
    'Personal',
    [
      ['clothing', '👗', 'Clothes and tailoring'],
      ['hair', '💇', 'Hair and beauty'],
      ['shopping', '🛍️', 'Online shopping'],
      ['education', '📚', 'Courses and books'],
    ],
  ],
  [
    'fun',
    '🎬',
    'Entertainment',
    [
      ['tv', '📺', 'TV and streaming'],
      ['outings', '🎟️', 'Outings'],
      ['games', '🎮', 'Games'],
      ['betting', '🎲', 'Betting'],
    ],
  ],
  [
    'work',
    '💼',
    'Work and business',
    [
      ['software', '💻', 'Software and hosting'],
      ['supplies', '📦', 'Supplies'],
      ['wages', '👷', 'Wages and artisans'],
    ],
  ],
  [
    'saving',
    '🐷',
    'Saving and investing',
    [
      ['ajo', '🫙', 'Ajo and cooperative'],
      ['investment', '📈', 'Investments'],
      ['crypto', '🪙', 'Crypto'],
    ],
  ],
  [
    'debt',
    '🧾',
    'Loans',
    [
      ['repayment', '↩️', 'Loan repayment'],
      ['lent', '🫴', 'Money lent'],
    ],
  ],
  [
    'government',
    '🏛️',
    'Taxes and government',
    [
      ['tax', '🧮', 'Taxes'],
      ['licences', '🪪', 'Licences and papers'],
    ],
  ],
  [
    'charges',
    '🏦',
    'Bank charges',
    [
      ['transfer', '🔁', 'Transfer fees'],
      ['sms', '✉️', 'SMS alerts'],
      ['stamp-duty', '📮', 'Stamp duty'],
      ['card', '💳', 'Card and account fees'],
      ['pos', '🏧', 'POS and ATM charges'],
    ],
  ],
  ['cash', '💵', 'Cash withdrawal'],
]

const INCOME: readonly Branch[] = [
  ['salary', '💰', 'Salary'],
  ['business', '🏪', 'Business income'],
  ['freelance', '🧑‍💻', 'Freelance'],
  ['family-in', '👪', 'From family and friends'],
  ['interest', '📈', 'Interest and returns'],
  ['rent-in', '🏘️', 'Rent received'],
  ['gifts-in', '🎁', 'Gifts received'],
  ['loan-in', '🏦', 'Loan received'],
  ['repaid', '↪️', 'Money paid back'],
]

/** Keys of the categories for what nothing else claims. */
export const UNCATEGORIZED = { expense: 'uncategorized.expense', income: 'uncategorized.income' } as const

/** The default category tree, parents before their children; the two `Uncategorized` come last. */
export const SEED_CATEGORIES: readonly SeedCategory[] = [
  ...EXPENSES.flatMap((branch) => flatten(branch, 'expense')),
  ...INCOME.flatMap((branch) => flatten(branch, 'income')),
  { key: UNCATEGORIZED.expense, kind: 'expense', name: 'Uncategorized', icon: '❔', parent: null },
  { key: UNCATEGORIZED.income, kind: 'income', name: 'Uncategorized', icon: '❔', parent: null },
]

function flatten([key, icon, name, children = []]: Branch, kind: 'income' | 'expense'): SeedCategory[] {
  return [
    { key, kind, name, icon, parent: null },
    ...children.map(([child, childIcon, childName]) => ({
      key: `${key}.${child}`,
      kind,
      name: childName,
      icon: childIcon,
      parent: key,
    })),
  ]
}

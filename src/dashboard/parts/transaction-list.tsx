import type { Category, Transaction } from '../api/shapes.ts'
import { dayOf, dayTitle, timeOf } from '../format/days.ts'
import { faceOf } from '../format/transaction.ts'
import { place } from '../router.ts'
import { FlowAmount } from './amount.tsx'
import { Icon } from './icon.tsx'

/** Transactions as links that open them, newest first, under their days when `byDay`. */
export function TransactionList({
  items,
  categories,
  today,
  byDay,
}: {
  readonly items: readonly Transaction[]
  readonly categories: readonly Category[]
  readonly today: string
  readonly byDay: boolean
}) {
  const icons = new Map(categories.map(({ name, icon }) => [name, icon]))
  if (!byDay) return <Rows items={items} icons={icons} today={today} showsDay />
  return (
    <>
      {daysOf(items).map(([day, members]) => (
        <section class="day" key={day} aria-label={dayTitle(day, today)}>
          <h2 class="day-title">{dayTitle(day, today)}</h2>
          <div class="panel flush">
            <Rows items={members} icons={icons} today={today} showsDay={false} />
          </div>
        </section>
      ))}
    </>
  )
}

function Rows(props: {
  readonly items: readonly Transaction[]
  readonly icons: ReadonlyMap<string, string | null>
  readonly today: string
  readonly showsDay: boolean
}) {
  return (
    <ul class="rows">
      {props.items.map((item) => (
        <Row key={item.id} item={item} {...props} />
      ))}
    </ul>
  )
}

function Row({
  item,
  icons,
  today,
  showsDay,
}: {
  readonly item: Transaction
  readonly icons: ReadonlyMap<string, string | null>
  readonly today: string
  readonly showsDay: boolean
}) {
  const face = faceOf(item)
  const when = showsDay ? dayTitle(dayOf(item.occurredAt), today) : timeOf(item.occurredAt)
  const category = item.postings.find((posting) => posting.category !== undefined)?.category
  const emoji = category === undefined ? null : (icons.get(category) ?? null)
  const query = new URLSearchParams(place.value.query)
  query.set('open', item.id)
  return (
    <li class={item.undone || item.kind === 'reversed' ? 'row struck' : 'row'}>
      <a class="row-link" href={`${place.value.path}?${query}`}>
        <span class="avatar" aria-hidden="true">
          {item.kind === 'transfer' ? <Icon name="swap" /> : (emoji ?? face.title.slice(0, 1).toUpperCase())}
        </span>
        <span class="row-text">
          <span class="row-title">{face.title}</span>
          <span class="row-note">
            {face.category}
            {face.account === '' ? '' : ` · ${face.account}`}
          </span>
        </span>
        <span class="row-end">
          <FlowAmount face={face} />
          <span class="row-note">
            {item.status === 'suspect' ? <span class="tag warn">Repeat?</span> : null}
            {item.undone ? <span class="tag">Deleted</span> : null}
            {when}
          </span>
        </span>
      </a>
    </li>
  )
}

function daysOf(items: readonly Transaction[]): [string, Transaction[]][] {
  const days = new Map<string, Transaction[]>()
  for (const item of items) {
    const day = dayOf(item.occurredAt)
    const members = days.get(day) ?? []
    members.push(item)
    days.set(day, members)
  }
  return [...days]
}

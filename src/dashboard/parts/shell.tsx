import type { ComponentChildren } from 'preact'
import { isOffline } from '../api/client.ts'
import { place } from '../router.ts'
import { dismiss, toasts } from '../state/toasts.ts'
import { Icon, type IconName } from './icon.tsx'

type Entry = { readonly to: string; readonly label: string; readonly icon: IconName }

/** The pages behind "More" where there is no room for all. */
export const MORE_PAGES: readonly Entry[] = [
  { to: '/reports', label: 'Reports', icon: 'chart' },
  { to: '/import', label: 'Import', icon: 'upload' },
  { to: '/review', label: 'Review', icon: 'review' },
  { to: '/settings', label: 'Settings', icon: 'settings' },
]

const HOME: Entry = { to: '/', label: 'Home', icon: 'home' }
const TRANSACTIONS: Entry = { to: '/transactions', label: 'Transactions', icon: 'list' }
const ACCOUNTS: Entry = { to: '/accounts', label: 'Accounts', icon: 'wallet' }
const ADD: Entry = { to: '/new', label: 'Add entry', icon: 'plus' }
const MORE: Entry = { to: '/more', label: 'More', icon: 'more' }

/** The frame of every page: ways to the others at the left of a wide window and at the bottom of a narrow one. */
export function Shell({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="shell">
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <nav class="side" aria-label="Pages">
        <p class="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Expense tracker
        </p>
        <a class="button primary wide" href={ADD.to}>
          <Icon name="plus" />
          Add entry
        </a>
        {[HOME, TRANSACTIONS, ACCOUNTS, ...MORE_PAGES].map((entry) => (
          <NavLink key={entry.to} entry={entry} />
        ))}
      </nav>
      <div class="body">
        <OfflineBar />
        {children}
      </div>
      <nav class="tabs" aria-label="Main pages">
        <NavLink entry={HOME} />
        <NavLink entry={{ ...TRANSACTIONS, label: 'Entries' }} />
        <a class="tab-add" href={ADD.to} aria-label={ADD.label}>
          <Icon name="plus" />
        </a>
        <NavLink entry={ACCOUNTS} />
        <NavLink entry={MORE} covers={MORE_PAGES} />
      </nav>
      <Toasts />
    </div>
  )
}

function NavLink({ entry, covers = [] }: { readonly entry: Entry; readonly covers?: readonly Entry[] }) {
  const { path } = place.value
  const isHere = ({ to }: Entry): boolean => path === to || (to !== '/' && path.startsWith(`${to}/`))
  const isCurrent = isHere(entry) || covers.some(isHere)
  return (
    <a class="nav-link" href={entry.to} {...(isCurrent ? { 'aria-current': 'page' as const } : {})}>
      <Icon name={entry.icon} />
      <span>{entry.label}</span>
    </a>
  )
}

function OfflineBar() {
  return (
    <div role="status">
      {isOffline.value ? (
        <p class="offline">
          <Icon name="offline" />
          No connection. What you see may be old; nothing can be saved.
        </p>
      ) : null}
    </div>
  )
}

function Toasts() {
  return (
    <div class="toasts" role="status">
      {toasts.value.map((toast) => (
        <div class="toast" key={toast.id}>
          <span>{toast.text}</span>
          {toast.action === null ? null : (
            <button
              type="button"
              class="toast-action"
              onClick={() => {
                toast.action?.act()
                dismiss(toast.id)
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button type="button" class="toast-close" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  )
}

import { useEffect } from 'preact/hooks'
import { AccountPage } from './pages/account.tsx'
import { AccountsPage } from './pages/accounts.tsx'
import { HomePage } from './pages/home.tsx'
import { ImportPage } from './pages/import.tsx'
import { LoginPage } from './pages/login.tsx'
import { MorePage } from './pages/more.tsx'
import { NewEntryPage } from './pages/new-entry.tsx'
import { NotFoundPage } from './pages/not-found.tsx'
import { ReportsPage } from './pages/reports.tsx'
import { ReviewPage } from './pages/review.tsx'
import { SettingsPage } from './pages/settings.tsx'
import { SignedOutPage, UnreachablePage } from './pages/signed-out.tsx'
import { TransactionsPage } from './pages/transactions.tsx'
import { Shell } from './parts/shell.tsx'
import { place } from './router.ts'
import { session, showBackButton } from './state/session.ts'

/** The dashboard: its pages to who is signed in, and the way in to who is not. */
export function App() {
  const { path } = place.value
  useEffect(() => showBackButton(path !== '/'), [path])
  if (path === '/login') return <LoginPage />
  const { value } = session
  switch (value.kind) {
    case 'starting':
      return <p class="unseen">Loading</p>
    case 'unreachable':
      return <UnreachablePage />
    case 'signed-out':
      return <SignedOutPage why={value.why} />
    case 'signed-in':
      return <Shell>{pageOf(path)}</Shell>
  }
}

function pageOf(path: string) {
  const accountId = /^\/accounts\/([^/]+)$/.exec(path)?.[1]
  if (accountId !== undefined) return <AccountPage key={accountId} id={decodeURIComponent(accountId)} />
  switch (path) {
    case '/':
      return <HomePage />
    case '/transactions':
      return <TransactionsPage />
    case '/new':
      return <NewEntryPage />
    case '/accounts':
      return <AccountsPage />
    case '/reports':
      return <ReportsPage />
    case '/import':
      return <ImportPage />
    case '/review':
      return <ReviewPage />
    case '/settings':
      return <SettingsPage />
    case '/more':
      return <MorePage />
    default:
      return <NotFoundPage />
  }
}

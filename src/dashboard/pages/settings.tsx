import { Page, Panel } from '../parts/page.tsx'
import { Segments } from '../parts/segments.tsx'
import { Tokens } from '../parts/tokens.tsx'
import { appearance, choose, telegramTheme } from '../state/appearance.ts'
import { hasDemo, me } from '../state/ledger.ts'
import { isInTelegram, signOut } from '../state/session.ts'

/** What this ledger is, how the page looks, who else may read it, and the way out. */
export function SettingsPage() {
  const { ledger } = me()
  return (
    <Page title="Settings">
      <div class="columns">
        <div class="column">
          <Panel title="Ledger">
            <dl class="facts">
              <div>
                <dt>Name</dt>
                <dd>{ledger.name}</dd>
              </div>
              <div>
                <dt>Time zone</dt>
                <dd>{ledger.zone}</dd>
              </div>
              <div>
                <dt>Currency</dt>
                <dd>{ledger.currency}</dd>
              </div>
            </dl>
            {hasDemo ? (
              <p>
                <a href="/demo">To the chat page</a>
              </p>
            ) : null}
          </Panel>
          {telegramTheme.value === null ? (
            <Panel title="Colours">
              <Segments
                name="appearance"
                label="Colours"
                value={appearance.value}
                options={[
                  { value: 'system', label: 'System' },
                  { value: 'light', label: 'Light' },
                  { value: 'dark', label: 'Dark' },
                ]}
                onChoose={choose}
              />
            </Panel>
          ) : null}
          {isInTelegram ? null : (
            <Panel title="This browser">
              <p class="quiet">Signing out forgets everything that this browser keeps, also an entry not yet saved.</p>
              <button type="button" class="button" onClick={() => void signOut()}>
                Sign out
              </button>
            </Panel>
          )}
        </div>
        <div class="column">
          <Tokens />
        </div>
      </div>
    </Page>
  )
}

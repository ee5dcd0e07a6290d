import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { MORE_PAGES } from '../parts/shell.tsx'

/** The pages that have no place at the bottom of a phone. */
export function MorePage() {
  return (
    <Page title="More">
      <ul class="rows panel flush">
        {MORE_PAGES.map(({ to, label, icon }) => (
          <li class="row" key={to}>
            <a class="row-link" href={to}>
              <span class="avatar">
                <Icon name={icon} />
              </span>
              <span class="row-text">
                <span class="row-title">{label}</span>
              </span>
              <Icon name="right" />
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}

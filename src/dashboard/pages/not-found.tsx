import { Page } from '../parts/page.tsx'

/** An address without a page. */
export function NotFoundPage() {
  return (
    <Page title="There is nothing here">
      <p>
        This page has moved or never was. <a href="/">To the start</a>
      </p>
    </Page>
  )
}

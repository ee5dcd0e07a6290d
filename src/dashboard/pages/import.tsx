import { useState } from 'preact/hooks'
import { failureText, newKey, write } from '../api/client.ts'
import type { Import } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { DropZone } from '../parts/drop-zone.tsx'
import { ImportCard } from '../parts/import-card.tsx'
import { Page } from '../parts/page.tsx'
import { Loaded } from '../parts/states.tsx'

/** Statement files: dropped, looked at, booked, taken back. */
export function ImportPage() {
  const data = useData<readonly Import[]>('/imports')
  const [started, setStarted] = useState<readonly Import[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState<string | null>(null)

  const upload = async (files: readonly File[]): Promise<void> => {
    setProblem(null)
    for (const file of files) {
      setSending(file.name)
      const form = new FormData()
      form.append('file', file)
      const outcome = await write<Import>('POST', '/imports', form, newKey())
      if (outcome.kind === 'done') setStarted((before) => [outcome.value, ...before])
      else setProblem(`${file.name}: ${failureText(outcome)}`)
    }
    setSending(null)
    data.reload()
  }

  return (
    <Page title="Import">
      <DropZone onFiles={(files) => void upload(files)} isBusy={sending !== null} />
      <div role="status">{sending === null ? null : <p class="quiet">Sending {sending}…</p>}</div>
      <div role="alert">{problem === null ? null : <p class="problem">{problem}</p>}</div>
      <Loaded of={data} rows={3}>
        {(listed) => {
          const all = [...started.filter(({ id }) => !listed.some((one) => one.id === id)), ...listed]
          return all.length === 0 ? (
            <p class="quiet centered">Files you import appear here, and can be taken back as a whole.</p>
          ) : (
            <section aria-label="Imported files">
              <h2 class="day-title">Files</h2>
              <ul class="imports">
                {all.map((one) => (
                  <li key={one.id}>
                    <ImportCard start={one} />
                  </li>
                ))}
              </ul>
            </section>
          )
        }}
      </Loaded>
    </Page>
  )
}

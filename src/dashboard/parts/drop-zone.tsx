import { useState } from 'preact/hooks'
import { Icon } from './icon.tsx'

const ACCEPTED = '.csv,.tsv,.txt,.xls,.xlsx,.html,.htm,.pdf,.ofx,.qfx,.qif,.sta,.mt940,.940,.xml,.zip'

/** Takes files by a press or by dropping them. */
export function DropZone({
  onFiles,
  isBusy,
}: {
  readonly onFiles: (files: readonly File[]) => void
  readonly isBusy: boolean
}) {
  const [isOver, setOver] = useState(false)
  return (
    <label
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const files = [...(event.dataTransfer?.files ?? [])]
        if (files.length > 0) onFiles(files)
      }}
    >
      <span class="empty-icon">
        <Icon name="upload" />
      </span>
      <span class="empty-title">Choose a statement, or drop it here</span>
      <span class="quiet">
        CSV, Excel, PDF, OFX, QIF, MT940 or camt.053 of any bank. Nothing is booked before you have seen it.
      </span>
      <input
        type="file"
        class="unseen"
        multiple
        accept={ACCEPTED}
        disabled={isBusy}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </label>
  )
}

import { useEffect, useState } from 'preact/hooks'
import type { Transaction } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { faceOf } from '../format/transaction.ts'
import { place, setQuery } from '../router.ts'
import { Sheet } from './sheet.tsx'
import { Loaded } from './states.tsx'
import { TransactionDetails } from './transaction-details.tsx'

/** The entry that `?open=` of the address names, in a sheet over the page; the way back closes it. */
export function OpenTransaction() {
  const id = place.value.query.get('open')
  return id === null ? null : <Opened key={id} id={id} />
}

function Opened({ id }: { readonly id: string }) {
  const data = useData<Transaction>(`/transactions/${encodeURIComponent(id)}`)
  const [title, setTitle] = useState('Entry')
  useEffect(() => {
    if (data.load.kind === 'ready') setTitle(faceOf(data.load.value).title)
  }, [data.load])
  const close = (): void => setQuery({ open: null })
  return (
    <Sheet title={title} onClose={close}>
      <Loaded of={data} rows={5}>
        {(transaction) => <TransactionDetails transaction={transaction} onClose={close} />}
      </Loaded>
    </Sheet>
  )
}

import { act } from './api.js'
import { showAlert, toast } from './dom.js'

const BOT_ANSWERS_WITHIN_MS = 15_000

/** The presses of inline buttons that wait for the bot. `refresh` shows a message again when one of its buttons changes. */
export function createPresses(refresh) {
  const busy = new Map()
  const earlyAnswers = new Map()
  const keyOf = (id, row, column) => `${id} ${row} ${column}`
  const isBusy = (id, row, column) => [...busy.values()].includes(keyOf(id, row, column))

  const showAnswer = (answer) => {
    const key = busy.get(answer.id)
    if (key === undefined) {
      // The answer can overtake the reply to our own request, which tells the press's id.
      earlyAnswers.set(answer.id, answer)
      return
    }
    busy.delete(answer.id)
    refresh(Number(key.split(' ')[0]))
    if (answer.text !== '' && answer.showAlert) showAlert(answer.text)
    else if (answer.text !== '') toast(answer.text)
  }
  const waitForAnswer = (id, queryId) => {
    if (earlyAnswers.has(queryId)) showAnswer(earlyAnswers.get(queryId))
    earlyAnswers.clear()
    setTimeout(() => {
      if (busy.delete(queryId)) toast('The bot has not answered.')
      refresh(id)
    }, BOT_ANSWERS_WITHIN_MS)
  }
  const press = async (id, row, column) => {
    if (isBusy(id, row, column)) return
    const waiting = `sent ${keyOf(id, row, column)}`
    busy.set(waiting, keyOf(id, row, column))
    refresh(id)
    try {
      const { id: queryId } = await act('tap', { messageId: id, row, column })
      busy.set(queryId, keyOf(id, row, column))
      waitForAnswer(id, queryId)
    } catch (error) {
      toast(error.message)
    }
    busy.delete(waiting)
    refresh(id)
  }
  return { isBusy, press, showAnswer }
}

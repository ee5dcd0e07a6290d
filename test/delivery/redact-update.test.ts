import { describe, expect, it } from 'vitest'
import { redactUpdate } from '../../src/delivery/redact-update.ts'
import { redactSixDigits } from './support.ts'

const CODE = '493817'

describe('redactUpdate', () => {
  it('leaves an update without a code exactly as it is', () => {
    const update = {
      update_id: 1,
      message: { text: 'Acct 493817 debited', entities: [{ type: 'bold', offset: 0, length: 4 }] },
    }
    expect(redactUpdate(update, redactSixDigits)).toEqual({ update, found: false })
  })

  it.each(['message', 'edited_message', 'channel_post', 'business_message', 'a_kind_of_the_future'])(
    'takes a code out of the text and the caption of a %s',
    (kind) => {
      const update = { update_id: 1, [kind]: { text: `Your OTP is ${CODE}.`, photo: { caption: `OTP ${CODE}` } } }
      const result = redactUpdate(update, redactSixDigits)
      expect(result.found).toBe(true)
      expect(result.update).toEqual({
        update_id: 1,
        [kind]: { text: 'Your OTP is one-time code.', photo: { caption: 'OTP one-time code' } },
      })
    },
  )

  it('takes a code out of every message a message answers, however deep', () => {
    const update = {
      message: { text: 'see', reply_to_message: { text: 'x', reply_to_message: { caption: `OTP: ${CODE}` } } },
    }
    expect(JSON.stringify(redactUpdate(update, redactSixDigits).update)).not.toContain(CODE)
  })

  it('takes the bare code out of a quote, a copy button and a link, where no word gives it away', () => {
    const update = {
      message: {
        text: 'what is this',
        quote: { text: CODE, position: 12 },
        reply_to_message: {
          text: `Your OTP is ${CODE}`,
          entities: [{ type: 'text_link', offset: 0, length: 4, url: `https://bank.example/confirm/${CODE}` }],
          reply_markup: { inline_keyboard: [[{ text: 'Copy', copy_text: { text: CODE } }]] },
        },
      },
    }
    expect(JSON.stringify(redactUpdate(update, redactSixDigits).update)).not.toContain(CODE)
  })

  it('sees a code whose announcement stands in another piece of a rich message', () => {
    const update = {
      message: {
        rich_message: { blocks: [{ type: 'paragraph', text: ['Your OTP is', { type: 'bold', text: CODE }] }] },
      },
    }
    const result = redactUpdate(update, redactSixDigits)
    expect(result.found).toBe(true)
    expect(JSON.stringify(result.update)).not.toContain(CODE)
  })

  it('keeps formatting before the code, moves what comes after it and drops what touches it', () => {
    const text = `Bank: OTP ${CODE} for login`
    const entities = [
      { type: 'bold', offset: 0, length: 4 },
      { type: 'code', offset: 10, length: 6 },
      { type: 'italic', offset: text.indexOf('login'), length: 5 },
    ]
    const { update } = redactUpdate({ message: { text, entities } }, redactSixDigits)
    const after = 'Bank: OTP one-time code for login'
    expect(update.message).toEqual({
      text: after,
      entities: [
        { type: 'bold', offset: 0, length: 4 },
        { type: 'italic', offset: after.indexOf('login'), length: 5 },
      ],
    })
  })

  it('drops the formatting of a caption that touches the code', () => {
    const message = { caption: `OTP ${CODE}`, caption_entities: [{ type: 'bold', offset: 0, length: 10 }] }
    expect(redactUpdate({ message }, redactSixDigits).update.message.caption_entities).toEqual([])
  })

  it('changes no identifier, even one that looks like a code', () => {
    const update = { callback_query: { id: `OTP ${CODE}`, data: `OTP ${CODE}`, message: { text: `OTP ${CODE}` } } }
    expect(redactUpdate(update, redactSixDigits).update.callback_query).toEqual({
      id: `OTP ${CODE}`,
      data: `OTP ${CODE}`,
      message: { text: 'OTP one-time code' },
    })
  })

  it('leaves an amount alone that also stands outside the code', () => {
    const message = { text: `OTP ${CODE} to pay NGN ${CODE}`, quote: { text: `NGN ${CODE}` } }
    const { update } = redactUpdate({ message }, redactSixDigits)
    expect(update.message.text).toBe(`OTP one-time code to pay NGN ${CODE}`)
  })
})

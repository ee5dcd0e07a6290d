import { describe, expect, it } from 'vitest'
import { type Drawing, ellipsize, fitStyle, printable, type TextStyle } from './label-text.ts'

const STYLE: TextStyle = { size: 20, weight: 400, colour: '#000000' }

/** Every UTF-16 unit is half as wide as the type is high. */
const drawing = {
  font: '',
  fillStyle: '',
  measureText(this: { font: string }, text: string) {
    return { width: (text.length * Number(/(\d+)px/.exec(this.font)?.[1])) / 2 }
  },
} as unknown as Drawing

describe('printable', () => {
  it.each([
    ['Netflix 🎬', 'Netflix'],
    ['👨‍👩‍👧 Family 🇳🇬', 'Family'],
    ['1️⃣ First', '1 First'],
    ['A\u202eB\u200b\u0000 C\tD', 'AB C D'],
    ['O\u0323ja\u0300 E\u0323\u0300ko\u0323\u0301', 'Ọjà Ẹ̀kọ́'],
    ['Ɗan Ƙwai ‘Yan', 'Ɗan Ƙwai ‘Yan'],
    [`Z${'\u0337'.repeat(60)}algo`, `Z${'\u0337'.repeat(3)}algo`],
    ['bad \ud83d half', 'bad half'],
    ['Café®', 'Café®'],
    ['🎉', 'No name'],
    ['', 'No name'],
  ])('turns %j into %j', (text, drawn) => {
    expect(printable(text)).toBe(drawn.normalize('NFC'))
  })
})

describe('ellipsize', () => {
  it('leaves what fits', () => {
    expect(ellipsize(drawing, 'SHOPRITE', STYLE, 80)).toBe('SHOPRITE')
  })

  it('cuts the rest and says so, without a space before the dots', () => {
    expect(ellipsize(drawing, 'SHOPRITE LEKKI', STYLE, 101)).toBe('SHOPRITE…')
    expect(ellipsize(drawing, 'SHOPRITE LEKKI', STYLE, 79)).toBe('SHOPRI…')
  })

  it('never parts a letter from its tone mark', () => {
    expect(ellipsize(drawing, 'Ẹ̀kọ́ Ẹ̀kọ́'.normalize('NFC'), STYLE, 25)).toBe('…')
    expect(ellipsize(drawing, 'Ẹ̀kọ́ Ẹ̀kọ́'.normalize('NFC'), STYLE, 30)).toBe('Ẹ̀…'.normalize('NFC'))
  })

  it('ends for a text of any length', () => {
    expect(ellipsize(drawing, 'x'.repeat(100_000), STYLE, 100)).toBe(`${'x'.repeat(9)}…`)
  })
})

describe('fitStyle', () => {
  it('shrinks to the width, but not below the least size', () => {
    expect(fitStyle(drawing, '1234567890', STYLE, 100, 12).size).toBe(20)
    expect(fitStyle(drawing, '1234567890', STYLE, 75, 12).size).toBe(15)
    expect(fitStyle(drawing, '1234567890', STYLE, 10, 12).size).toBe(12)
  })
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { CHART_KINDS, type ChartSpec, chartSpec } from '../reports/chart-spec.ts'
import { monthPeriod } from '../reports/period.ts'
import type { CurrencyReport, Report } from '../reports/report.ts'
import { printable } from './label-text.ts'
import { createChartRenderer } from './render.ts'
import { THEMES } from './theme.ts'

const OCTOBER = monthPeriod(Temporal.PlainDate.from('2026-10-01'))
const NAMES = [
  'Ọjà Ẹ̀kọ́ Balógun',
  'Ɗan Ƙwai Stores',
  'Ndị Ọma',
  'Pastor Emmanuel Chukwuemeka Oluwaseun Adébáyọ̀-Williams',
  '🎬',
]

function report(scale: bigint, categoryCount: number): Report {
  const amountOf = (index: number) => (index === 3 ? -700n : BigInt(120_000 - index * 900)) * scale
  const days = Array.from({ length: 31 }, (_, index) => ({
    date: OCTOBER.from.add({ days: index }),
    inflowMinor: index === 23 ? 45_000_000n * scale : 0n,
    outflowMinor: amountOf(index),
  }))
  const figures: CurrencyReport = {
    currency: 'NGN',
    inflowMinor: 45_000_000n * scale,
    outflowMinor: 3_000_000n * scale,
    netMinor: 42_000_000n * scale,
    feesMinor: 0n,
    transactionCount: 9,
    categories: Array.from({ length: categoryCount }, (_, index) => {
      return { category: `${NAMES[index % 5]} ${index}`, kind: 'expense', amountMinor: amountOf(index), count: 1 }
    }),
    accounts: NAMES.map((account, index) => {
      return { account, tail: '4448', inflowMinor: 0n, outflowMinor: 5n, balanceMinor: BigInt(index - 1) * scale }
    }),
    merchants: NAMES.map((payee, index) => ({ payee, amountMinor: amountOf(index), count: index })),
    days,
    previousDays: days.map(({ date, ...flows }) => ({ date: date.subtract({ months: 1 }), ...flows })),
  }
  return { period: OCTOBER, currencies: [figures] }
}

const REPORTS: readonly [string, Report][] = [
  ['ordinary', report(1n, 9)],
  ['huge', report(120_000_000n, 40)],
  ['one-row', report(1n, 1)],
  ['empty', { period: OCTOBER, currencies: [] }],
]

function sizeOf(png: Uint8Array): { width: number; height: number } {
  const buffer = Buffer.from(png)
  return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) }
}

describe.each(REPORTS)('the picture of an %s report', (_name, given) => {
  it.each(CHART_KINDS)('of %s is a small PNG, the same bytes each time, in both themes', async (kind) => {
    const spec = chartSpec(given, kind)
    const renderer = createChartRenderer()
    const light = await renderer.render(spec)
    const dark = await renderer.render(spec, { theme: 'dark' })
    for (const png of [light, dark]) {
      expect(Buffer.from(png.subarray(0, 8)).toString('hex')).toBe('89504e470d0a1a0a')
      expect(png.length).toBeLessThanOrEqual(150 * 1024)
      expect(sizeOf(png).width).toBe(1280)
      expect(sizeOf(png).height).toBeGreaterThanOrEqual(960)
      // Telegram refuses photos whose sides add up to more than 10,000 pixels.
      expect(sizeOf(png).height).toBeLessThanOrEqual(2400)
    }
    expect(Buffer.compare(await createChartRenderer().render(spec), light)).toBe(0)
    expect(Buffer.compare(light, dark)).not.toBe(0)
  })
})

describe('createChartRenderer', () => {
  const spec = chartSpec(report(1n, 9), 'categories')

  it('draws in the size that was asked for', async () => {
    expect(sizeOf(await createChartRenderer().render(spec, { width: 800, height: 700 }))).toEqual({
      width: 800,
      height: 700,
    })
  })

  it('grows for more rows than the height can hold', async () => {
    const many = chartSpec(report(1n, 30), 'categories')
    const { height } = sizeOf(await createChartRenderer().render(many))
    expect(many.kind === 'rows' && height).toBeGreaterThan(70 * (many.kind === 'rows' ? many.rows.length : 0))
  })

  it('paints background, text and bars in the colours of the theme', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const png = Buffer.from(await createChartRenderer().render(spec, { theme }))
      const at = png.indexOf('PLTE')
      const palette = png
        .subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
        .toString('hex')
        .match(/.{6}/g)
      const colours = palette?.map((colour) => `#${colour}`) ?? []
      // The commonest colour comes first.
      expect(colours[0]).toBe(THEMES[theme].background)
      expect(colours).toContain(THEMES[theme].ink)
      expect(colours).toContain(THEMES[theme].muted)
      const bars = THEMES[theme].categories.filter((colour) => colours.includes(colour))
      expect(bars.length).toBeGreaterThanOrEqual(8)
    }
  })

  it('draws other letters as other shapes, and a stripped emoji as nothing', async () => {
    const renderer = createChartRenderer()
    const titled = (title: string): ChartSpec => ({ kind: 'empty', title, message: printable('₦ Ọjà 🎬'), hint: '-' })
    const [one, same, other] = await Promise.all(['Ọjà', 'Ọjà', 'Oja'].map((title) => renderer.render(titled(title))))
    expect(Buffer.compare(one ?? Buffer.of(), same ?? Buffer.of())).toBe(0)
    expect(Buffer.compare(one ?? Buffer.of(), other ?? Buffer.of())).not.toBe(0)
  })
})

/** The code points a TrueType font has a glyph for, from the format 12 table of its `cmap` (OpenType 1.9). */
function coveredBy(file: string): (codePoint: number) => boolean {
  const font = readFileSync(createRequire(import.meta.url).resolve(file))
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + index * 16)
  const record = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')
  const cmap = font.readUInt32BE((record ?? 0) + 8)
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => {
    return cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4)
  })
  const full = subtables.find((at) => font.readUInt16BE(at) === 12)
  if (full === undefined) throw new Error(`${file} has no full character map`)
  const groups = Array.from({ length: font.readUInt32BE(full + 12) }, (_, index) => {
    const at = full + 16 + index * 12
    return { first: font.readUInt32BE(at), last: font.readUInt32BE(at + 4) }
  })
  return (codePoint) => groups.some(({ first, last }) => codePoint >= first && codePoint <= last)
}

describe.each(['400Regular/Inter_400Regular.ttf', '700Bold/Inter_700Bold.ttf'])('the bundled font %s', (file) => {
  const isCovered = coveredBy(`@expo-google-fonts/inter/${file}`)

  it.each([
    ['signs', '₦€£$¥ … − × · – ’ ‘ “ ” % < ( ) ® © ™'],
    ['Yoruba', 'Ẹ ẹ Ọ ọ Ṣ ṣ À à Á á È è É é Ẹ̀ ẹ̀ Ẹ́ ẹ́ Ì ì Í í Ò ò Ó ó Ọ̀ ọ̀ Ọ́ ọ́ Ù ù Ú ú ḿ ǹ Ń ń'],
    ['Hausa', 'Ɓ ɓ Ɗ ɗ Ƙ ƙ Ƴ ƴ ʼ Ā ā Ē ē Ī ī Ō ō Ū ū Â â Ê ê Î î Ô ô Û û R̃ r̃'],
    ['Igbo', 'Ị ị Ọ ọ Ụ ụ Ṅ ṅ Ñ ñ Ị́ ị̀ Ụ́ ụ̀ Ọ́ m̀ ḿ'],
    ['Pidgin and English', 'Wetin you spend dis month? 0123456789 & @ # / + -'],
  ])('has a glyph for every character of %s', (_language, text) => {
    const missing = [...printable(text)].filter((character) => !isCovered(character.codePointAt(0) ?? 0))
    expect(missing).toEqual([])
  })

  it('lacks emoji, so labels must not hold any', () => {
    expect(isCovered(0x1f3ac)).toBe(false)
  })
})

import type { BankFormat, Layout } from '../bank-format.ts'

const LINE_MAX = 100

/** A bank file as TypeScript source, as `npm run new:bank` writes it: data and a type. */
export function printPack(bank: BankFormat): string {
  const { id, name, country, currency, timeZone, senders, numbers, dates, layouts, narrations } = bank
  const fields = [
    `id: ${quoted(id)}`,
    `name: ${quoted(name)}`,
    `country: ${quoted(country)}`,
    `currency: ${quoted(currency)}`,
    `timeZone: ${quoted(timeZone)}`,
    `senders: [${senders.map(({ channel, address }) => `{ channel: '${channel}', address: ${quoted(address)} }`).join(', ')}]`,
    ...(numbers === undefined ? [] : [`numbers: '${numbers}'`]),
    ...(dates === undefined ? [] : [`dates: '${dates}'`]),
    `layouts: [\n${layouts.map(printLayout).join('')}  ]`,
    ...(narrations === undefined || narrations.length === 0
      ? []
      : [
          `narrations: [\n${narrations
            .map(
              ({ sample, rail }) =>
                `    { sample: ${quoted(sample)}${rail === undefined ? '' : `, rail: '${rail}'`} },\n`,
            )
            .join('')}  ]`,
        ]),
  ]
  const lines = fields.map((field) => `  ${field},\n`).join('')
  return `import type { BankFormat } from '../formats/bank-format.ts'\n\nexport const ${constantOf(id)} = {\n${lines}} as const satisfies BankFormat\n`
}

function printLayout({ id, channel, evidence, direction, rail, sample }: Layout): string {
  const fields = [
    `id: ${quoted(id)}`,
    `channel: '${channel}'`,
    `evidence: '${evidence}'`,
    ...(direction === undefined ? [] : [`direction: '${direction}'`]),
    ...(rail === undefined ? [] : [`rail: '${rail}'`]),
    `sample:${printSample(sample)}`,
  ]
  return `    {\n${fields.map((field) => `      ${field},\n`).join('')}    },\n`
}

/** A sample in as few lines as are short enough, broken where the message breaks. */
function printSample(sample: string): string {
  const lines: string[] = []
  for (const piece of sample.split(/(?<=↵)/u)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + piece.length <= LINE_MAX) lines[lines.length - 1] = last + piece
    else lines.push(piece)
  }
  if (lines.length === 1) return `${sample.length > LINE_MAX ? '\n        ' : ' '}${quoted(sample)}`
  return `\n        ${lines.map(quoted).join(' +\n        ')}`
}

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\')
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`
}

/** `ng-acme-bank` as `acmeBank`; a name that begins with a digit gets `bank` in front. */
function constantOf(id: string): string {
  const words = id.split('-').slice(1)
  const name = words.map((word, at) => (at === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join('')
  return /^\d/u.test(name) ? `bank${name}` : name
}

/** A piece of text on a page: its left edge, or its right edge with `isRight`, and its height from the top, in points. */
export type PageText = { readonly x: number; readonly y: number; readonly text: string; readonly isRight?: boolean }

const SIZE = 8
const PAGE_HEIGHT = 792

/** A PDF of pages with texts at their places, in a font whose characters all are 4.8 points wide. */
export function writePdf(pages: readonly (readonly PageText[])[]): Uint8Array {
  const objects: string[] = []
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')
  objects.push('<< /Type /Catalog /Pages 2 0 R >>')
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>')
  for (const [index, texts] of pages.entries()) {
    const content = texts.map(drawn).join('\n')
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 ${PAGE_HEIGHT}] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    )
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
  }
  return Buffer.from(assembled(objects), 'latin1')
}

function drawn({ x, y, text, isRight }: PageText): string {
  const left = isRight === true ? x - text.length * SIZE * 0.6 : x
  const escaped = text.replace(/[\\()]/gu, '\\$&')
  return `BT /F1 ${SIZE} Tf 1 0 0 1 ${left.toFixed(2)} ${(PAGE_HEIGHT - y).toFixed(2)} Tm (${escaped}) Tj ET`
}

function assembled(objects: readonly string[]): string {
  let file = '%PDF-1.4\n'
  const offsets: number[] = []
  objects.forEach((object, index) => {
    offsets.push(file.length)
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
  })
  const start = file.length
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
}

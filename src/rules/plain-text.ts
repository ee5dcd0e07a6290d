/** Text as rules compare it: small letters without marks, everything else one space. `MAMA-PUT, Ẹkọ` gives `mama put eko`. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

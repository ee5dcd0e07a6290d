type Colour = readonly [red: number, green: number, blue: number]

/** The contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(first: string, second: string): number {
  const [one, other] = [luminance(parse(first)), luminance(parse(second))]
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

/** `colour`, moved toward black or white no further than it takes to reach `least` on every one of `grounds`. */
export function readableOn(colour: string, grounds: readonly string[], least: number): string {
  const reaches = (candidate: string): boolean => grounds.every((ground) => contrast(candidate, ground) >= least)
  if (reaches(colour)) return colour
  for (let step = 1; step <= 20; step++) {
    for (const end of ['#000000', '#ffffff']) {
      const candidate = mix(colour, end, step / 20)
      if (reaches(candidate)) return candidate
    }
  }
  return grounds.every((ground) => isDark(ground)) ? '#ffffff' : '#000000'
}

/** A colour between two, `share` of the way from the first to the second. */
export function mix(from: string, to: string, share: number): string {
  const [start, end] = [parse(from), parse(to)]
  return format(start.map((part, index) => part + ((end[index] ?? 0) - part) * share) as unknown as Colour)
}

/** Whether white stands out better on it than black. */
export function isDark(colour: string): boolean {
  return contrast(colour, '#ffffff') >= contrast(colour, '#000000')
}

function parse(colour: string): Colour {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

function format(colour: Colour): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Colour
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

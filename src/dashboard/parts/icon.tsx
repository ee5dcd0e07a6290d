/** Strokes of our icons in a square of 24. */
const PATHS = {
  home: 'M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z',
  list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  plus: 'M12 5v14M5 12h14',
  wallet:
    'M18.5 8V6.5a1.5 1.5 0 0 0-1.5-1.5H5.5a2 2 0 0 0 0 4H19a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 19 19H5.5a2 2 0 0 1-2-2V7M16.5 14h.01',
  chart: 'M5 20v-7M12 20V4.5M19 20V9.5',
  upload: 'M12 15.5V5m0 0L7.5 9.5M12 5l4.5 4.5M4.5 15.5V18A1.5 1.5 0 0 0 6 19.5h12a1.5 1.5 0 0 0 1.5-1.5v-2.5',
  review:
    'M9.5 4.5h5M9.5 4.5A1.5 1.5 0 0 0 8 6h8a1.5 1.5 0 0 0-1.5-1.5M8 5.5H6.5A1.5 1.5 0 0 0 5 7v12a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19V7a1.5 1.5 0 0 0-1.5-1.5H16M9 13.5l2.200 2.200 4-4.400',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.800v4.400M9 14.800v4.400',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  left: 'M14.5 6 8.5 12l6 6',
  right: 'M9.5 6l6 6-6 6',
  filter: 'M4.5 7h15M7.5 12h9M10.5 17h3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert:
    'M12 8.5v4.5M12 16.200h.01M10.700 4.600 3.200 17.5A1.5 1.5 0 0 0 4.5 19.700h15a1.5 1.5 0 0 0 1.300-2.200L13.300 4.600a1.5 1.5 0 0 0-2.600 0z',
  file: 'M13.5 4H7.5A1.5 1.5 0 0 0 6 5.5v13A1.5 1.5 0 0 0 7.5 20h9a1.5 1.5 0 0 0 1.5-1.5v-10zM13.5 4v4.5H18',
  offline:
    'M4 4l16 16M8.5 15.5a5 5 0 0 1 5.300-1M5.5 12.200a9.5 9.5 0 0 1 4-2.400M14.5 9.800a9.5 9.5 0 0 1 4 2.400M12 19h.01',
  swap: 'M7 8h12m0 0-3.5-3.5M19 8l-3.5 3.5M17 16H5m0 0 3.5-3.5M5 16l3.5 3.5',
} as const

export type IconName = keyof typeof PATHS

/** An icon beside words; it says nothing by itself, so that screen readers pass it over. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}

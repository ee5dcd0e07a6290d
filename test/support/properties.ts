import fc from 'fast-check'

/**
 * Properties are tried on the same inputs in every ordinary run, so that a red build means that this change broke something.
 * `npm run test:long` tries them on other inputs each time, and on more; PROPERTY_SEED repeats one of its runs.
 */
const { PROPERTY_SEED = '20261123', PROPERTY_FACTOR = '1' } = process.env

fc.configureGlobal({ seed: Number(PROPERTY_SEED) })

/** How often to try a property whose ordinary number of runs is `ordinary`. */
export function propertyRuns(ordinary: number): number {
  return ordinary * Number(PROPERTY_FACTOR)
}

// The child that reads statement files, with every bound it keeps itself taken away. Only tests start it.
import { LIMITS } from '../../src/readers/limits.ts'

for (const name of Object.keys(LIMITS)) (LIMITS as Record<string, number>)[name] = Number.MAX_SAFE_INTEGER
await import('../../src/readers/child/main.ts')

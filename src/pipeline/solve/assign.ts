/** One possible pair: the places of both sides and what speaks for it, above zero. */
export type Edge = { readonly left: number; readonly right: number; readonly score: number }

/** Groups of more pairs than this are paired best first: nothing a household sends is that dense. */
const EXACT_SIDE_MAX = 150

/**
 * One-to-one pairs whose scores sum up to the most, so that a strong pair is never given up for a weak one that does not
 * pay for it. `edges` are few and fall into small groups; each group is solved by itself. Equal sums are decided by the
 * places of both sides, so the result depends on their order alone.
 */
export function assign(edges: readonly Edge[]): Edge[] {
  return groupsOf(edges.filter((edge) => edge.score > 0)).flatMap((group) => {
    const [only, ...others] = group
    if (only === undefined || others.length === 0) return group
    const lefts = placesOf(group, 'left')
    const rights = placesOf(group, 'right')
    if (Math.max(lefts.length, rights.length) > EXACT_SIDE_MAX) return bestFirst(group)
    return solveGroup(group, lefts, rights)
  })
}

/** Edges that share a place, directly or through others. */
function groupsOf(edges: readonly Edge[]): Edge[][] {
  const parent = new Map<string, string>()
  const rootOf = (place: string): string => {
    let root = place
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root)) root = next
    parent.set(place, root)
    return root
  }
  for (const { left, right } of edges) parent.set(rootOf(`l${left}`), rootOf(`r${right}`))
  return [...Map.groupBy(edges, ({ left }) => rootOf(`l${left}`)).values()]
}

function placesOf(edges: readonly Edge[], side: 'left' | 'right'): number[] {
  return [...new Set(edges.map((edge) => edge[side]))].sort((one, other) => one - other)
}

function bestFirst(edges: readonly Edge[]): Edge[] {
  const ordered = [...edges].sort(
    (one, other) => other.score - one.score || one.left - other.left || one.right - other.right,
  )
  const [lefts, rights] = [new Set<number>(), new Set<number>()]
  return ordered.filter(({ left, right }) => {
    if (lefts.has(left) || rights.has(right)) return false
    lefts.add(left)
    rights.add(right)
    return true
  })
}

/** The Hungarian method with potentials on a matrix where no pair costs nothing and a pair costs minus its score. */
function solveGroup(edges: readonly Edge[], lefts: readonly number[], rights: readonly number[]): Edge[] {
  const rows = lefts.length
  // A column of its own for each row stands for "stays alone".
  const columns = rights.length + rows
  const rowOf = new Map(lefts.map((place, index) => [place, index]))
  const columnOf = new Map(rights.map((place, index) => [place, index]))
  const byCell = new Map(
    edges.map((edge) => [(rowOf.get(edge.left) ?? 0) * columns + (columnOf.get(edge.right) ?? 0), edge]),
  )
  const forbidden = 1 + edges.reduce((sum, edge) => sum + edge.score, 0)
  const costs = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row += 1) costs.fill(forbidden, row * columns, row * columns + rights.length)
  for (const [cell, { score }] of byCell) costs[cell] = -score
  return columnsOfRows(rows, columns, costs).flatMap((column, row) => byCell.get(row * columns + column) ?? [])
}

/** The column of each row in an assignment of the least cost; columns are at least as many as rows. */
function columnsOfRows(rows: number, columns: number, costs: Float64Array): number[] {
  const rowPotential = new Float64Array(rows + 1)
  const columnPotential = new Float64Array(columns + 1)
  const rowAt = new Int32Array(columns + 1)
  for (let row = 1; row <= rows; row += 1) {
    const cameFrom = new Int32Array(columns + 1)
    const slack = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY)
    const isVisited = new Uint8Array(columns + 1)
    rowAt[0] = row
    let column = 0
    do {
      isVisited[column] = 1
      const from = rowAt[column] as number
      let [delta, next] = [Number.POSITIVE_INFINITY, 0]
      for (let other = 1; other <= columns; other += 1) {
        if (isVisited[other] === 1) continue
        const cost = costs[(from - 1) * columns + other - 1] as number
        const reduced = cost - (rowPotential[from] as number) - (columnPotential[other] as number)
        if (reduced < (slack[other] as number)) {
          slack[other] = reduced
          cameFrom[other] = column
        }
        if ((slack[other] as number) < delta) [delta, next] = [slack[other] as number, other]
      }
      for (let other = 0; other <= columns; other += 1) {
        if (isVisited[other] === 1) {
          const at = rowAt[other] as number
          rowPotential[at] = (rowPotential[at] as number) + delta
          columnPotential[other] = (columnPotential[other] as number) - delta
        } else slack[other] = (slack[other] as number) - delta
      }
      column = next
    } while (rowAt[column] !== 0)
    while (column !== 0) {
      const previous = cameFrom[column] as number
      rowAt[column] = rowAt[previous] as number
      column = previous
    }
  }
  const result = new Array<number>(rows).fill(0)
  for (let column = 1; column <= columns; column += 1) {
    const row = rowAt[column] as number
    if (row > 0) result[row - 1] = column - 1
  }
  return result
}

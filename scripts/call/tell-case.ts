type CaseShown = {
  readonly number: string
  readonly category: string | null
  readonly categoryName: string | null
  readonly status: string
  readonly urgency: string
  readonly openedAt: string
  readonly orders: readonly {
    readonly unit: string
    readonly unitName: string
    readonly status: string
    readonly lead: boolean
  }[]
  readonly deadlines: readonly { readonly kind: string; readonly status: string; readonly explanation: string }[]
  readonly timeline: readonly {
    readonly at: string
    readonly actor: string
    readonly what: string
    readonly why: string | null
    readonly refs: Readonly<Record<string, string>>
  }[]
  readonly recordings: readonly { readonly name: string; readonly kind: string; readonly seconds: number | null }[]
}

/** References that say something to people; the others are ids. */
const shownRefs = ['unit', 'responder', 'emergency', 'recording'] as const

/** The case as the API gives it, for people. */
export function tellCase(shown: CaseShown): readonly string[] {
  const { orders, deadlines, timeline, recordings } = shown
  return [
    `Case ${shown.number}: ${shown.categoryName ?? shown.category ?? 'category not known yet'}, ${shown.urgency}, ${shown.status}`,
    ...orders.map((order) => `  order     ${order.unitName}: ${order.status}${order.lead ? ', leads' : ''}`),
    ...deadlines.map(({ kind, status, explanation }) => `  deadline  ${kind}: ${status}; ${explanation}`),
    ...recordings.map(({ name, kind, seconds }) => `  recording ${kind}, ${seconds ?? '?'} s: ${name}`),
    '  timeline',
    ...timeline.map(({ at, actor, what, why, refs }) => {
      const named = shownRefs.flatMap((ref) => refs[ref] ?? [])
      return `    ${at.slice(11, 23)}  ${actor}: ${[what, ...named].join(' ')}${why ? ` (${why})` : ''}`
    }),
  ]
}

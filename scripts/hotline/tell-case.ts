import { tellTable } from './tell-table.ts'

/** What is shown of a case, as the API tells it. */
export type ToldCase = {
  readonly number: string | null
  readonly categoryName: string | null
  readonly status: string
  readonly urgency: string
  readonly serious: readonly { readonly name: string }[]
  readonly supervision: { readonly name: string } | null
  /** Unit that answers for the case; null: the centre, or nobody any more. */
  readonly responsible: { readonly unit: string; readonly unitName: string } | null
  readonly orders: readonly ToldOrder[]
}
export type ToldOrder = {
  readonly id: string
  readonly code: string | null
  readonly unit: string
  readonly unitName: string
  readonly lead: boolean
  readonly status: string
  readonly sentBack: number
  readonly situation: string | null
  readonly possible: readonly string[]
  readonly possibleFor: { readonly unit: readonly string[]; readonly officer: readonly string[] }
  readonly designatedName: string | null
  readonly staysResponsibleSince: string | null
  readonly returned: {
    readonly at: string
    readonly by: string
    readonly from: string
    readonly reasonName: string
    readonly words: string | null
  } | null
  readonly ruling: { readonly outcome: string; readonly at: string; readonly by: string } | null
}

/** A case in a few lines: what it is, how it stands, what is special about it, and its orders. */
export function tellCase(told: ToldCase): readonly string[] {
  const special = [
    ...told.serious.map(({ name }) => `serious: ${name}`),
    ...(told.responsible === null || told.orders.some(({ unit, lead }) => lead && unit === told.responsible?.unit)
      ? []
      : [`${told.responsible.unit} ${told.responsible.unitName} stays responsible`]),
    ...(told.supervision === null ? [] : [`under supervision: ${told.supervision.name}`]),
  ]
  return [
    [`case ${told.number}`, told.categoryName ?? '—', told.status, told.urgency, ...special].join(' · '),
    ...tellOrders(told.orders),
  ]
}

export function tellOrders(orders: readonly ToldOrder[]): readonly string[] {
  if (orders.length === 0) return ['no orders']
  const rows = orders.map((order) => [
    order.code ?? '—',
    `${order.unit} ${order.unitName}`,
    order.lead ? 'leads' : '',
    order.sentBack === 0 ? order.status : `${order.status} (sent back ${order.sentBack}×)`,
    order.situation ?? '',
  ])
  return tellTable(['code', 'unit', '', 'status', 'situation'], rows)
}

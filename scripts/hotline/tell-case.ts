import { tellTable } from './tell-table.ts'

/** What is shown of a case, as the API tells it. */
export type ToldCase = {
  readonly number: string | null
  readonly categoryName: string | null
  readonly status: string
  readonly urgency: string
  readonly serious: readonly { readonly name: string }[]
  readonly supervision: { readonly name: string } | null
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
}

/** A case in a few lines: what it is, how it stands, what is special about it, and its orders. */
export function tellCase(told: ToldCase): readonly string[] {
  const special = [
    ...told.serious.map(({ name }) => `serious: ${name}`),
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

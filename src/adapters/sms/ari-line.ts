/** As much of an ARI connection as messages need. */
export type AriLine = {
  request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    query?: Readonly<Record<string, string | number | boolean | undefined>>,
    body?: object,
  ): Promise<AriAnswer>
  onEvent(listener: (event: { readonly type: string; readonly [field: string]: unknown }) => void): void
  onUp(listener: () => void): void
}

export type AriAnswer =
  | { readonly outcome: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly outcome: 'notSent' | 'unknown'; readonly detail: string }

/** What the bench asks of the server's process. */
export type ServerQuestion = { readonly id: number; readonly ask: 'figures' | 'collect' | 'stop' }

/** What the server's process tells of itself. */
export type ServerFigures = {
  readonly rssBytes: number
  readonly heapBytes: number
  /** How late the event loop was since the figures were last asked for: 99 of 100 times not later. */
  readonly loopDelayP99Ms: number
  /** Share of the time in which the event loop had something to do. */
  readonly loopBusy: number
  /** Legs, playbacks, recordings and bridges that the telephony still knows. */
  readonly remembered: number
}

export type ServerAnswer =
  | { readonly did: 'start' }
  | { readonly did: 'refuse'; readonly reason: string }
  | { readonly did: 'answer'; readonly id: number; readonly figures: ServerFigures }

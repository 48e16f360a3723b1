/** Room for what is on its way: so many unanswered at once, so many a second, in the order of asking. */
export type SendWindow = {
  /** Resolves with what gives the room back; with null when there was none in time, or the window was shut. */
  enter(limitMs: number): Promise<(() => void) | null>
  /** Nobody enters for a while: the centre has too much. */
  rest(ms: number): void
  /** Open: a bind is there. Shut: all who wait are turned away. */
  open(isOpen: boolean): void
  readonly inside: number
  readonly waiting: number
}

export function createSendWindow(size: number, perSecond: number | null): SendWindow {
  const queue: ((leave: (() => void) | null) => void)[] = []
  let inside = 0
  let isOpen = false
  let resting: NodeJS.Timeout | null = null

  function rest(ms: number): void {
    if (resting !== null) clearTimeout(resting)
    resting = setTimeout(() => {
      resting = null
      letIn()
    }, ms)
  }

  function letIn(): void {
    while (isOpen && resting === null && inside < size) {
      const next = queue.shift()
      if (next === undefined) return
      inside += 1
      let isInside = true
      if (perSecond !== null) rest(1000 / perSecond)
      next(() => {
        if (!isInside) return
        isInside = false
        inside -= 1
        letIn()
      })
    }
  }

  return {
    enter(limitMs) {
      return new Promise((resolve) => {
        if (!isOpen) return resolve(null)
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(entry), 1)
          resolve(null)
        }, limitMs)
        const entry = (leave: (() => void) | null): void => {
          clearTimeout(timer)
          resolve(leave)
        }
        queue.push(entry)
        letIn()
      })
    },
    rest,
    open(now) {
      isOpen = now
      if (now) return letIn()
      for (const entry of queue.splice(0)) entry(null)
    },
    get inside() {
      return inside
    },
    get waiting() {
      return queue.length
    },
  }
}
